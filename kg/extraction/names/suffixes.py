"""Chinese names that show by their ending: 某某基金, 某某研究院, 某某高峰會.

The class comes from the ending (``ClassTerm.suffixes``, the longest wins), the beginning from
:mod:`kg.extraction.names.boundaries`; :mod:`kg.extraction.names.namehood` tells a name from a
description.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.names.bearers import bearer, done_to
from kg.extraction.names.boundaries import Landscape, Stem
from kg.extraction.names.branches import owner
from kg.extraction.names.holdings import FORMER
from kg.extraction.names.identity import mention
from kg.extraction.names.namehood import COUNTED, DATED, WEAK, YEAR, Candidate, Namehood, has_ending
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.brackets import bare
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_ordinary
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_YEAR = re.compile(f"{YEAR}$")
_YEAR_AFTER = re.compile(r"(?:19|20)\d\d(?!\d|年)")
_PLACES = ("kg:City", "kg:Region")
_STEM = (2, 3)  # characters of a place before one that tells its kind (市, 县)
_WIDE_STEM = (2, 6)  # and before a longer ending (自治州), or behind a place that holds it
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NATIONAL = re.compile(r"国家[\u3400-\u9fff]{2,6}[及和与暨][\u3400-\u9fff]{2,8}\Z")
_LONGEST_TASK = 18  # characters of what such a centre is for (国家渔港及海岸养护中心)
_LONG_ENDING = 3  # characters of an ending before which one character is a name (中岭律师事务所)
_BRANCHES = ("分行", "支行", "分公司", "分局", "分会", "分院", "分校", "分所", "办事处")
_SEATS = ("总部", "大楼")  # 建设集团总部: what is built, and no firm of builders
_LEGAL = ("有限", "股份", "集团")  # forms of firms


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
        self._namehood = Namehood(land, taken, terminology)
        self._used: set[int] = set()
        self._countries = {
            m.start: m.end
            for m in taken
            if isinstance(m.meaning, Entity) and self._is_a(m.meaning.types[0], "kg:Country")
        }

    def endings(self) -> tuple[list[tuple[int, list[str]]], list[tuple[int, list[str]]]]:
        """Return ``(end, endings, longest first)`` of strong and of weak endings, in order."""
        matches = self._hints.ending_automaton.every(self._land.text)
        whole = (match[:2] for match in matches if match[1] not in self._land.cut)  # 大学|校友
        inside = {at for start, end in whole for at in range(start + 1, end)}
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
            (weak if self._is_a(curie, *WEAK) else strong).append((end, words))
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
            elif candidate and self._namehood.is_name(candidate):
                found.append(self._mention(candidate))
        return found

    def _mention(self, candidate: Candidate) -> Mention:
        start = candidate.start - len(candidate.year)
        end = candidate.end
        dated = _YEAR_AFTER.match(self._land.text, end)
        if dated and self._is_a(candidate.curie, "kg:Survey"):
            end = dated.end()  # 某某調查2025
        whole = self._original[start:end]
        labels = (whole, bare(self._original[candidate.start : end]))
        if self._is_a(candidate.curie, *_PLACES):
            labels = (whole, self._within(candidate) or whole)
        entry = mention((start, end), labels, candidate.curie, "suffix", self._terminology)
        self._land.take(entry)
        self._used.update(range(start, end))
        return entry

    def _is_a(self, curie: str, *ancestors: str) -> bool:
        return self._terminology.is_a((curie,), *ancestors)

    def _candidate(self, end: int, words: list[str]) -> Candidate | None:
        land, longest, shortest = self._land, words[0], words[-1]
        suffix = end - len(shortest)
        if land.overlaps(suffix, end):
            return None
        joint = has_ending(longest, "official", "solemn", "joint") or bool(
            _NATIONAL.search(land.text[max(0, suffix - _LONGEST_TASK) : suffix])
        )
        stem = self._stem(self._business(end, longest) or suffix, joint)
        dated = DATED.match(land.text, stem.start, suffix)
        start = dated.end() if dated else stem.start
        if FORMER.match(land.text, start, suffix) and self._is_opening(start):
            start += 1  # 前某某署署長
        if stem.anchor is Kind.PLAIN and self._hints.endings[longest] in self._hints.bodies:
            start = bearer(land.text, start, suffix)
        if stem.anchor is Kind.PLACE and land.text.endswith(_BRANCHES, start, end):
            start = owner(land, self._hints, start)
        inside = land.kinds[start:suffix]
        core = "".join(
            character
            for character, kind in zip(land.text[start:suffix], inside, strict=True)
            if kind not in (Kind.PLACE, Kind.BODY)
        )
        curie = self._hints.endings[longest]
        if self._year(land.wide(start), curie):
            start = land.wide(start)  # 第五届 + 亚洲 + 某某论坛
        firm = "有限" in longest and is_ordinary(core)
        schooled = self._is_a(curie, "kg:University", "kg:HealthInstitution")
        sure = curie in self._hints.bodies and len(longest) >= _LONG_ENDING
        short = (len(core) == 1 and schooled) or (sure and end - len(longest) - start <= 1)
        if (firm or short) and stem.anchor is Kind.PLAIN:
            beyond = land.beyond(start, certain=firm or schooled)
            if beyond == start and short and sure and start < end - len(longest):
                return None  # a character alone, cut from its word
            start, core = beyond, land.text[beyond:suffix]
        if "有限" in longest and stem.anchor is Kind.PLAIN and end - len(longest) - start == 1:
            return None  # 以有限公司形式
        return Candidate(
            start, end, curie, longest, shortest, core, stem.anchor,
            Kind.JOINT in inside, self._year(start, curie),
        )  # fmt: skip

    def _stem(self, end: int, joint: bool) -> Stem:
        """Return where a name begins: behind what is done to it, and who does it (某局管理某园)."""
        land = self._land
        stem = land.stem(end, joint=joint)
        at = stem.start
        while stem.anchor is Kind.BODY and at < end and land.kinds[at] is Kind.BODY:
            at += 1
        begin = (
            done_to(land.text, at, end, self._hints.body_endings)
            if stem.anchor in (Kind.BODY, Kind.PLAIN)
            else at
        )
        return Stem(begin, Kind.PLAIN) if begin > at else stem

    def _business(self, end: int, ending: str) -> int:
        """Return where the verbs begin of the business of a firm: 某地港口运营有限公司; else 0.

        A legal form stands behind a name alone, whatever its last words are elsewhere.
        """
        at = end - len(ending)
        legal = ending.startswith(_LEGAL) and not self._land.text.startswith(_SEATS, end)
        deeds = read().get("generic", "undertaking") if legal else ()
        while word := next((w for w in deeds if self._land.text.endswith(w, 0, at)), ""):
            at -= len(word)
        return at if at < end - len(ending) else 0

    def _is_opening(self, start: int) -> bool:
        before = self._land.text[start - 1 : start]
        return not _HAN.match(before) or before in ("是", "由", "系")

    def _place(self, candidate: Candidate) -> Candidate | None:
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
        if core[-1] in COUNTED:
            return None  # 甲、乙两区
        ours = candidate.anchor is Kind.PLACE and len(candidate.ending) == 1
        ours = ours and self._countries.get(candidate.start) != start  # 某国 + 某市: two places
        return replace(candidate, start=candidate.start if ours else start, year="")

    def _within(self, candidate: Candidate) -> str:
        """Return the name of a place without that of the one it lies in (某市 in 某省某市)."""
        start = candidate.start
        while self._land.kinds[start] in (Kind.PLACE, Kind.BODY):
            start += 1
        stem = candidate.end - len(candidate.ending) - start
        own = candidate.start < start and stem >= _STEM[0]
        return self._original[start : candidate.end] if own else ""

    def _year(self, start: int, curie: str) -> str:
        """Return the year or edition before a name that belongs to it."""
        match = _YEAR.search(self._land.text[max(0, start - 12) : start])
        if match is None:
            return ""
        dated = self._is_a(curie, "kg:PolicyStatement")
        edition = self._is_a(curie, "kg:Event") and match[0][-1] != "年"
        return match[0] if dated or edition else ""
