"""Chinese lists of names: one is closed by 等 and a class noun, or a class noun introduces it.

``Zenta、OruLab等初創企業`` and ``龍頭企業：甲、乙、丙`` give their members the class of the noun.
"""

import re
from collections.abc import Sequence

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.class_nouns import ClassNouns
from kg.extraction.names.trades import trade_name
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.ordinary import has_latin_name, is_listed, is_ordinary
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_HEAD = 16  # characters from 等 to the end of its head noun, at most
_MEMBERS = 24  # names in one list, at most
_LENGTH = 40  # characters of one name, at most
_HAN_NAME = 8  # characters of a Chinese member that has no Latin, at most
_PUNCTUATION = re.compile(r"[,。;:()、\n]")
_SEPARATORS = "、,/"
_AND_OTHERS = re.compile("等")
_LISTED = 2  # members of a list that its label alone makes names, at least
_LABEL = re.compile(r"\s?(?:名单)?[::]\s?|—{1,2}|(?:包括|如|例如|分别是|分别为|主要有)\s?")
_MEMBER = re.compile(r"[\u3400-\u9fffA-Za-z]{2,8}?(?=[、,。;(\s—]|$|和|及|与|等)")
_TRADE = 3  # characters behind a place that make a firm's name with it, at most
_NUMBERED = re.compile(r"[\u3400-\u9fff]{2,4}[一二三四五六七八九十]{1,2}[号期]")  # 某某一號
_COMMA = re.compile(r"\s?(?:、|和|及|与|以及)\s?")


class ChineseLists:
    """The Chinese lists of a passage."""

    def __init__(self, land: Landscape, nouns: ClassNouns, terminology: Terminology) -> None:
        self._land = land
        self._text = land.text
        self._nouns = nouns
        self._terminology = terminology

    def closed(self, mentions: Sequence[Mention]) -> list[Mention]:
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
        found = self._nouns.next(at)
        if found is None or found[1] > at + _HEAD:
            return ""
        start, end, head = found
        clear = not _PUNCTUATION.search(self._text, at, start)
        clear = clear and self._land.ends_well(end, len(head))  # 等大學生 are no universities
        return self._nouns.class_of(head) if clear else ""

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
            self._nouns.mention(start, end, curie, "list")
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

    def introduced(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Read lists that a class noun introduces: ``龍頭企業：甲、乙、丙``."""
        found: list[Mention] = []
        taken = {
            m.start: m.end
            for m in mentions
            if isinstance(m.meaning, Entity)
            and self._terminology.is_a(m.meaning.types, "kg:Organisation")
        }
        for _, end, head in self._nouns.heads:
            label = _LABEL.match(self._text, end)
            curie = self._nouns.class_of(head) if label and not head.isascii() else ""
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
        return [self._nouns.mention(start, end, curie, "list") for start, end in spans]

    def _is_trade_name(self, start: int, end: int) -> bool:
        match = trade_name().fullmatch(self._text, start, end)
        return match is not None and not is_ordinary(self._text[start : match.start("trade")])
