"""Short forms of firms' names: what is left of a full name without its legal form and its trade."""

import re
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

from kg.extraction.passages.reading import Reading
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import is_listed, is_ordinary
from kg.extraction.words.wordlists import read
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
_WORD = expression(r"[\w-]+")
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
    free = _Free(readings, [core for core, _ in firms.values()])
    found: dict[str, dict[str, Entity]] = {}
    for core, firm in firms.values():
        if _LATIN.fullmatch(core):
            first = _first_word(core, places)
            if first and first not in taken and free.has_word(first):
                found.setdefault(first, {}).setdefault(firm.id, firm)
            continue
        for length in range(len(core), 1, -1):
            form, rest = core[:length], core[length:]
            if form.endswith(read().get("generic", "landmarks")):
                break  # the firm that runs a canal is not the canal
            if form in taken or not free.has(form):
                continue
            alone = length > _BRAND or (is_ordinary(rest) and free.has_alone(form))
            if alone and not is_ordinary(form) and not is_listed(form):
                found.setdefault(form, {}).setdefault(firm.id, firm)
                break
        brand = core[:_BRAND]
        used = brand not in taken and free.has(brand)
        if used and _is_brand(brand, core, places) and free.has_alone(brand):
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


class _Free:
    """What no name covers in a document: it is looked through once for all its firms."""

    def __init__(self, readings: Sequence[Reading], cores: Sequence[str]) -> None:
        self._text = "\n".join(map(_unnamed, readings)) if cores else ""
        chinese = (core for core in cores if not _LATIN.fullmatch(core))
        forms = {core[:length] for core in chinese for length in range(2, len(core) + 1)}
        self._forms = Automaton(forms).present(self._text) if cores else frozenset()
        self._alone: dict[str, bool] = {}

    def has(self, form: str) -> bool:
        """Tell whether the beginning of a Chinese name stands anywhere."""
        return form in self._forms

    def has_alone(self, form: str) -> bool:
        """Tell whether it is used by itself."""
        if form not in self._alone:
            self._alone[form] = _stands_alone(form, self._text)
        return self._alone[form]

    def has_word(self, word: str) -> bool:
        """Tell whether a Latin word stands anywhere, and is no part of another."""
        if _WORD.fullmatch(word):
            return word in self._words
        return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self._text) is not None

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))


def _first_word(core: str, places: frozenset[str]) -> str:
    """Return the first word of a Latin name if it is its own, else nothing."""
    first, _, rest = core.partition(" ")
    trade = rest in read().get("english", "trades")
    own = len(first) >= _FIRST and first not in _common() and first not in places and trade
    return first if own else ""


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
