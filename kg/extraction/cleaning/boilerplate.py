"""What stands on a news page and is no news: appeals, menus, share buttons, notices, bylines, code, tables.

Every rule reads one normalised paragraph or sentence (see :mod:`kg.extraction.cleaning.paragraphs`);
:mod:`kg.extraction.cleaning.passages` adds what needs the neighbours, :mod:`kg.extraction.cleaning.captions` knows
credits. The rules name kinds of text, never an outlet.
"""

from __future__ import annotations

import re

from kg.extraction.cleaning import captions

_I = re.IGNORECASE

_LONG = 600
"""Paragraphs of more characters are judged sentence by sentence only."""
_SHORT = 300
"""Paragraphs of more characters are no button, byline or notice."""

_SITES = r"(?:twitter|x|facebook|instagram|telegram|youtube|threads|linkedin|whatsapp|social(?: media)?|google news)"

_PICTURE = r"photo(?:graph)?s?|images?|pictures?|credits?|illustrations?|graphics?|maps?|sources?|file photo"

_APPEAL = (
    r"small favou?r to ask",
    r"support (?:us|our (?:work|journalism|reporting|newsroom|mission))\b",
    r"your (?:support|contribution|donation|gift)\b.{0,40}\b(?:matters?|makes|helps?|keeps?|means|allows?|enables?)",
    r"(?:please|ready to|consider) (?:support|donat|contribut|subscrib)",
    r"mak(?:e|ing) an? (?:one-time |monthly |small |tax-deductible )?(?:donation|contribution)\b",
    r"donate (?:now|today|here|to (?:us|our))",
    r"become an? (?:member|supporter|patron|subscriber)\b",
    r"we need your (?:help|support)",
    r"fund(?:s|ing)? our (?:work|journalism|reporting)",
    r"reader[- ](?:supported|funded)",
    r"powered by (?:our )?readers",
    r"help us (?:continue|keep|stay|report)",
)

