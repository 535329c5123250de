"""Base forms by rule, checked against the words the lexicon knows: no model, a dictionary look-up a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

_IRREGULAR = """
be am is are was were been being 's 're 'm|have has had having 've 'd|do does did done|go went gone goes|
say said|make made|take took taken|give gave given|get got gotten|come came|see saw seen|know knew known|
think thought|tell told|find found|hold held|bring brought|leave left|meet met|pay paid|send sent|build built|
lose lost|win won|fight fought|break broke broken|withdraw withdrew withdrawn|begin began begun|
speak spoke spoken|write wrote written|lead led|keep kept|strike struck stricken|shoot shot|seek sought|
catch caught|buy bought|sell sold|teach taught|steal stole stolen|throw threw thrown|fly flew flown|flee fled|
draw drew drawn|drive drove driven|fall fell fallen|rise rose risen|freeze froze frozen|choose chose chosen|
forbid forbade forbidden|forgive forgave forgiven|swear swore sworn|bind bound|lay laid|lie lay lain lying|
bear bore borne|overthrow overthrew overthrown|undertake undertook undertaken|grow grew grown|mean meant|
feel felt|deal dealt|lend lent|spend spent|speed sped|stand stood|withstand withstood|understand understood|
blow blew blown|sink sank sunk|sit sat|run ran|become became|forego forewent foregone|
undergo underwent undergone|retake retook retaken|unfreeze unfroze unfrozen|overrun overran|feed fed|
slay slew slain|withhold withheld|uphold upheld|mislead misled|eject ejected|veto vetoed vetoes|
hang hung hanged|shake shook shaken|light lit|ring rang rung|sing sang sung|swing swung|tear tore torn|
wear wore worn|wake woke woken|die died dying|tie tied ties|bid bade|arise arose arisen|beat beaten|
bite bit bitten|dig dug|eat ate eaten|forsake forsook forsaken|foresee foresaw foreseen|hear heard|
hide hid hidden|ride rode ridden|sleep slept|slide slid|stick stuck|sweep swept|weep wept|flinch flinched|
plead pled pleaded|awake awoke awoken|bend bent|bleed bled|breed bred|burn burnt|cling clung|creep crept|dream dreamt|
drink drank drunk|fling flung|forget forgot forgotten|forgo forwent forgone|kneel knelt|lean leant|leap leapt|
learn learnt|mistake mistook mistaken|overcome overcame|overdo overdid overdone|overhear overheard|
override overrode overridden|oversee oversaw overseen|overtake overtook overtaken|partake partook|prove proven|
rebuild rebuilt|repay repaid|rethink rethought|rewrite rewrote rewritten|shine shone|show shown|shrink shrank shrunk|
sow sown|spill spilt|spin spun|spoil spoilt|spring sprang sprung|sting stung|strive strove striven|swell swollen|
swim swam swum|tread trod trodden|undo undid undone|weave wove woven|wring wrung|outdo outdid outdone|
befall befell befallen|behold beheld|foretell foretold|misspeak misspoke|outgrow outgrew|outrun outran|
overshoot overshot|resell resold|unbind unbound|underlie underlay|underpay underpaid|remake remade|retell retold|
smite smote smitten|spell spelt|will 'll wo|can ca could|may might|shall sha|not n't|man men|woman women|child children|
person people|
""".replace("\n", "")
IRREGULAR = {form: group.split()[0] for group in _IRREGULAR.split("|") if group for form in group.split()} | {
    "could": "could",
    "might": "might",
    "would": "would",
    "should": "should",
    "left": "leave",
    "people": "people",
    "talks": "talk",
    "forces": "force",
    "troops": "troop",
    "ties": "tie",
    "men": "man",
    "police": "police",
    "news": "news",
    "politics": "politics",
    "crises": "crisis",
    "has": "have",
    "n't": "not",
    "ca": "can",
    "wo": "will",
}
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # rap, fin, us: they would double their consonant before -ed
_SOFT = ("c", "s", "v", "z", "u", "dg", "rg", "ng", "at", "ir", "ur", "iz", "as", "os", "ag", "eg", "ic")
_DOUBLED = 3


def lemmatiser(verbs: frozenset[str], nouns: frozenset[str]) -> Callable[[str, str], str]:
    """Return ``lemma(lower, tag)``; a candidate that the lexicon knows as a verb or a noun wins over a guess."""

    @cache
    def lemma(lower: str, tag: str) -> str:
        kind = tag[:2]
        known = verbs if kind == "VB" else nouns
        if lower in IRREGULAR and not (lower in known and tag in {"NN", "VB", "JJ"}):
            return IRREGULAR[lower]
        if kind not in {"VB", "NN"} or tag in {"VB", "NN", "VBP", "NNP"}:
            return lower
        candidates = list(_candidates(lower, kind))
        return next((c for c in candidates if c in known), candidates[0] if candidates else lower)

    return lemma


def forms(lemmas: frozenset[str]) -> frozenset[str]:
    """Every form that some lemmas may take in a text, and a few that no word has: for a quick first look."""
    made = set(lemmas)
    for lemma in lemmas:
        stem = lemma.removesuffix("e")
        made |= {lemma + "s", lemma + "es", lemma + "ed", lemma + "ing", stem + "ed", stem + "ing", stem + "er"}
        made |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
        if lemma.endswith("y"):
            made |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    return frozenset(made | {form for form, lemma in IRREGULAR.items() if lemma in lemmas})


def _candidates(word: str, kind: str) -> Iterator[str]:
    """Possible base forms, the best guess first."""
    if kind == "NN" and word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("ies") and len(word) > len("ties"):
        yield word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
    if kind == "VB":
        for ending in ("ied", "ed", "ing"):
            if word.endswith(ending) and len(word) >= len(ending) + 2:
                yield from _stems(word[: -len(ending)], ending)
    yield word


def _stems(stem: str, ending: str) -> Iterator[str]:
    if ending == "ied":
        yield stem + "y"
        yield stem + "ie"
        return
    doubled = len(stem) >= _DOUBLED and stem[-1] == stem[-2]
    if doubled and stem[-1] not in "aeiouls":
        yield stem[:-1]
    if stem.endswith(_SOFT) or _SHORT.fullmatch(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"
    if doubled:
        yield stem[:-1]
