"""Where sentences begin and end, and whether they begin inside a quotation.

Rules, no model, linear time. Written for news prose: it knows titles ("Lt. Col."), "U.S. President", initials,
decimals, ellipses, speech that goes on after its closing quote, brackets, bullets and a full stop without a space.
Single quotation marks are left alone: in English they are apostrophes too often.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.words import alternation, words

MAX_SENTENCE = 2000
"""Longest sentence in characters; longer ones are cut, so that the cost of a parse stays bounded."""

_MAX_BRACKET = 400
"""A bracket that is open for more characters than this was never closed: it no longer holds sentences together."""

_MAX_QUOTE = 1500
"""A quotation that is open for more characters than this was never closed: what follows is the reporter again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a text.

    Attributes:
        start, end: Offsets in the text, without white space around.
        quoted: True when it begins inside a quotation that an earlier sentence opened: the same person still speaks.
        open_end: True when a quotation is still open where it ends.
    """

    start: int
    end: int
    quoted: bool = False
    open_end: bool = False


# Never the end of a sentence when written with a capital: what is abbreviated stands before a name or a number.
_TITLES = words("abbreviated_titles")
# Never the end, whatever the case.
_INNER = words("inner_abbreviations")
# The end only when a word follows that begins sentences.
_MAYBE = words("final_abbreviations")
_ETC = words("list_abbreviations")
_STARTERS = words("sentence_starters")
_JOINERS = words("joiners")
_OTHERS = words("others")
_SPEECH = words("speech_behind_quotation")
_PARTICLE = re.compile(rf"{alternation('name_prefixes')}-[A-Z]|{alternation('name_particles')} [A-Z]|e-?[A-Z]|i[A-Z]")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")  # noqa: RUF001 - a curly apostrophe
_NO_SPACE = re.compile(r"[\"“']?[A-Z](?:\s|[A-Z]+[\s:]|[a-z]+(?!\.[a-z]|[a-z]))")

_END = r"(?<![.!?…])(?P<end>[.!?…]++)"
_FIRST = r"(?=[.!?…()\[\]\"“”«»`'\n•▪‣●◦])"  # what marks begin with: at most characters nothing else is tried
_MARKS = re.compile(
    rf"{_FIRST}(?:{_END}|(?P<open>[(\[])|(?P<close>[)\]])|(?P<quote>[\"“”«»]|``|'')|(?P<break>\n[^\S\n]*\n|[•▪‣●◦]))"
)
_CLOSERS = frozenset("\"'”’»)]")  # noqa: RUF001
_BEFORE_OPENING = frozenset("([{—–-/:“‘'_")  # noqa: RUF001 - both dashes and curly quotes are meant
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…")  # noqa: RUF001


def split(text: str) -> list[Sentence]:
    """Split ``text`` into sentences, first to last; every character that is no white space is in exactly one."""
    found: list[Sentence] = []
    start, position, size = 0, 0, len(text)
    quote = quoted = False
    quote_start = 0
    bracket: int | None = None
    while match := _MARKS.search(text, position):
        position = match.end()
        if match["open"]:
            bracket = match.start()
            continue
        if match["close"]:
            bracket = None
            continue
        if match["quote"]:
            quote = _opens(text, match.start(), position, is_open=quote)
            quote_start = match.start()
            continue
        if match["end"]:
            position, quote, bracket = _closers(text, position, is_open=quote, bracket=bracket)
            held = bracket is not None and position - bracket <= _MAX_BRACKET
            if held or not _is_end(text, match.start(), match.end(), position, start):
                continue
            cut = position
        else:
            cut = match.start()
            quote = quote and not match["break"].startswith("\n")
            bracket = None
        quote = quote and cut - quote_start <= _MAX_QUOTE
        _add(found, text, start, cut, quoted=quoted, open_end=quote)
        start, quoted = cut, quote
    _add(found, text, start, size, quoted=quoted, open_end=quote)
    return found


def _opens(text: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether a quotation is open after the mark at ``start``; by its shape, its neighbours, else by turns."""
    mark = text[start:end]
    if mark in ("“", "«", "``"):
        return True
    if mark in ("”", "»"):
        return False
    before = start == 0 or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENING
    after = end == len(text) or text[end].isspace() or text[end] in _AFTER_CLOSING
    if before != after:
        return before
    return not is_open