# How lines begin that are furniture as a whole. Each entry may be long-winded, but is one kind of line.
_LINES = (
    r"(?:read|see|learn|find out|discover|show|load|view) (?:more|also|all|next)\b",
    r"also read\b|more (?:from|on|about|news|stories|coverage|top)\b(?!.*[.!?]$)|in case you missed",
    r"related(?: \w+)?\s*(?::|$)|related (?:articles?|stor(?:y|ies)|topics?|coverage|content|posts?|links?|news)\b",
    r"recommended\b.{0,30}$|editors?'?s? (?:picks?|choice)\b|top stories|trending\b|don't miss",
    r"what to read next|up next\b",
    r"(?:most|popular) (?:read|reads|viewed|shared|commented|popular|stories|posts|now)\b",
    r"latest (?:articles|news|stories|headlines|posts|updates?)\b.{0,20}$",
    r"you (?:may|might) (?:also )?(?:like|be interested)",
    r"(?:previous|next) (?:article|post|story|page)|from our partners|in pictures\b|back to (?:top|login|home)\b",
    r"go to \S+\.\w+|click (?:here|to)\b|tap (?:here|to)\b|scroll (?:down|to)\b|skip to\b|jump to\b|toggle \w+$",
    r"(?:watch|listen|video|audio|podcast|photos?|gallery|opinion|analysis|explainer|live updates?|breaking)\s*[:|]",
    r"advertis\w+\W*$|sponsored\b|promoted\b.{0,30}$|paid (?:post|content|partner)|(?:story|article) continues\b",
    r"subscribe\b|sign up\b|join (?:our|the conversation)\b|never miss\b|already a (?:subscriber|member)",
    r"get (?:the|our)\b.{0,60}\b(?:newsletter|inbox|app|alerts?)\b|download (?:our|the)\b.{0,30}\bapp\b",
    r"(?:daily|weekly|morning|evening|our) (?:newsletter|briefing)\b|enter your e-?mail",
    rf"follow (?:us|me|@|[\w'. ]{{1,40}}(?: on {_SITES}\b|\s*:$))",
    r"(?:share|tweet|e-?mail|print|save|send|copy) (?:this|on|via|to|link|(?:the )?(?:article|story)|page|with)\b",
    rf"(?:{_PICTURE})\s*(?:(?:by|copyright|credit|courtesy|via)\b|[:/©])",
    r"(?:support|donate|contribute)\b[^.]{0,50}!?$",
    r"(?:written|posted|edited|reported|compiled|translated) by\b.{0,80}$",
    r"(?:additional |with )?(?:reporting|writing|editing) (?:by|from)\b",
    r"(?:published|updated|last (?:updated|modified)|posted|first published|created|modified)\b[^.]{0,15}\d[^.]{0,60}$",
    r"(?:©|\(c\)|copyright)\s|.{0,60}\ball rights reserved\b",
    r"this (?:article|story|report|content|material)\b.{0,60}\b(?:published|appeared|adapted|was updated|may not be)\b",
    r"this (?:site|website|page)\b.{0,60}\b(?:uses cookies|was updated|may not be)\b",
    r"we(?: and our partners)? (?:use|value|process|store)\b.{0,60}\b(?:cookies?|privacy|data)\b",
    r"(?:accept|reject|manage) (?:all )?cookies|(?:cookie|privacy) (?:policy|notice|settings|preferences)\b",
    r"terms (?:of (?:use|service)|and conditions|& conditions)\b|i agree with\b",
    r"\d[\d,.]* *(?:comments?|shares?|views?|likes?|replies|min(?:ute)?s? (?:read|ago)|hours? ago|days? ago)\b.{0,10}$",
    r"(?:leave a (?:comment|reply)|comments? (?:are )?(?:closed|off)|post a comment|view comments|join the discussion)",
    r"(?:log|sign) ?(?:in|out|up)\b.{0,40}$|(?:forgot|lost|get new) (?:your )?password|a password will be",
    r"(?:your )?(?:username|password|e-?mail)$|welcome! log|remind me later|not ready to support|remember me$",
    r"loading\b.{0,20}$|please (?:enable|wait|log|verify)\b.{0,80}$",
    r"(?:enable|your browser)\b.{0,80}\bjavascript|javascript is",
)
_BYLINE = re.compile(r"By [A-Z][\w.'-]+(?:,? (?:and |in |for |& )?[A-Z][\w.'-]+){0,9}(?:,.{0,40})?$")

_SENTENCES = (
    rf"follow (?:us\b|@|[\w' ]{{1,30}} on {_SITES})",
    r"go to \S+\.\w+ for",
    r"(?:for more|read more|see more|find out more)\b.{0,80}\b(?:visit|click|here|go to|on our)",
    r"sign up (?:for|to) (?:our|the|get)|subscribe (?:to our|for|now|here)|click here|download (?:our|the) app",
    r"watch the (?:full )?(?:video|interview)\b.{0,40}$",
    r"all rights reserved|copyright ©|©",
    r"(?:additional )?(?:reporting|editing|writing) by\b",
    r"this (?:article|story)\b.{0,40}\b(?:originally|first) (?:appeared|published)|advertisement\b",
)

_MENU = (
    r"home(?:page)?|news|world|politics|business|sports?|opinion|culture|arts?|travel|search|menu|share|tweet|facebook",
    r"twitter|x|whatsapp|linkedin|instagram|youtube|telegram|pinterest|reddit|messenger|email|e-mail|print|copy|link|save",
    r"bookmark|comments?|subscribe|donate|support|login|register|about|contact|us|terms|privacy|policy|help|faq|rss|feeds?",
    r"archives?|latest|popular|live|videos?|audio|photos?|podcasts?|more|close|next|previous|back|top|services|compare",
    r"classifieds|weather|health|science|tech|technology|entertainment|lifestyle|advertisement|ad",
    r"and|&|/|\||[-x+>»•·×]",  # noqa: RUF001 - the cross that closes a box
)

_DATES = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*",
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
    r"\d[\d:./,+-]*(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|utc|e[sd]t|p[sd]t|cet|bst|at|on|of|hours?|ago|updated|published",
)


