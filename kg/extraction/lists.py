"""Names that only their company classifies.

``Zenta、OruLab等初創企業`` and ``firms such as A, B and C`` give their members the class of the
head noun; ``超級計算機Borealis`` gives it to the name that follows; and in ``A、B和C`` an unknown
Latin name takes the class of its known neighbour.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.extraction.boundaries import Landscape
from kg.extraction.boundary_words import Kind
from kg.extraction.hints import Hints
from kg.extraction.identity import mention
from kg.extraction.latin import Run
from kg.extraction.lexicon import is_bounded
from kg.extraction.ordinary import has_latin_name, is_listed, is_ordinary
from kg.extraction.trades import trade_name
from kg.extraction.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import lower

_HEAD = 16  # characters from 等 to the end of its head noun, at most
_MEMBERS = 24  # names in one list, at most
_LENGTH = 40  # characters of one name, at most
_HAN_NAME = 8  # characters of a Chinese member that has no Latin, at most
_PUNCTUATION = re.compile(r"[,。;:()、\n]")
_NEAR, _WORDS = 48, 4  # characters, and words, to an English head noun
_SEPARATORS = "、,/"
_NAMED = re.compile(
    r" (?:called|named|dubbed|known as|nicknamed) $"
    r"|(?:[(:]?\s?(?:名为|名叫|称为|叫做|简称)|[:(「“\"'‘])?[「“\"]?\s?$"
)
_ENGLISH_SEPARATOR = re.compile(r",? (?:and|or) (?:other )?|, |,? & ")
_BETWEEN = re.compile(r"\s?(?:、|和|与|及|以及|, and| and|,)\s?")
_OTHERS = re.compile(r",? (?:and|or) other ")
_AND_OTHERS = re.compile("等")
_LISTED = 2  # members of a list that its label alone makes names, at least
_LABEL = re.compile(r"\s?(?:名单)?[::]\s?|(?:包括|如|例如|分别是|分别为|主要有)\s?")
_MEMBER = re.compile(r"[\u3400-\u9fffA-Za-z]{2,8}?(?=[、,。;(\s]|$|和|及|与|等)")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|a|an) $")
_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]{2,})+")
_CORPORATE = re.compile(
    r",? (?:has |have |had |also |recently |now )?(?:hired|hires|employs|recruits|recruited|raised"
    r"|announced|opened|plans|manufactures|operates|acquired|is based|are based|is headquartered"
    r"|was founded|was set up|moved its|shifted its|signed|runs|said)\b"
)
_WORKPLACE = re.compile(
    r"\b(?:at|joined|founded|founder of|director of|chief executive of|CEO of|CTO of|head of) $"
)
_COINED = re.compile(r"[ei]-?[A-Z][a-z]{3,}|[A-Z][a-z]{2,}(?:[A-Z][a-z]+|\+)")
_TRADE = 3  # characters behind a place that make a firm's name with it, at most
_NUMBERED = re.compile(r"[\u3400-\u9fff]{2,4}[一二三四五六七八九十]{1,2}[号期]")  # 某某一號
_COMMA = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
# What a name may be taken for because of its company.
_CLASSES = (
    "kg:Organisation", "kg:ComputingResource", "kg:TechnologySolution", "kg:Programme", "kg:Fund",
    "kg:Event", "kg:InnovationPark", "kg:DataProvider", "kg:Project",
)  # fmt: skip


def find(
    land: Landscape,
    original: str,
    mentions: Sequence[Mention],
    unclassified: Sequence[Run],
    terminology: Terminology,
    hints: Hints,
) -> list[Mention]:
    """Return the names of lists, in order; ``mentions`` are those found before."""
    company = _Company(land, original, terminology, hints)
    found = company.before_head(mentions)
    found += company.behind_label(mentions)
    found += company.after_head(unclassified)
    found += company.before_noun(unclassified)
    found += company.coined(unclassified)
    return found + company.such_as(unclassified)


def coordinated(
    land: Landscape,
    original: str,
    mentions: Sequence[Mention],
    unclassified: Sequence[Run],
    terminology: Terminology,
    hints: Hints,
) -> list[Mention]:
    """Return the Latin names that stand in a list with one of ``mentions`` that has a class."""
    if not unclassified:
        return []
    return _Company(land, original, terminology, hints).neighbours(unclassified, mentions)


@cache
def _such_as() -> re.Pattern[str]:
    return re.compile(rf",? (?:{'|'.join(read().get('english', 'such_as'))}) (?:the )?")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf" (?P<noun>{'|'.join(read().get('english', 'named'))})s?\b")


class _Company:
    """The ways in which the words around a name tell its class."""

    def __init__(
        self, land: Landscape, original: str, terminology: Terminology, hints: Hints
    ) -> None:
        self._land = land
        self._text = land.text
        self._original = original
        self._terminology = terminology
        self._hints = hints
        self._heads = [
            match
            for match in hints.head_automaton.longest(lower(land.text))
            if is_bounded(land.text, match[0], match[1])
        ]
        self._ends = {end: word for _, end, word in self._heads}

    def _mention(self, start: int, end: int, curie: str, rule: str) -> Mention:
        label = (self._original[start:end],)
        return mention((start, end), label, curie, rule, self._terminology)

    def _class(self, head: str) -> str:
        curie = self._hints.heads[head]
        return curie if self._terminology.is_a((curie,), *_CLASSES) else ""

    def before_head(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Read lists that 等 closes: ``A、B和C等某類企業``."""
        found: list[Mention] = []
        taken = {
            m.end: m
            for m in mentions
            if isinstance(m.meaning, Entity)
            and not self._terminology.is_a(m.meaning.types, "kg:Concept")  # 某某半导体
        }
        for match in _AND_OTHERS.finditer(self._text):
            curie = self._closed_by(match.end())
            if curie:
                found += self._members(match.start(), curie, taken)
        return found

    def _closed_by(self, at: int) -> str:
        for start, end, head in self._heads[bisect_left(self._heads, (at, 0, "")) :][:1]:
            clear = not _PUNCTUATION.search(self._text, at, start)
            clear = clear and self._land.ends_well(end, len(head))  # 等大學生 are no universities
            return self._class(head) if clear and end <= at + _HEAD else ""
        return ""

    def _members(self, end: int, curie: str, taken: dict[int, Mention]) -> list[Mention]:
        spans: list[tuple[int, int]] = []
        at, supported = end, False
        while at > 0 and len(spans) < _MEMBERS:
            start = at
            while start and at - start < _LENGTH and self._land.kinds[start - 1] is Kind.PLAIN:
                start -= 1
            comma = self._text.rfind("、", max(0, at - _HAN_NAME - 1), at)
            if comma >= 0 and not _PUNCTUATION.search(self._text, comma + 1, at):
                start = min(start, comma + 1)  # 月之暗面: a member may hold a closed-class word
            name = taken.get(at)
            if name:
                start, supported = name.start, True
            elif start < at:
                place = taken.get(start)
                if place and self._land.kinds[start - 1] is Kind.PLACE and at - start <= _TRADE:
                    start = place.start  # 某國 + 交建
                spans.append((start, at))
            else:
                break
            at = self._over_separator(start)
            if at == start:
                break
        names = [self._trim(*span) for span in spans]
        latin = [
            has_latin_name(self._text[start:end]) or _NUMBERED.fullmatch(self._text, start, end)
            for start, end in names
        ]
        trades = [self._is_trade_name(*span) for span in names]
        supported = supported or any(latin) or (len(names) > 1 and any(trades))
        return [
            self._mention(start, end, curie, "list")
            for (start, end), is_latin in zip(names, latin, strict=True)
            if is_latin or (supported and self._is_name(start, end))
        ]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start] in " -·":
            start += 1
        while start < end and self._text[end - 1] in " -·":
            end -= 1
        return start, end

    def _is_name(self, start: int, end: int) -> bool:
        name = self._text[start:end]
        return 2 <= end - start <= _HAN_NAME and not is_ordinary(name) and not is_listed(name)

    def _over_separator(self, at: int) -> int:
        """Return the end of the member before the separator on the left, or ``at``."""
        left = at
        while left and self._text[left - 1] == " ":
            left -= 1
        before = left
        while left and (
            self._text[left - 1] in _SEPARATORS or self._land.kinds[left - 1] is Kind.JOINT
        ):
            left -= 1
        return left if left < before else at

    def behind_label(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Read lists that a class noun introduces: ``龍頭企業：甲、乙、丙``."""
        found: list[Mention] = []
        taken = {
            m.start: m.end
            for m in mentions
            if isinstance(m.meaning, Entity)
            and self._terminology.is_a(m.meaning.types, "kg:Organisation")
        }
        for _, end, head in self._heads:
            label = _LABEL.match(self._text, end)
            curie = self._class(head) if label and not head.isascii() else ""
            if label and curie:
                found += self._labelled(label.end(), curie, taken)
        return found

    def _labelled(self, at: int, curie: str, taken: dict[int, int]) -> list[Mention]:
        spans: list[tuple[int, int]] = []
        supported = total = 0
        for _ in range(_MEMBERS):
            end = taken.get(at, 0)
            member = _MEMBER.match(self._text, at)
            if end:
                supported += 1
            elif member and self._is_name(*member.span()):
                end = member.end()
                spans.append(member.span())
                supported += self._is_trade_name(*member.span())
            total += bool(end)
            separator = _COMMA.match(self._text, end) if end else None
            if separator is None:
                break
            at = separator.end()
        if total < _LISTED or 2 * supported < total:
            return []
        return [self._mention(start, end, curie, "list") for start, end in spans]

    def _is_trade_name(self, start: int, end: int) -> bool:
        match = trade_name().fullmatch(self._text, start, end)
        return match is not None and not is_ordinary(self._text[start : match.start("trade")])

    def after_head(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read a class noun right before a Latin name: ``超級計算機Borealis``, ``(名為Alba)``."""
        found = []
        for run in unclassified:
            before = self._text[max(0, run.start - 16) : run.start]
            bare = _NAMED.sub("", before)
            head = self._ends.get(run.start - len(before) + len(bare), "")
            curie = self._class(head) if head else ""
            if curie and run.end - run.start > 2 and self._is_latin_name(run):
                found.append(self._mention(run.start, run.end, curie, "class noun"))
        return found

    def before_noun(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read an English class noun behind a name: ``the Wavelet programme``."""
        found = []
        for run in unclassified:
            noun = _noun().match(self._text, run.end)
            article = _ARTICLE.search(self._text[max(0, run.start - 6) : run.start])
            coined = _COINED.fullmatch(self._text, run.start, run.end)  # e-Passage, Stepstone+
            curie = self._hints.heads.get(noun["noun"], "") if noun and (article or coined) else ""
            if curie and run.end - run.start > 2 and self._is_latin_name(run):
                found.append(self._mention(run.start, run.end, curie, "class noun"))
        return found

    def coined(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read a coined name that does what firms do, or where people work: ``at WaveCore``."""
        found = []
        for run in unclassified:
            acts = _CORPORATE.match(self._text, run.end)
            works = _WORKPLACE.search(self._text[max(0, run.start - 16) : run.start])
            if (acts or works) and _CAMEL.fullmatch(self._text, run.start, run.end):
                found.append(self._mention(run.start, run.end, "kg:Firm", "coined"))
        return found

    def _is_latin_name(self, run: Run) -> bool:
        name = self._text[run.start : run.end]
        return has_latin_name(name) and is_bounded(self._text, run.start, run.end)

    def such_as(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read English lists: ``firms such as A, B and C`` and ``A, B and other firms``."""
        starts = {run.start: run for run in unclassified}
        ends = {run.end: run for run in unclassified}
        found: list[Mention] = []
        for _, end, head in self._heads:
            curie = self._class(head) if head.isascii() else ""
            if not curie:
                continue
            found += self._forwards(self._after_phrase(end), curie, starts)
        for match in _OTHERS.finditer(self._text):
            curie = self._head_after(match.end())
            if curie:
                found += self._backwards(match.start(), curie, ends)
        return found

    def _after_phrase(self, at: int) -> int:
        match = _such_as().match(self._text, at)
        return match.end() if match else -1

    def _head_after(self, at: int) -> str:
        for start, end, head in self._heads[bisect_left(self._heads, (at, 0, "")) :][:1]:
            near = end - at < _NEAR and len(self._text[at:start].split()) < _WORDS
            return self._class(head) if near else ""
        return ""

    def _forwards(self, at: int, curie: str, starts: dict[int, Run]) -> list[Mention]:
        found: list[Mention] = []
        while at in starts and len(found) < _MEMBERS:
            run = starts[at]
            if self._is_latin_name(run):
                found.append(self._mention(run.start, run.end, curie, "list"))
            gap = _ENGLISH_SEPARATOR.match(self._text, run.end)
            at = gap.end() if gap else -1
        return found

    def _backwards(self, at: int, curie: str, ends: dict[int, Run]) -> list[Mention]:
        found: list[Mention] = []
        while at in ends and len(found) < _MEMBERS:
            run = ends[at]
            if self._is_latin_name(run):
                found.append(self._mention(run.start, run.end, curie, "list"))
            at = run.start - 2 if self._text[max(0, run.start - 2) : run.start] == ", " else -1
        return found

    def neighbours(self, unclassified: Sequence[Run], mentions: Sequence[Mention]) -> list[Mention]:
        """Give an unknown Latin name the class of the Latin name that it is coordinated with."""
        named = {
            (m.start, m.end): m.meaning.types[0]
            for m in mentions
            if isinstance(m.meaning, Entity) and self._is_model(m)
        }
        atoms = sorted({*named, *((run.start, run.end) for run in unclassified)})
        found: dict[tuple[int, int], str] = {}
        for order in (pairwise(atoms), pairwise(atoms[::-1])):
            for known, other in order:
                curie = named.get(known) or found.get(known, "")
                gap = self._text[min(known[1], other[1]) : max(known[0], other[0])]
                if curie and other not in named and _BETWEEN.fullmatch(gap):
                    found.setdefault(other, curie)
        return [
            self._mention(start, end, curie, "coordination")
            for (start, end), curie in sorted(found.items())
            if self._is_latin_name(Run(start, end))
        ]

    def _is_model(self, found: Mention) -> bool:
        name = self._text[found.start : found.end]
        types = found.meaning.types if isinstance(found.meaning, Entity) else ()
        fits = self._terminology.is_a(types, "kg:Firm", "kg:ComputingResource")
        firm = self._terminology.is_a(types, "kg:Firm")
        han = firm and not name.isascii() and found.rule == "lexicon"  # 西門子和PTC
        return fits and (has_latin_name(name) or han)
