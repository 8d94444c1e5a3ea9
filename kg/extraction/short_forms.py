"""Short forms of firms' names: what is left of a full name without its legal form and its trade."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.extraction.expressions import expression
from kg.extraction.ordinary import is_listed, is_ordinary
from kg.extraction.readings import Reading
from kg.extraction.wordlists import read
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold

_BRAND = 2  # characters of a firm's name that may stand for it
_LEGAL = expression(
    r"\([^()]*\)|(?:股份|责任)?有限(?:责任)?公司|集团|控股|公司"
    r"|,? (?:AB|AG|plc|PLC|Plc|Ltd|Limited|Inc|LLC|GmbH|SA|NV|SE|ASA|Oy|LLP|Corp|Corporation|BV"
    r"|Pte Ltd|Pty Ltd|Co|Company|Group|Holdings?)\.?$"
)
_LATIN = expression(r"[A-ZÀ-Þ][\w&+-]*(?: [\w&+-]+)*")
_HAN = expression("[\u3400-\u9fff]")
_FIRST = 4  # letters of the first word that may stand for a Latin name, at least


def legal_firms(
    readings: Sequence[Reading], terminology: Terminology
) -> dict[str, tuple[str, Entity]]:
    """Return the firms that are named in full: name → name without place and legal form."""
    named: dict[str, tuple[str, Entity]] = {}
    for reading in readings:
        for m in reading.mentions:
            if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, "kg:Firm"):
                words = reading.passage.folded[m.start : m.end]
                core = _LEGAL.sub("", words)
                if core != words or core.endswith(_latin_trades()):
                    named.setdefault(words, (core, m.meaning))
    places = _places(terminology) if named else frozenset()
    return {words: (_unplaced(core, places), firm) for words, (core, firm) in named.items()}


@cache
def _latin_trades() -> tuple[str, ...]:
    return tuple(f" {trade}" for trade in read().get("english", "trades"))


@lru_cache(maxsize=4)
def _places(terminology: Terminology) -> frozenset[str]:
    return frozenset(
        fold(label.text)
        for name in terminology.names
        if terminology.is_a(name.types, "kg:Place")
        for label in name.labels
    )


def short_firms(
    readings: Sequence[Reading], terminology: Terminology, taken: set[str]
) -> dict[str, dict[str, Entity]]:
    """Return the beginnings of firms' names that the document uses alone."""
    firms = legal_firms(readings, terminology)
    places = _places(terminology) if firms else frozenset()
    free = "\n".join(_unnamed(reading) for reading in readings) if firms else ""
    found: dict[str, dict[str, Entity]] = {}
    for core, firm in firms.values():
        if _LATIN.fullmatch(core):
            first = _first_word(core, places, free)
            if first and first not in taken:
                found.setdefault(first, {}).setdefault(firm.id, firm)
            continue
        for length in range(len(core), 1, -1):
            form, rest = core[:length], core[length:]
            if form.endswith(read().get("generic", "landmarks")):
                break  # the firm that runs a canal is not the canal
            alone = length > _BRAND or (is_ordinary(rest) and _stands_alone(form, free))
            fits = alone and not is_ordinary(form) and not is_listed(form)
            if fits and form not in taken and form in free:
                found.setdefault(form, {}).setdefault(firm.id, firm)
                break
        brand = core[:_BRAND]
        if _is_brand(brand, core, places) and brand not in taken and _stands_alone(brand, free):
            found.setdefault(brand, {}).setdefault(firm.id, firm)
    return found


def is_whole(core: str) -> bool:
    """Tell whether a core is a firm's name by itself: it says the trade, or is Latin and its own.

    >>> is_whole("青岚新能源"), is_whole("青岚运河"), is_whole("Port Energy")
    (True, False, False)
    """
    if not _LATIN.fullmatch(core):
        return core.endswith(read().get("generic", "trades"))
    return core.split()[0] not in _common()


def _first_word(core: str, places: frozenset[str], free: str) -> str:
    """Return the first word of a Latin name if it is its own and is used alone, else nothing."""
    first, _, rest = core.partition(" ")
    trade = rest in read().get("english", "trades")
    own = len(first) >= _FIRST and first not in _common() and first not in places and trade
    return first if own and re.search(rf"(?<![\w-]){re.escape(first)}(?![\w-])", free) else ""


@cache
def _common() -> frozenset[str]:
    """Return the Latin words that begin no name of a firm by themselves."""
    lists = read()
    words = (("generic", "english"), ("english", "common"), ("english", "openers"))
    return frozenset(word for entry in words for word in lists.get(*entry)) | {"Port", "City"}


def _is_brand(form: str, core: str, places: frozenset[str]) -> bool:
    """Tell whether the first characters of a firm's name are its own: the rest says its trade."""
    rest = core[len(form) :]
    own = not is_ordinary(form) and not is_listed(form) and form not in places
    return own and bool(rest) and rest.startswith(read().get("generic", "trades"))


def _stands_alone(form: str, free: str) -> bool:
    """Tell whether a short name is used by itself: grammar, a verb or a mark is behind it."""
    at = free.find(form)
    while at >= 0:
        if _behind().match(free, at + len(form)) and not _HAN.match(free, max(0, at - 1), at):
            return True
        at = free.find(form, at + 1)
    return False


@cache
def _behind() -> re.Pattern[str]:
    lists = read()
    words = (*lists.get("boundaries", "closed"), *lists.get("boundaries", "verbs"))
    return expression(rf"\Z|[^\u3400-\u9fff]|{'|'.join(map(re.escape, words))}")


def _unplaced(core: str, places: frozenset[str]) -> str:
    """Return a firm's core without the place that it begins with."""
    length = next((n for n in range(len(core) - 2, 1, -1) if core[:n] in places), 0)
    return core[length:]


def _unnamed(reading: Reading) -> str:
    """Return the text with every named stretch blanked out."""
    characters = list(reading.passage.folded)
    for mention in reading.mentions:
        characters[mention.start : mention.end] = "\n" * (mention.end - mention.start)
    return "".join(characters)
