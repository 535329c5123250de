"""From raw article text to paragraphs, without moving a character.

:func:`normalise` maps every character to exactly one character, so an offset in the result is an offset in the
source. :func:`paragraphs` finds paragraphs in prose, in one-paragraph-a-line text, and in hard-wrapped wire copy.
"""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import pairwise
from string import ascii_lowercase

from kg.lexicon.weights import weight

_SPACES = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u200b\u200e\u200f\u2028\u2029\u2060\ufeff"), " ")
_SINGLE = dict.fromkeys(map(ord, "‘’‚‛`´′"), "'")  # noqa: RUF001 - look-alikes are what is mapped
_DOUBLE = dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–−"), "-")  # noqa: RUF001


class _Mapping(dict[int, str]):
    """Character table that fills itself: white space and control to a space, else NFKC where that is one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        compatible = unicodedata.normalize("NFKC", char)
        if category in ("Zs", "Zl", "Zp", "Cc"):
            compatible = " "
        self[code] = compatible if len(compatible) == 1 else char
        return self[code]


_TABLE = _Mapping({**_SPACES, **_SINGLE, **_DOUBLE, **_HYPHENS, ord("―"): "—"})

# Typewriter habits of old wire copy. Each replacement is as long as what it replaces.
_WIRE_QUOTE_OPEN = re.compile(r"``|(?<!\S)''(?=\w)")
_WIRE_QUOTE_CLOSE = re.compile(r"(?<=\S)''(?!\w)")
_WIRE_DASH = re.compile(r"(?<= )_(?= )")

# Light markup of Markdown: the words of a link stay, its address does not; a picture goes altogether.
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\](\([^()\s]{1,1000}\))")
_STRONG = re.compile(r"(\*{2,3})(?=\S)([^*\n]{1,300}?)(?<=\S)\1")

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_WIDEST_WRAP = 110
"""Hard-wrapped text has no longer lines, in characters; wire copy and e-mail wrap at 60 to 80."""
_NARROWEST_WRAP = 40
_TERMINAL = re.compile(r"[.!?:…][\"'”’)\]]*$")  # noqa: RUF001
_GAP = re.compile(r"(?<=[.!?\"”’)])[^\S\n\r]{3,}(?=[A-Z\"“‘(©])")  # noqa: RUF001
# Elements of a page that lost the space between them: "in Beijing.(Agency)The envoy", "HEADLINE OF ANOTHERThe envoy".
_BEHIND_CREDIT = re.compile(r"(?<=[)\]])(?=[\"“]?[A-Z][\w'’.-]*\s)")  # noqa: RUF001
_CAPITALS = r"[A-Z0-9‘’'“”\".,:;$%&()!?/–—-]"  # noqa: RUF001
_TEASER = re.compile(
    rf"(?<=[a-z.!?\"”’)])(?=[A-Z‘'\"“])(?:{_CAPITALS}{{1,30}} ){{3,40}}{_CAPITALS}{{0,30}}[A-Z’'”\"!?]"  # noqa: RUF001
    r"(?=[A-Z][a-z’']|[A-Z]\.[A-Z]\.|U[SKN] \w)"  # noqa: RUF001
)
_SMALL = ascii_lowercase.encode()
_LEAST_CAPS = 20  # letters of a text of which it can be said that it is in capitals
SIGN = "[-*•‣◦●○■□▪▫·►▸▶→»>–—]"  # noqa: RUF001 - look-alikes are what people write
"""What people put before the entries of a list."""
_BULLET = re.compile(rf"{SIGN}\s")


def normalise(text: str) -> str:
    """Return ``text`` with plain spaces, straight quotes and plain hyphens, character by character: same length."""
    text = _WIRE_DASH.sub("—", text)
    if "''" in text:
        text = _WIRE_QUOTE_CLOSE.sub('" ', _WIRE_QUOTE_OPEN.sub(' "', text))
    elif "``" in text:
        text = text.replace("``", ' "')
    if "](" in text:
        text = _IMAGE.sub(lambda image: " " * len(image[0]), text)
        text = _LINK.sub(lambda link: f" {link[1]} {' ' * len(link[2])}", text)
    if "**" in text:
        text = _STRONG.sub(lambda strong: f"{' ' * len(strong[1])}{strong[2]}{' ' * len(strong[1])}", text)
    return text.translate(_TABLE)


def is_caps(text: str) -> bool:
    """Whether the text is written in capitals throughout, as old wire copy is (at least 20 letters, 8 in 10 upper)."""
    share = weight("capitals_share")
    plain = text.encode("ascii", "ignore")
    small = len(plain) - len(plain.translate(None, _SMALL))
    if (len(text) - small) * (1 - share) <= share * small:  # of nearly every text: no need to look at each letter
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _LEAST_CAPS and sum(map(str.isupper, letters)) > share * len(letters)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of paragraphs, trimmed, in order; a heading, a caption or a menu entry is a paragraph too."""
    groups = _groups(text)
    width = _width([line for group in groups for line in group])
    spans: list[tuple[int, int]] = []
    for group in groups:
        wrap = width if width <= _WIDEST_WRAP else _width(group)
        spans += _unwrap(text, group, wrap) if _is_wrapped(text, group, wrap) else group
    return [part for start, end in spans for part in _parts(text, start, end)]


