"""The place for which a document speaks: that of the authority on its cover.

A work report, a budget or a plan names its place once; after that ``新增床位1200張`` is of that
place, and so is what is measured of a whole territory (``固定資產投資增長5.9%``).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.discourse import closing
from kg.extraction.discourse.candidates import Subject, played
from kg.extraction.grammar.roles import Role
from kg.extraction.metadata import cover, own_reports
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold

_AUTHORITY = expression(
    r"(?:^|[\s\W\d<voices.before_authorities>])(?P<place>(?:(?!"
    r"<voices.before_place>)[\u4e00-\u9fff]){2,8}?<voices.regions>)"
    r"(?:<numerals.ordinal>?<numerals.small>{1,4}<voices.term>)?"
    r"(?=<voices.houses_of_places>|[\u4e00-\u9fff]{2,14}<voices.offices>(?:<voices.papers>"
    r"|[\s,。)]|$))"
    r"|\b(?:City|Municipality|County|Province|Government|Kingdom|Republic) of (?:the )?"
    r"(?P<of>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"|\b(?P<its>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) "
    r"(?:(?:City|County|Borough|Town|Municipal|State|Provincial|District) ){1,2}"
    r"(?:Council|Government|Municipality|(?:House of )?Assembly)\b",
)
_SPEAKS = expression(
    r"<voices.accounts>"
    r"|\b(?:policy address|budget (?:speech|statement|address)|state of the (?:city|state|nation"
    r"|union|region|province)|mayor(?:al)? address)\b",
    re.IGNORECASE,
)
# What only the body that it is of publishes: its name stands before it.
_NAME = r"[A-Z](?:[\w&.-]|['’](?!s\b))*"
_OWN_REPORT = re.compile(
    rf"^\W*(?P<body>(?:The )?{_NAME}(?: (?:of|and|for|the|&|{_NAME})){{1,8}}?)(?:['’]s)?"
    r"[\s,:|–—-]+(?:\d{4}[-–/\d]* )?"
    r"(?:Annual|Half-[Yy]ear(?:ly)?|Interim|Quarterly|Integrated|Sustainability|Corporate)"
    r" (?:and \w+ )?(?:[Rr]eport|[Rr]eview|[Pp]lan|[Rr]esults|[Aa]ccounts|[Ss]trategy)"
)
_REPORTS_ON = expression(
    r"<documents.reporting_on>|\b(?:review|evaluation|progress|monitoring|assessment)\b",
    re.IGNORECASE,
)
_NEAR = 24  # code points behind a plan in a title
_SHORTEST, _LONGEST = 2, 5  # code points of a place that begins a name
_LAST = 4  # blocks in which a document is signed
_PLACE = "kg:Place"
_HELD = ("kg:Jurisdiction", "kg:Region")  # of places, those that an authority can speak for
_AREA = ("市", "kg:City")


@dataclass(frozen=True, slots=True)
class Territory:
    """The place for which a document speaks, the one that it is at least about, who issues it.

    ``issuer`` is the body where the whole document is a report on it, ``home`` the place where
    its cover names the authority.
    """

    place: Subject | None
    about: Subject | None
    body: Subject | None = None
    issuer: Subject | None = None
    home: Subject | None = None


class Jurisdiction:
    """Tells for what place a document speaks.

    ``resolve`` finds a thing by its name, ``mint`` makes one of words and a class.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        resolve: Callable[[str], Entity | None],
        mint: Callable[[str, str], Entity],
    ) -> None:
        self._readings = readings
        self._terminology = terminology
        self._resolve = resolve
        self._mint = mint
        self._heads: dict[str, tuple[Entity | None, int]] = {}

    def territory(self) -> Territory:
        """Return the place of the authority on the cover; else the one that a body is of."""
        home = next(self._authorities(), None)
        place = home or self._spoken_of()
        about = place or next(self._prefixed(), None)
        issuer = next(self._reporting(), None)
        return Territory(place, about, issuer or next(self._bodies(), None), issuer, home)

    def _cover(self, signature: bool = True) -> Iterator[Reading]:
        starts = {
            text.block.span.start for text in cover.cover([r.passage for r in self._readings])
        }
        last = len(self._readings) - (_LAST if signature else 0)
        for index, reading in enumerate(self._readings):
            if reading.passage.block.span.start in starts or index >= last:
                yield reading

    def _authorities(self) -> Iterator[Subject]:
        """Yield the places of the authorities that the cover, or the signature, names."""
        for reading in self._cover():
            for found in _AUTHORITY.finditer(reading.passage.folded):
                name = found.lastgroup or "place"
                words = reading.passage.text[slice(*found.span(name))]
                entity = self._named(words)
                if entity:
                    shown = reading.passage.evidence(*found.span(name), "antecedent")
                    yield Subject(entity, shown, "B")

    def _bodies(self) -> Iterator[Subject]:
        """Yield the bodies that the cover names, not those to which it is only addressed."""
        for reading in self._cover(signature=False):
            for mention, role in played(reading, 0, len(reading.passage.text)):
                entity = mention.meaning
                if role > Role.OBJECT or not isinstance(entity, Entity):
                    continue
                if self._terminology.is_a(entity.types, "kg:Organisation"):
                    shown = reading.passage.evidence(mention.start, mention.end, "antecedent")
                    if not closing.is_venue(reading.passage.folded, shown.quote):
                        yield Subject(entity, shown, "B")

    def _reporting(self) -> Iterator[Subject]:
        """Yield the body whose own report the title says that this is: ``X Annual Report``."""
        for reading in self._cover(signature=False):
            found = _OWN_REPORT.search(reading.passage.text)
            if found:
                words, shown = (
                    found["body"],
                    reading.passage.evidence(*found.span("body"), "antecedent"),
                )
                body = self._resolve(words) or self._mint(words, "kg:Organisation")
                yield Subject(body, shown, "B")
        own = own_reports.reporter([reading.passage for reading in self._readings])
        if own:
            passage, start, end = own
            words, shown = passage.text[start:end], passage.evidence(start, end, "antecedent")
            yield Subject(self._resolve(words) or self._mint(words, "kg:Organisation"), shown, "B")

    def _prefixed(self) -> Iterator[Subject]:
        """Yield the place with which a line of the cover begins, as the name of its body does."""
        for reading in self._cover():
            first = next(reading.within(0, len(reading.passage.text)), None)
            place = first.meaning if first and not first.start else None
            if first and isinstance(place, Entity) and self._terminology.is_a(place.types, *_HELD):
                yield Subject(place, reading.passage.evidence(0, first.end, "antecedent"), "B")
            longest = min(_LONGEST, len(reading.passage.text))
            for length in range(longest, _SHORTEST - 1, -1):
                entity = self._resolve(reading.passage.text[:length])
                if entity and self._terminology.is_a(entity.types, _PLACE):
                    yield Subject(entity, reading.passage.evidence(0, length, "antecedent"), "B")

    def _named(self, words: str) -> Entity | None:
        known = self._resolve(words) or self._resolve(words.rstrip("省市县区"))
        if known:
            return known if self._terminology.is_a(known.types, _PLACE) else None
        if words.isascii():
            return None
        return self._mint(words, _AREA[1] if words.endswith(_AREA[0]) else "kg:Region")

    def _spoken_of(self) -> Subject | None:
        """Return the place of the cover of a speech, else the one that it names most often."""
        lines = list(self._cover())
        if not any(_SPEAKS.search(reading.passage.folded) for reading in lines):
            return None
        for readings in (list(self._cover(signature=False)), self._readings):
            named = [place for reading in readings for place in self._held(reading)]
            if named:
                count = Counter(place.entity.id for place in named)
                return max(named, key=lambda place: count[place.entity.id])
        return None

    def _held(self, reading: Reading) -> Iterator[Subject]:
        """Yield the places that a passage names, those with which other names begin among them."""
        for mention in reading.mentions:
            entity, start, end = mention.meaning, mention.start, mention.end
            if not isinstance(entity, Entity):
                continue
            if not self._terminology.is_a(entity.types, _PLACE):
                words = reading.passage.folded[start:end]
                start = end - len(words.lstrip("《“「"))
                begun, (first, last) = self._begun(reading.passage.folded[start:end])
                entity, start, end = begun or entity, start + first, start + last
            if self._terminology.is_a(entity.types, *_HELD):
                shown = reading.passage.evidence(start, end, "antecedent")
                yield Subject(entity, shown, "B")

    def _begun(self, name: str) -> tuple[Entity | None, tuple[int, int]]:
        """Return the place that a name is of, and its range in the name.

        A Chinese name begins with it, an English one ends so: ``the Assembly of …``.
        """
        head = name[:_LONGEST]
        if name.isascii():
            place = name.rpartition(" of ")[2].removeprefix("the ")
            return self._resolve(place), (len(name) - len(place), len(name))
        if head not in self._heads:
            ends = range(len(head), _SHORTEST - 1, -1)
            found = ((self._resolve(head[:end]), end) for end in ends)
            self._heads[head] = next((each for each in found if each[0]), (None, len(head)))
        known, length = self._heads[head]
        return known, (0, length)


def reports_on(source: str, found: Subject) -> bool:
    """Tell whether the words behind a plan make a title a report on it: 某規劃中期評估報告."""
    end = found.evidence.span.end
    goes_on = source[end : end + _NEAR].partition("\n")[0]
    return "kg:Plan" in found.entity.types and bool(_REPORTS_ON.search(fold(goes_on)))


def is_of_territory(phrase: str) -> bool:
    """Tell whether folded words say what is measured of a whole territory.

    >>> is_of_territory("规模以上工业增加值增长"), is_of_territory("员工人数")
    (True, False)
    """
    return bool(_indicators().search(phrase))


@cache
def _indicators() -> re.Pattern[str]:
    words = sorted(read().get("measures", "indicators"), key=len, reverse=True)
    latin = [rf"\b{re.escape(word)}\b" for word in words if word.isascii()]
    return seldom("|".join([*latin, *(w for w in words if not w.isascii())]), re.IGNORECASE)
