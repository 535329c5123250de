"""Is a graph well formed? The shapes of the ontology, run by pySHACL, and their findings in plain words.

A large graph is validated by a sample: the :data:`~kg.quality.validate.sample.SAMPLE` events whose IRIs have the lowest
hashes, with everything they refer to, whatever the order of the file. No file is ever loaded as a whole to find them.
"""

from kg.quality.validate.sample import SAMPLE
from kg.quality.validate.verdict import Verdict, validate_events, validate_file, validate_log
from kg.quality.validate.violations import Violation

__all__ = ["SAMPLE", "Verdict", "Violation", "validate_events", "validate_file", "validate_log"]
