"""Property tests try the same examples at every run, so that a change and not chance makes a run fail.

``pytest --hypothesis-profile search`` tries new ones, and forty times as many.
"""

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=4000, deadline=None)
settings.load_profile("fixed")