def _closers(text: str, position: int, *, is_open: bool, bracket: int | None) -> tuple[int, bool, int | None]:
    """Pass over closing quotes and brackets after a full stop; return where they end and the state there."""
    while position < len(text) and (mark := text[position]) in _CLOSERS:
        if mark in ")]":
            bracket = None
        elif text.startswith("''", position):
            is_open = False
            position += 1
        elif mark in '"”»':
            opens = _opens(text, position, position + 1, is_open=is_open)
            if opens:
                break
            is_open = False
        position += 1
    return position, is_open, bracket


def _is_end(text: str, punctuation: int, after: int, closed: int, start: int) -> bool:
    """Whether the full stop at ``punctuation`` ends a sentence; ``closed`` is where its closing quotes end."""
    mark = text[punctuation:after]
    following = _skip_space(text, closed)
    if following == len(text) or following == closed:
        return following == len(text) or _glued(text, punctuation, closed)
    word = _WORD.match(text, following)
    upper = text[following].isupper()
    if text[following].islower() and not _PARTICLE.match(text, following):
        return False
    starter = word is not None and upper and word[0].lower() in _STARTERS
    fresh = starter or text[following] in "\"“«'‘(["  # noqa: RUF001 - an opening single quote
    spaced_dots = mark == "." and punctuation > 0 and text[punctuation - 1].isspace()
    if mark[0] == "…" or spaced_dots or (mark.startswith("..") and set(mark) == {"."}):
        return fresh or closed > after
    if mark != ".":
        return not (closed > after and _speech_follows(text, following))
    if closed > after and text[after] != ")":
        return True
    return _full_stop(text, punctuation, following, start, fresh=fresh)


def _full_stop(text: str, stop: int, following: int, start: int, *, fresh: bool) -> bool:
    """Whether a single full stop after a word, with a space and no lower-case letter behind it, ends a sentence."""
    token = _token_before(text, stop)
    low = token.lower()
    if low in _INNER or (low in _TITLES and token[0].isupper()):
        return False
    if low == "no":
        return not text[following].isdigit()
    if _ACRONYM.fullmatch(token) or low in _ETC or (low in _MAYBE and token[0].isupper()):
        return fresh and not _goes_on(text, following)
    if len(token) == 1 and token.isalpha():
        return token.islower() or (fresh and token == "I")  # noqa: S105 - the pronoun
    is_list_number = token.isdigit() and not text[start : min(stop - len(token), start + 9)].strip("“ \t\n").strip('"')
    return not is_list_number


def _goes_on(text: str, position: int) -> bool:
    """Whether a list goes on behind an abbreviation, in wires that write a capital there: "the U.S. And Brazil"."""
    joiner = _WORD.match(text, position)
    if joiner is None or joiner[0].lower() not in _JOINERS:
        return False
    joined = _WORD.match(text, _skip_space(text, joiner.end()))
    return joined is not None and joined[0].lower() not in _STARTERS - _OTHERS


def _glued(text: str, stop: int, after: int) -> bool:
    """Whether a full stop without a space behind it ends a sentence: "rights.Today", "in 2014.The"; not an address."""
    token = _token_before(text, stop)
    if not re.search(r"(?:[a-z]{2}|^(?:19|20)\d\d)[\"')]?$", token) or token == "www" or re.search(r"[.@]", token):  # noqa: S105
        return False
    return _NO_SPACE.match(text, after) is not None


def _speech_follows(text: str, position: int) -> bool:
    """Whether one of the next four words says that the quotation before was spoken: "Why?" the president asked."""
    for match in list(_WORD.finditer(text, position, min(len(text), position + 60)))[:4]:
        if match[0].lower() in _SPEECH:
            return True
        if text[match.end() : match.end() + 1] in (".", "!", "?", '"'):
            return False
    return False


def _token_before(text: str, stop: int) -> str:
    window = text[max(0, stop - 20) : stop]
    words = re.split(r"[\s(\[\"“'‘/—–-]", window)  # noqa: RUF001 - what may stand before a word
    return words[-1]


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _add(found: list[Sentence], text: str, start: int, end: int, *, quoted: bool, open_end: bool) -> None:
    """Trim, cut what is too long at a semicolon or a space, and append."""
    start, end = _trim(text, start, end)
    while end - start > MAX_SENTENCE:
        limit = start + MAX_SENTENCE
        cut = max(text.rfind(";", start + 1, limit) + 1, start)
        if cut <= start + MAX_SENTENCE // 2:
            cut = max(text.rfind(" ", start + 1, limit), cut)
        if cut <= start:
            cut = limit
        left, right = _trim(text, start, cut)
        found.append(Sentence(start=left, end=right, quoted=quoted, open_end=quoted))
        start, end = _trim(text, cut, end)
    if start < end:
        found.append(Sentence(start=start, end=end, quoted=quoted, open_end=open_end))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
