"""Units, currencies and counted things: which words stand for them, and what is counted where.

The words are data (``units.toml``). What is counted is the head of the noun phrase after the
number: in Chinese the last known noun of a chain (17个新能源示范项目: 项目), in English the first
plural.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.extraction.words.expressions import expression

_TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
)
_UNLESS: dict[str, str] = {word: "".join(after) for word, after in _TABLE["unless"].items()}
_PLURALS = {
    "people": "person",
    "children": "child",
    "women": "woman",
    "men": "man",
    "staff": "person",
    "buses": "bus",
}
_LONG = 3  # characters of a currency that may stand before its number
_LONGEST = 8  # characters of a noun that is looked for
_NOUNS = {word: unit for unit, words in _TABLE["noun"].items() for word in words}
_ABSTRACT = tuple(_TABLE["abstract"]["words"])
_FITS = _TABLE["fits"]
_REFERS = _FITS | _TABLE["refers"]
_WORDS = {
    word: (kind, unit)
    for kind in ("classifier", "measure", "currency")
    for unit, words in _TABLE[kind].items()
    for word in words
}
_GLUED = {sign: code for code, signs in _TABLE["glued"].items() for sign in signs}
_CASELESS = {word.lower(): entry for word, entry in _WORDS.items()}
_PHRASE = expression(
    r"[ ]?(?!<counts.no_units>)([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z·\- ]{0,15})"
)
_STOP = expression(
    r"<counts.unit_stops>|<counts.unit_plans>(?=<counts.unit_planned>)"
    r"|<counts.unit_moves>|[ ]{2}"
)
_WHOM = expression(r"\bof whom,? (?:some |about |around |nearly |over |more than )?$")
_STAFF = expression(
    r"\b(?:employ(?:s|ed|ing)?|hire[sd]?|hiring"
    r"|(?:workforce|staff|headcount|population|enrolment|employment|membership|attendance)"
    r"(?: (?:in|at|of|on|across|among) (?:the |its |our )?[A-Za-z][\w’' -]{1,40}?)?"
    r" (?:of|stood at|was|is|(?:has |had )?(?:rose|risen|fell|fallen|gr[eo]wn?|shr[au]nk|swelled"
    r"|increased|declined|dropped|expanded)"
    r" (?:to|from)(?: [\d,.]+(?: in (?:19|20)\d\d)? to)?)"
    r"|attended by)"
    r"(?: (?:some|about|around|nearly|over|more than|just))? ?\Z",
    re.IGNORECASE,
)
_COUNTED_BEFORE = expression(r"<counts.counted_before>?<counts.between_count>{0,6}\Z")
_PROPORTION = expression(r"<counts.proportion>\Z")
_NUMBER_OF = expression(
    r"\b(?:numbers?|list|count|total|tally|pool|roster|headcount"
    r"|shortage|lack|surplus) of(?= )"
)
_CUT = expression(r"[.;:!?]")
_PEOPLE = (
    "ist",
    "ician",
    "eer",
    "inee",
    "oyee",
    "holder",
    "seeker",
    "stee",
    "goer",
    "maker",
    "leader",
)
_ENGLISH = expression(r"[ -]?([A-Za-z][A-Za-z'’-]*)")
_FUNCTION = frozenset(
    re.findall(
        r"\w+",
        "of in and or to by for with from at on the as were was is are have has had will would can"
        " could should may must who which that per a an this these those last over under between"
        " within into up than but if when while since until after before during it they we you i"
        " its their our not respectively each every more less compared about nearly above below"
        " annually monthly",
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted thing: its unit, the words that name it, and where they end in the text."""

    unit: str
    noun: str
    end: int


def _alternation(words: Iterable[str]) -> str:
    parts = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        part = re.escape(word)
        if word[-1].isascii() and word[-1].isalpha():
            long = len(word) > 3
            part = rf"(?i:{part}(?:s|es)?)(?![A-Za-z])" if long else rf"{part}(?![A-Za-z])"
        elif word[-1] in _UNLESS:
            part += f"(?![{_UNLESS[word[-1]]}])"
        parts.append(part)
    return "|".join(parts)


UNIT = _alternation(word for word in _WORDS if not word.endswith(tuple("$€£₩₹¥￥₱₺₪₦₸")))
GLUED = "|".join(f"{sign}(?! )" for sign in sorted(_GLUED, key=lambda sign: (-len(sign), sign)))
_BEFORE = tuple(
    word
    for word, (kind, _) in _WORDS.items()
    if kind == "currency"
    and not (word.endswith(("元", "块", "圆")) and len(word) < _LONG)  # 5亿美元, 澳门元5亿
    and not (word.isascii() and word[-1].islower() and len(word) > 3)
)
CURRENCY_BEFORE = f"{GLUED}|{_alternation(_BEFORE)}"
CURRENCIES_BEFORE = (*_GLUED, *_BEFORE)