def _groups(text: str) -> list[list[tuple[int, int]]]:
    """Lines, grouped by the blank lines between them; each span runs from the line's indentation to its last word."""
    groups: list[list[tuple[int, int]]] = [[]]
    last = 0
    for match in _LINE.finditer(text):
        breaks = text[last : match.start()].replace("\r\n", "\n")
        last = match.end()
        content = match[0].rstrip()
        if not content:
            groups.append([])
            continue
        if len(breaks) > 1:
            groups.append([])
        groups[-1].append((match.start(), match.start() + len(content)))
    return [group for group in groups if group]


def _width(lines: list[tuple[int, int]]) -> int:
    """The length that nine lines in ten stay within: the odd long line (a header, an address) does not count."""
    lengths = sorted(end - start for start, end in lines)
    return lengths[math.ceil(weight("usual_width") * (len(lengths) - 1))] if lengths else 0


def _is_wrapped(text: str, group: list[tuple[int, int]], width: int) -> bool:
    """Whether the lines were broken for want of room: most have no room for the next word, and sentences run on."""
    if len(group) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:  # noqa: PLR2004 - one line cannot be wrapped
        return False
    pairs = [(text[a:b], text[c:d]) for (a, b), (c, d) in pairwise(group)]
    full = sum(_is_full(line, following, width) for line, following in pairs)
    runs_on = sum(not _TERMINAL.search(line) for line, _ in pairs)
    lower = sum(following.lstrip()[0].islower() for _, following in pairs)
    caps = is_caps(" ".join(line for line, _ in pairs))
    return (
        full >= weight("full_lines") * len(pairs)
        and runs_on >= weight("lines_that_run_on") * len(pairs)
        and (caps or lower >= weight("lines_in_lower_case") * len(pairs))
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one (a little slack for ragged edges)."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - 4


def _unwrap(text: str, group: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    joined = [group[0]]
    for start, end in group[1:]:
        line, following = text[slice(*joined[-1])].rsplit("\n", 1)[-1], text[start:end]
        deeper = _indent(following) > _indent(line) + 1
        if deeper or _BULLET.match(following.lstrip()) or (not _is_full(line, following, width) and _ends(line)):
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def _ends(line: str) -> bool:
    return _TERMINAL.search(line) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a line where paragraphs meet that were once elements of a page.

    That is at gaps of three or more spaces behind a sentence, behind a bracket that a sentence is glued to, and around
    a headline in capitals that stands glued between two sentences.
    """
    gaps = [match.end() for match in (*_GAP.finditer(text, start, end), *_BEHIND_CREDIT.finditer(text, start, end))]
    teasers = [at for match in _TEASER.finditer(text, start, end) for at in match.span()]
    cuts = [start, *sorted({*gaps, *teasers}), end]
    found = []
    for left, right in pairwise(cuts):
        content = text[left:right]
        inner = content.strip()
        if inner:
            begin = left + len(content) - len(content.lstrip())
            found.append((begin, begin + len(inner)))
    return found