def _any(patterns: tuple[str, ...], before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", _I)


_APPEAL_RE = _any(_APPEAL, r"\b")
_LINE_RE = _any(_LINES, r"\W*")
_SENTENCE_RE = _any(_SENTENCES, r"\W*")
_MENU_RE = _any(_MENU)
_DATE_RE = _any(_DATES)
_CODE = (
    re.compile(r"[{}]\s*$|^\s*[{}]|\bfunction\s*\(|=>|\bvar \w+ ="),
    re.compile(r"</?[a-z][^<>]*>|&[a-z]+;|^https?://\S+$|^[\w-]*\d[\w-]*$"),
)
_HINT = re.compile(
    r"©|\b(?:follow|go to|visit|sign up|subscribe|click|download|watch|rights|copyright|by|advert)\b", _I
)
_PERSON = re.compile(r"\b(?:we|us|our|you|your)\b", _I)
_QUOTED = re.compile(r'"[^"]*"?')
_SPEECH = re.compile(r"\b(?:said|told|announced|according to)\b", _I)
_TERMINAL = re.compile(r"(?<!\b[A-Z])[.!?…][\"')\]]*$")
_DIGIT = re.compile(r"\d")


def is_noise(text: str) -> bool:
    """Whether a whole paragraph is furniture of the page: a button, credit, byline, notice, date line, code, table."""
    if len(text) > _LONG or captions.statement(text):
        return False
    line = len(text) <= _SHORT and (_LINE_RE.match(text) or _BYLINE.match(text)) and not is_report(text)
    return bool(line) or any(test(text) for test in (is_menu, is_date, is_table, is_code, captions.is_credit))


def is_noise_sentence(text: str) -> bool:
    """Whether one sentence inside a paragraph of news is furniture: "Follow us on ...", "Reporting by ..."."""
    return len(text) <= _LONG and _SENTENCE_RE.match(text) is not None


def may_hold_noise(text: str) -> bool:
    """Whether it is worth looking at the sentences one by one."""
    return _HINT.search(text) is not None


def is_menu(text: str) -> bool:
    """Whether every word is one that menus and share bars are made of."""
    words = text.split()
    return 0 < len(words) <= 12 and all(_MENU_RE.fullmatch(word.strip(",.:")) for word in words)  # noqa: PLR2004


def is_date(text: str) -> bool:
    """Whether the paragraph is a date or a time and nothing else."""
    words = text.replace(",", " ").split()
    return 0 < len(words) <= 12 and all(_DATE_RE.fullmatch(word.strip(".|-")) or word in "|-" for word in words)  # noqa: PLR2004


def is_table(text: str) -> bool:
    """Whether the paragraph is a row of numbers or of cells."""
    words = text.split()
    numbers = sum(1 for word in words if _DIGIT.search(word))
    return (len(words) >= 4 and numbers >= 0.5 * len(words)) or text.count("|") >= 3  # noqa: PLR2004


def is_code(text: str) -> bool:
    """Whether the paragraph is markup, script, a bare address or a serial number."""
    prose = is_finished(text) and len(text.split()) > 12  # noqa: PLR2004
    return not prose and any(pattern.search(text) for pattern in _CODE)


def is_finished(text: str) -> bool:
    """Whether the text ends as sentences end: with a full stop that is not an abbreviation's."""
    return _TERMINAL.search(text) is not None


def appeal_start(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` asks readers for money or help, in the outlet's own voice."""
    return _APPEAL_RE.search(text, start, end) is not None


def unquoted(text: str) -> str:
    """The text with everything in quotation marks blanked out; same length."""
    return _QUOTED.sub(lambda quote: " " * len(quote[0]), text)


def addresses_reader(text: str) -> bool:
    """Whether the text says we, us, our, you or your; reporting does so inside quotation marks only."""
    return _PERSON.search(text) is not None


def is_report(text: str) -> bool:
    """A full sentence with a verb of speech is news, however it begins."""
    return is_finished(text) and _SPEECH.search(text) is not None
