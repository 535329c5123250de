"""Rules for wars and times named in place of a date: "during the Korean War", "at the height of the Cold War"."""

from __future__ import annotations

import re

from kg.base.dates import DateBasis
from kg.extraction.time.calendar_arithmetic import years
from kg.extraction.time.patterns import SP
from kg.extraction.time.scan import Found, Rule, Scan, TimexKind
from kg.lexicon.eras import eras
from kg.lexicon.words import alternation

_NAME = "|".join(sorted((re.escape(name).replace(r"\ ", SP) for name in eras()), key=len, reverse=True))
ERA = re.compile(
    rf"\b(?:during|throughout|in|(?P<beside>before|after|following)|at{SP}the{SP}{alternation('parts_of_eras')}{SP}of){SP}"
    rf"(?:the{SP})?(?P<era>{_NAME})(?![\w-])",
    re.IGNORECASE,
)
_CUES = frozenset(word for name in eras() for word in re.findall(r"[a-z]+", name)[-1:]) | {"war", "wars"}


def named_era(match: re.Match[str], scan: Scan) -> Found | None:
    """What was done in a war or time that is long over; of one that is not, nobody knows which part is meant."""
    first, last = eras()[" ".join(match["era"].lower().split())]
    if scan.reference is not None and last >= scan.reference.year:
        return None
    if match["beside"]:  # some time before or after it, and long ago
        return Found(kind=TimexKind.PAST_REFERENCE)
    return Found(when=years(first, last, DateBasis.STATED))


RULES: tuple[Rule, ...] = ((_CUES, ERA, named_era),)
"""(words of which a sentence must hold one, pattern, what to make of a match)."""