def _lengths() -> dict[str, list[int]]:
    """Return how long the nouns are that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in _NOUNS:
        if len(word) <= _LONGEST:
            found.setdefault(word[0], set()).add(len(word))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


_LENGTHS = _lengths()


def meaning(word: str) -> tuple[str, str]:
    """Return the kind and the unit of a word that :data:`UNIT` or :data:`CURRENCY_BEFORE` matched.

    The kind is ``currency``, ``measure`` or ``classifier``; the units ``yuan`` and ``dollar`` are
    left to the caller.

    >>> meaning("港元"), meaning("Years"), meaning("家")
    (('currency', 'HKD'), ('measure', 'year'), ('classifier', 'company'))
    """
    if word in _GLUED and word not in _WORDS:
        return "currency", _GLUED[word]
    lower = word.lower()
    forms = (lower, lower.removesuffix("s"), lower.removesuffix("es"))
    known = _WORDS.get(word) or next((_CASELESS[f] for f in forms if f in _CASELESS), None)
    return known or ("measure", lower)


def counted(text: str, start: int, classifier: str = "") -> Counted | None:
    """Return what is counted by the number (and ``classifier``) that ends at ``start``.

    The unit is empty where the phrase has no known noun; None where no noun phrase follows.

    >>> counted("17个新能源示范项目开工", 3, "个")
    Counted(unit='project', noun='新能源示范项目', end=10)
    """
    match = _PHRASE.match(text, start)
    if not match:
        return None
    phrase = match[1]
    stop = _STOP.search(phrase)
    phrase = (phrase[: stop.start()] if stop else phrase).rstrip()
    fits = _FITS.get(classifier)
    chosen: tuple[int, str] | None = None
    for first, last, unit in _nouns(phrase):
        if chosen and first - chosen[0] > 2:
            break
        if fits is None or unit in fits:
            chosen = last, unit
    if chosen:
        return Counted(chosen[1], phrase[: chosen[0]], match.start(1) + chosen[0])
    noun = phrase[:8].rstrip()
    return Counted("", noun, match.start(1) + len(noun)) if noun else None


def abstract(noun: str) -> bool:
    """Tell whether a noun phrase is only rhetoric: 三个方面, 两个层面."""
    return noun.startswith(_ABSTRACT) or noun.rpartition(" ")[2].lower() in _ABSTRACT


def mentioned(text: str, start: int, classifier: str) -> str:
    """Return the unit of the last noun before ``start`` in its sentence that ``classifier`` fits.

    >>> mentioned("合作大学由8所", 6, "所")
    'university'
    """
    fits = _REFERS.get(classifier, [])
    window = re.split(r"[。!?;；\n]", text[max(0, start - 40) : start])[-1]
    found = [unit for _, _, unit in _nouns(window) if unit in fits]
    return found[-1] if found else ""


def _nouns(phrase: str) -> list[tuple[int, int, str]]:
    """Return the known nouns of ``phrase``, longest first at each place, none overlapping."""
    found, at = [], 0
    while at < len(phrase):
        for length in _LENGTHS.get(phrase[at], ()):
            word = phrase[at : at + length]
            whole = length > 1 or at + 1 == len(phrase)
            if word in _NOUNS and len(word) == length and whole and _ends(phrase, at, length):
                if not phrase.startswith("级", at + length):  # 国家级景区 are no countries
                    found.append((at, at + length, _NOUNS[word]))
                at += length
                break
        else:
            at += 1
    return found


def _ends(phrase: str, at: int, length: int) -> bool:
    """Tell whether a word in Latin letters is a whole one: no clinic is in clinicians."""
    if not phrase[at].isascii():
        return True
    after = phrase[at + length : at + length + 2]
    begins = not (at and phrase[at - 1].isascii() and phrase[at - 1].isalpha())
    return begins and not (after.isascii() and after.removeprefix("s")[:1].isalpha())


def counted_english(text: str, start: int) -> Counted | None:
    """Return the head of the English noun phrase at ``start``: its first plural.

    >>> counted_english("12 large energy projects were built", 2)
    Counted(unit='project', noun='large energy projects', end=24)
    """
    at, first = start, 0
    found: Counted | None = None
    for _ in range(6):
        match = _ENGLISH.match(text, at)
        word = match[1].lower() if match else ""
        if not match or (word in _FUNCTION and (found or not first or word != "and")):
            break
        singular = _singular(word)
        if found and not singular:
            break
        first, at = first or match.start(1), match.end()
        if singular:
            found = Counted(_english_unit(singular), text[first:at], at)
    return found


def named_before(text: str, end: int) -> str:
    """Return the unit of what a text counts before the number, or nothing.

    >>> text = "The number of research laboratories rose from 13"
    >>> named_before(text, text.index("13")), named_before("5,000, of whom 300", 15)
    ('lab', 'person')
    """
    if _WHOM.search(text, max(0, end - 24), end) or _STAFF.search(text, max(0, end - 96), end):
        return "person"
    if unit := _chinese_before(text[max(0, end - 24) : end]):
        return unit
    found = list(_NUMBER_OF.finditer(text, max(0, end - 90), end))
    thing = counted_english(text, found[-1].end()) if found else None
    return thing.unit if thing and not _CUT.search(text, thing.end, end) else ""


def _chinese_before(words: str) -> str:
    """Return the unit of the noun that Chinese ``words`` end in, before its number: 游客人次约."""
    tail = _COUNTED_BEFORE.search(words)
    if tail is None:
        return ""
    if "人数" in tail[0] or "人次" in tail[0]:
        return "person"
    if _PROPORTION.search(words):
        return "ratio"
    nouns = _nouns(words[: tail.start()])
    if not nouns or nouns[-1][1] != tail.start():
        return ""
    people = words.endswith("人口")
    return nouns[-1][2] if tail[0] or people else ""


def _english_unit(noun: str) -> str:
    """Return the unit that an English noun in the singular stands for; people are ``person``."""
    unit = _NOUNS.get(noun) or _NOUNS.get(noun.rpartition("-")[2])
    return unit or ("person" if noun.endswith(_PEOPLE) else noun)


def _singular(word: str) -> str:
    """Return the singular of a plural, or the empty string if ``word`` is none."""
    if word in _PLURALS:
        return _PLURALS[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s")):
        return ""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
