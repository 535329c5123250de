"""What stands on a news page and is no news: appeals, menus, share buttons, notices, bylines, code, tables.

Every rule reads one normalised paragraph or sentence (see :mod:`kg.extraction.cleaning.paragraphs`);
:mod:`kg.extraction.cleaning.blocks` and :mod:`kg.extraction.cleaning.passages` add what needs the neighbours,
:mod:`kg.extraction.cleaning.captions` knows credits. The rules name kinds of text, never an outlet.
"""

from __future__ import annotations

import re

from kg.extraction.cleaning import captions
from kg.lexicon.weights import weight
from kg.lexicon.words import alternation, any_of, words

_I = re.IGNORECASE

_LONG = 600
"""Paragraphs of more characters are judged sentence by sentence only."""
_SHORT = 300
"""Paragraphs of more characters are no button, byline or notice."""

_MENU = words("menu_words")
_MENU_SIGN = re.compile(r"[&/|]|[-x+>»•·×]")  # noqa: RUF001 - the cross that closes a box
_DATES = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*",
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
    r"\d[\d:./,+-]*(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|utc|e[sd]t|p[sd]t|cet|bst",
    alternation("date_line_words"),
)

_APPEAL = re.compile(rf"\b{any_of('appeals')}")  # of a text in small letters: a third of the time of any letters
# How lines begin that are furniture as a whole. Each pattern may be long-winded, but is one kind of line.
_LINE = re.compile(rf"\W*{any_of('furniture_lines')}", _I)
_BYLINE = re.compile(any_of("bylines"))
_SENTENCE = re.compile(rf"\W*{any_of('furniture_sentences')}", _I)
_DATE = re.compile("|".join(_DATES), _I)
_CODE = (
    re.compile(r"[{}]\s*$|^\s*[{}]|\bfunction\s*\(|=>|\bvar \w+ ="),
    re.compile(r"</?[a-z][^<>]*>|&[a-z]+;|^https?://\S+$|^[\w-]*\d[\w-]*$"),
)
_HINT = re.compile(rf"©|\b{alternation('furniture_hints')}\b", _I)
_PERSON = re.compile(rf"\b{alternation('reader_pronouns')}\b", _I)
_QUOTED = re.compile(r'"[^"]*"?')
_SPEECH = re.compile(rf"\b{alternation('news_reports')}\b", _I)
_TERMINAL = re.compile(r"(?<!\b[A-Z])[.!?…][\"')\]]*$")
_DIGIT = re.compile(r"\d")


def is_noise(text: str) -> bool:
    """Whether a whole paragraph is furniture of the page: a button, credit, byline, notice, date line, code, table."""
    if len(text) > _LONG or captions.statement(text):
        return False
    line = len(text) <= _SHORT and (_LINE.match(text) or _BYLINE.match(text)) and not is_report(text)
    return bool(line) or any(test(text) for test in (is_menu, is_date, is_table, is_code, captions.is_credit))


def is_noise_sentence(text: str) -> bool:
    """Whether one sentence inside a paragraph of news is furniture: "Follow us on ...", "Reporting by ..."."""
    return len(text) <= _LONG and _SENTENCE.match(text) is not None


def may_hold_noise(text: str) -> bool:
    """Whether it is worth looking at the sentences one by one."""
    return _HINT.search(text) is not None


def is_menu(text: str) -> bool:
    """Whether every word is one that menus and share bars are made of."""
    parts = text.split()
    return 0 < len(parts) <= 12 and all(map(_is_menu_word, parts))  # noqa: PLR2004


def _is_menu_word(word: str) -> bool:
    bare = word.strip(",.:").lower()
    return bare in _MENU or _MENU_SIGN.fullmatch(bare) is not None


def is_date(text: str) -> bool:
    """Whether the paragraph is a date or a time and nothing else."""
    words = text.replace(",", " ").split()
    return 0 < len(words) <= 12 and all(_DATE.fullmatch(word.strip(".|-")) or word in "|-" for word in words)  # noqa: PLR2004


def is_table(text: str) -> bool:
    """Whether the paragraph is a row of numbers or of cells."""
    words = text.split()
    numbers = sum(1 for word in words if _DIGIT.search(word))
    return (len(words) >= 4 and numbers >= weight("table_numbers") * len(words)) or text.count("|") >= 3  # noqa: PLR2004


def is_code(text: str) -> bool:
    """Whether the paragraph is markup, script, a bare address or a serial number."""
    prose = is_finished(text) and len(text.split()) > 12  # noqa: PLR2004
    return not prose and any(pattern.search(text) for pattern in _CODE)


def is_finished(text: str) -> bool:
    """Whether the text ends as sentences end: with a full stop that is not an abbreviation's."""
    return _TERMINAL.search(text) is not None


def appeal_start(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` asks readers for money or help, in the outlet's own voice."""
    return _APPEAL.search(text[start:end].lower()) is not None


def unquoted(text: str) -> str:
    """The text with everything in quotation marks blanked out; same length."""
    return _QUOTED.sub(lambda quote: " " * len(quote[0]), text)


def addresses_reader(text: str) -> bool:
    """Whether the text says we, us, our, you or your; reporting does so inside quotation marks only."""
    return _PERSON.search(text) is not None


def is_report(text: str) -> bool:
    """A full sentence with a verb of speech is news, however it begins."""
    return is_finished(text) and _SPEECH.search(text) is not None
