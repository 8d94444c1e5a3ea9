"""Chinese names that show by their ending: 某某基金, 某某研究院, 某某高峰會.

The class comes from the ending (``ClassTerm.suffixes``, the longest wins), the beginning from
:mod:`kg.extraction.boundaries`. A name made only of ordinary words (研究中心, 科技企業) is a
description: it counts only behind a place, behind a verb that founds a thing, behind a sum of
money, or with an ending that such names have (教育局).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.boundaries import Landscape
from kg.extraction.boundary_words import Kind
from kg.extraction.brackets import bare
from kg.extraction.hints import Hints
from kg.extraction.identity import mention
from kg.extraction.ordinary import has_latin_name, is_ordinary
from kg.extraction.wordlists import read
from kg.model.mention import Mention, Quantity
from kg.model.terminology import Terminology

# Their endings are ordinary words too (計劃, 報告, 系統): a bare one needs more evidence.
_WEAK = (
    "kg:PolicyInstrument", "kg:Document", "kg:TechnologySolution", "kg:ComputingResource",
    "kg:Project", "kg:Survey", "kg:Jurisdiction", "kg:Region",
)  # fmt: skip
# A place and the ending are enough (某市大學, 某市政府, 某市科學園).
_PLACED = ("kg:GovernmentBody", "kg:University", "kg:InnovationPark", "kg:SupercomputingCentre")
_YEAR = re.compile(
    r"(?:第[0-9一二三四五六七八九十百]+[届次]|(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?年?度?)$"
)
_YEAR_FIRST = re.compile(_YEAR.pattern.removesuffix("$"))
_YEAR_AFTER = re.compile(r"(?:19|20)\d\d(?!\d|年)")
_PLACES = ("kg:City", "kg:Region")
_STEM = (2, 3)  # characters of a place before one that tells its kind (市, 县)
_WIDE_STEM = (2, 6)  # and before a longer ending (自治州), or behind a place that holds it
_WORLD = ("全球", "国际", "世界", "亚太")  # an index that ranks the world has a name
_INDEX = 4  # characters of such an index before its ending, at least
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])")
_COUNTED = "两三四五六七八九十几数各多"
_NUMBERED = re.compile(r"[0-9A-Z]{1,3}[号座栋期]?|[0-9 ]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_DESCRIPTION = 4  # characters of ordinary words that may be a name in the right place


@dataclass(frozen=True)
class _Candidate:
    """A possible name: ``core`` is what is left without anchor and shortest ending."""

    start: int
    end: int
    curie: str
    ending: str
    shortest: str
    core: str
    anchor: Kind
    joined: bool
    year: str


def find(
    land: Landscape, original: str, taken: Sequence[Mention], terminology: Terminology, hints: Hints
) -> list[Mention]:
    """Return the names that end in a hint; each is also taken in the landscape.

    Bodies come first and from the right, so that 大學 does not end 某大學商學院; then what has a
    weak ending, from the left.
    """
    search = _Search(land, original, taken, terminology, hints)
    strong, weak = search.endings()
    return [*search.names(reversed(strong)), *search.names(weak)]


class _Search:
    """One passage's search for names by their ending."""

    def __init__(
        self,
        land: Landscape,
        original: str,
        taken: Sequence[Mention],
        terminology: Terminology,
        hints: Hints,
    ) -> None:
        self._land = land
        self._original = original
        self._terminology = terminology
        self._hints = hints
        self._amounts = {m.end: m.meaning for m in taken if isinstance(m.meaning, Quantity)}
        self._used: set[int] = set()

    def endings(self) -> tuple[list[tuple[int, list[str]]], list[tuple[int, list[str]]]]:
        """Return ``(end, endings, longest first)`` of strong and of weak endings, in order."""
        matches = self._hints.ending_automaton.every(self._land.text)
        inside = {at for start, end, _ in matches for at in range(start + 1, end)}
        table: dict[int, list[str]] = {}
        for _, end, word in matches:
            if end in inside:
                continue
            place = self._is_a(self._hints.endings[word], *_PLACES)
            if self._land.ends_well(end, len(word), anywhere=place):
                table.setdefault(end, []).append(word)
        strong: list[tuple[int, list[str]]] = []
        weak: list[tuple[int, list[str]]] = []
        for end, words in sorted(table.items()):
            words.sort(key=len, reverse=True)
            curie = self._hints.endings[words[0]]
            (weak if self._is_a(curie, *_WEAK) else strong).append((end, words))
        return strong, weak

    def names(self, endings: Iterable[tuple[int, list[str]]]) -> list[Mention]:
        """Return the names among the endings, in their order."""
        found = []
        for end, words in endings:
            if end - 1 in self._used:
                continue
            candidate = self._candidate(end, words)
            if candidate and self._is_a(candidate.curie, *_PLACES):
                candidate = self._place(candidate)
                if candidate:
                    found.append(self._mention(candidate))
            elif candidate and self._is_name(candidate):
                found.append(self._mention(candidate))
        return found

    def _mention(self, candidate: _Candidate) -> Mention:
        start = candidate.start - len(candidate.year)
        end = candidate.end
        dated = _YEAR_AFTER.match(self._land.text, end)
        if dated and self._is_a(candidate.curie, "kg:Survey"):
            end = dated.end()  # 某某調查2025
        labels = (self._original[start:end], bare(self._original[candidate.start : end]))
        entry = mention((start, end), labels, candidate.curie, "suffix", self._terminology)
        self._land.take(entry)
        self._used.update(range(start, end))
        return entry

    def _is_a(self, curie: str, *ancestors: str) -> bool:
        return self._terminology.is_a((curie,), *ancestors)

    def _candidate(self, end: int, words: list[str]) -> _Candidate | None:
        land, longest, shortest = self._land, words[0], words[-1]
        suffix = end - len(shortest)
        if land.overlaps(suffix, end):
            return None
        stem = land.stem(suffix, joint=_ends(longest, "official", "solemn", "joint"))
        dated = _YEAR_FIRST.match(land.text, stem.start, suffix)
        start = dated.end() if dated else stem.start
        inside = land.kinds[start:suffix]
        core = "".join(
            character
            for character, kind in zip(land.text[start:suffix], inside, strict=True)
            if kind not in (Kind.PLACE, Kind.BODY)
        )
        curie = self._hints.endings[longest]
        firm = "有限" in longest and is_ordinary(core)
        short = len(core) == 1 and self._is_a(curie, "kg:University", "kg:HealthInstitution")
        if (firm or short) and stem.anchor is Kind.PLAIN:
            start = land.beyond(start)
            core = land.text[start:suffix]
        return _Candidate(
            start, end, curie, longest, shortest, core, stem.anchor,
            Kind.JOINT in inside, self._year(start, curie),
        )  # fmt: skip

    def _place(self, candidate: _Candidate) -> _Candidate | None:
        """Return the place that shows by its kind (某某市), without ordinary words before it."""
        land, start = self._land, candidate.start
        stem = candidate.end - len(candidate.ending)
        if candidate.anchor is not Kind.PLAIN:
            while land.kinds[start] in (Kind.PLACE, Kind.BODY):
                start += 1
        while stem - start > 2 and is_ordinary(land.text[start : start + 2]):
            start += 2
        wide = len(candidate.ending) > 1 or candidate.anchor is Kind.PLACE
        shortest, longest = _WIDE_STEM if wide else _STEM
        core = land.text[start:stem]
        if not shortest <= len(core) <= longest or is_ordinary(core) or not _HAN.fullmatch(core):
            return None
        if core[-1] in _COUNTED:
            return None  # 甲、乙两区
        ours = candidate.anchor is Kind.PLACE and len(candidate.ending) == 1
        return replace(candidate, start=candidate.start if ours else start, year="")

    def _year(self, start: int, curie: str) -> str:
        """Return the year or edition before a name that belongs to it."""
        match = _YEAR.search(self._land.text[max(0, start - 12) : start])
        if match is None:
            return ""
        dated = self._is_a(curie, "kg:PolicyStatement")
        edition = self._is_a(curie, "kg:Event") and match[0][-1] != "年"
        return match[0] if dated or edition else ""

    def _is_name(self, candidate: _Candidate) -> bool:
        if self._is_a(candidate.curie, "kg:Concept"):
            return self._is_a(candidate.curie, "kg:Indicator") and self._is_index(candidate)
        if self._is_a(candidate.curie, "kg:PolicyStatement") and candidate.year:
            return True
        counted = len(candidate.ending) == 1 and candidate.core.endswith(tuple(_COUNTED))
        if counted or _NUMBERED.fullmatch(candidate.core):
            return False  # 8号大楼, 只拍几部
        ordinary = is_ordinary(candidate.core)
        if ordinary and self._is_counted(candidate):
            return False
        if candidate.anchor is Kind.BODY:
            return not ordinary or self._is_a(candidate.curie, "kg:Institution")
        if candidate.anchor is Kind.PLACE:
            return self._is_placed_name(candidate, ordinary)
        if len(candidate.core) < 2:
            return False
        if self._follows_sum(candidate):
            return True
        if self._is_a(candidate.curie, *_WEAK):
            return self._is_weak_name(candidate, ordinary)
        return not ordinary or self._is_ordinary_name(candidate) or self._is_settled(candidate)

    def _is_index(self, candidate: _Candidate) -> bool:
        """Tell whether somebody publishes an index: it ranks the world, or has a year."""
        text = self._land.text
        world = candidate.anchor is Kind.PLACE or text.startswith(_WORLD, candidate.start)
        dated = _YEAR_FIRST.match(text, candidate.end + (text[candidate.end :][:1] in "( "))
        return len(candidate.core) >= _INDEX and (world or dated is not None)

    def _is_placed_name(self, candidate: _Candidate, ordinary: bool) -> bool:
        if self._is_a(candidate.curie, "kg:Firm"):
            return not ordinary or "有限" in candidate.ending
        if self._is_a(candidate.curie, *_PLACED):
            return True
        if self._is_a(candidate.curie, "kg:Site") and len(candidate.ending) >= _DESCRIPTION:
            return True  # 某市文化中心
        if not ordinary:
            return len(candidate.core) >= 2 or len(candidate.ending) > 2
        if _ends(candidate.ending, "seated"):
            return True  # 某市中央銀行, 某市數據交易所
        length = len(candidate.core) + len(candidate.shortest)
        return length >= _DESCRIPTION + 2 or candidate.joined

    def _is_weak_name(self, candidate: _Candidate, ordinary: bool) -> bool:
        founded = self._land.is_founded(candidate.start)
        if ordinary:
            described = len(candidate.core) >= _DESCRIPTION and founded
            listing = self._is_a(candidate.curie, "kg:EligibilityList")  # 建立…清單
            return described and not listing and self._is_a(candidate.curie, "kg:PolicyInstrument")
        after = self._land.text[candidate.end : candidate.end + 1]
        survey = self._is_a(candidate.curie, "kg:Survey")
        dated = survey and _YEAR_FIRST.match(self._land.text, candidate.end) is not None
        listed = candidate.start == 0 and (dated or after in ("", "("))
        if founded or listed:
            return True
        made = self._is_a(candidate.curie, "kg:TechnologySolution", "kg:ComputingResource")
        kind = made and is_ordinary(_ACRONYM.sub("", candidate.core))  # 国产PLM系统
        return has_latin_name(candidate.core) and not kind

    def _is_ordinary_name(self, candidate: _Candidate) -> bool:
        """Tell whether ordinary words make a name here, because of their ending or place."""
        national = candidate.core.startswith("国家") and len(candidate.core) >= _DESCRIPTION
        if national and (self._is_a(candidate.curie, "kg:Fund") or self._is_national(candidate)):
            return True  # 國家某某基金: a state has one
        if candidate.joined:
            return _ends(candidate.ending, "official", "joint")
        if len(candidate.core) < _DESCRIPTION:
            return candidate.shortest in read().get("generic", "official")
        founded = self._land.is_founded(candidate.start)
        author = self._is_author(candidate)
        return founded or author or _ends(candidate.ending, "official", "solemn")

    def _is_national(self, candidate: _Candidate) -> bool:
        """Tell whether a centre of the state has a task (國家…認證中心), and none is wished for."""
        before = self._land.before(candidate.start).rstrip(" 个一座")
        wished = before.endswith(read().get("boundaries", "wishing"))
        return not wished and candidate.core.endswith(read().get("generic", "tasks"))

    def _is_author(self, candidate: _Candidate) -> bool:
        """Tell whether a body of ordinary words begins a clause and publishes or says something."""
        text, at = self._land.text, candidate.start
        first = at == 0 or not _HAN.match(text[at - 1])
        verbs = read().get("boundaries", "publishing")
        return first and text.startswith(verbs, candidate.end)

    def _is_settled(self, candidate: _Candidate) -> bool:
        """Tell whether somebody is in a park of ordinary words (总部设在某类产业园)."""
        park = self._is_a(candidate.curie, "kg:InnovationPark")
        settled = self._land.before(candidate.start).endswith(read().get("boundaries", "settling"))
        return park and settled and len(candidate.core) >= _DESCRIPTION

    def _is_counted(self, candidate: _Candidate) -> bool:
        """Tell whether a number of such things stands before (``建設7家國家研究院``)."""
        amount = self._amounts.get(candidate.start)
        return amount is not None and not amount.unit.isupper()

    def _follows_sum(self, candidate: _Candidate) -> bool:
        """Tell whether money stands before (``20億港元某基金``, ``十億規模的某基金``)."""
        text, at = self._land.text, candidate.start
        at -= text[at - 1 : at] == "的"
        amount = self._amounts.get(at)
        if amount and len(amount.unit) == 3 and amount.unit.isupper():
            return True
        return text[max(0, at - 2) : at] == "规模" and at - 2 in self._amounts


def _ends(ending: str, *lists: str) -> bool:
    return ending.endswith(tuple(word for name in lists for word in read().get("generic", name)))
