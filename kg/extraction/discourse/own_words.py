"""Who *we* are in somebody's words: the house of whoever speaks.

``“我們把起薪調到6萬元。”甲公司經理某某說`` is told of 甲公司, whatever the paragraph is about. The
house is the body named right before the person who speaks: in front of the quotation, where a
colon or a comma leads to it, or else behind it. So it is in reported words (``某某說，團隊已擴大到
138人``), for what a person of a firm promises (``甲公司董事長某某承諾，將錄用``) and for the team
of a person spoken of (``她的團隊現有28人``). Whose house it is may be told anywhere in the text.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.owners import left_out
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_OPENING, _CLOSING = "“「『", "”」』"
_WE = expression(r"<voices.we>|\b(?:we|our|us)\b", re.IGNORECASE)
_SAYS = re.compile(r"[:,]\s?$")  # before a quotation whose speaker stands there
_OWN = r"<voices.own_houses>(?!<voices.own_goes_on>?[^,。;]{0,6}<voices.no_houses>)"
_TEAM = expression(rf"\s*<voices.now>?{_OWN}")
_THEIR_TEAM = expression(
    r"\s*(?:目前|现在|如今)?[他她](?:们)?(?:的|所在的|带领的)(?:团队|公司|厂|店|企业)"
)
_SAYS = expression(r"<voices.saying>[,:，：\s]*$")
_TELLS = re.compile(r"[:,]\s?$")  # before a quotation whose speaker stands there
_LONGEST = 400  # code points of a quotation
_BEHIND, _BEFORE = 60, 60  # code points around it in which its speaker is named
_POST = re.compile(r"(?:(?!\. [A-Z])[^,。;:!?]){0,24}|, (?:an? |the )?[A-Za-z][^.;:!?\d]{0,40}")
_OF = re.compile(  # in the house, not only at it: a speech by P to Q
    r"(?:, (?:an? |the )?| \(| (?:is|was) (?:an? |the )?)?"
    r"(?!(?:to|in|at|before|with|and|from|on) )[a-z][^.;:!?\d]{0,48}",
    re.IGNORECASE,
)


class Houses:
    """Finds the houses of who speaks in a document whose passages have been read."""

    def __init__(self, readings: Sequence[Reading], terminology: Terminology) -> None:
        self._readings = readings
        self._terminology = terminology
        self._known: dict[str, Subject] | None = None

    def of(self, index: int, sentence: int, position: int) -> Subject | None:
        """Return the body for which the words at a position speak, in a quotation or reported.

        ``sentence`` is where their sentence begins in the text of the passage.
        """
        reading = self._readings[index]
        quoted = quotation(reading.passage.folded, position)
        if quoted is None:
            return self._reported(reading, sentence, position)
        if not _WE.search(reading.passage.folded, quoted[0], position):
            return None
        return self._quoted(reading, *quoted)

    def _quoted(self, reading: Reading, start: int, end: int) -> Subject | None:
        """Return the house of who says a quotation: named before it, or else behind it."""
        houses = (self._house(reading, near) for near in beside(reading, (start, end)))
        return next(filter(None, houses), None)

    def _reported(self, reading: Reading, sentence: int, position: int) -> Subject | None:
        """Return the house of who said it, or of the person to whom a team belongs."""
        folded = reading.passage.folded
        *earlier, (start, end) = clauses(folded, sentence, position) or [(position, position)]
        if _THEIR_TEAM.match(folded, start, end):
            return self._of_last(reading, start)
        told = earlier and _SAYS.search(folded, *earlier[-1])
        if not told or not (_TEAM.match(folded, start, end) or left_out(folded, start, end)):
            return None
        found = self._of_last(reading, start, earlier[-1][0])
        governs = found and self._terminology.is_a(found.entity.types, "kg:GovernmentBody")
        return None if governs and not _TEAM.match(folded, start, end) else found

    def _of_last(self, reading: Reading, position: int, first: int = 0) -> Subject | None:
        """Return the house of the person named last before a position."""
        people = [m for m in reading.within(first, position) if self._is(m, "kg:Person")]
        person = people[-1].meaning if people else None
        if not isinstance(person, Entity):
            return None
        near = list(reading.within(max(0, people[-1].start - _BEFORE), people[-1].end))
        return self._house(reading, near[-2:]) or self._houses().get(person.id)

    def _house(self, reading: Reading, near: Sequence[Mention]) -> Subject | None:
        for body, who in _pairs(near):
            if is_pair(reading.passage.folded, body, who, self._terminology):
                assert isinstance(body.meaning, Entity)  # noqa: S101 - seen by is_pair
                shown = reading.passage.evidence(body.start, body.end, "antecedent")
                return Subject(body.meaning, shown, "B")
        return None

    def _houses(self) -> dict[str, Subject]:
        """Return the house of each person of the document of whom one is told, by their id."""
        if self._known is None:
            self._known = {}
            for reading in self._readings:
                for body, who in _pairs(reading.mentions):
                    if is_pair(reading.passage.folded, body, who, self._terminology):
                        assert isinstance(body.meaning, Entity)  # noqa: S101
                        assert isinstance(who.meaning, Entity)  # noqa: S101
                        shown = reading.passage.evidence(body.start, body.end, "antecedent")
                        house = Subject(body.meaning, shown, "B")
                        self._known.setdefault(who.meaning.id, house)
        return self._known

    def _is(self, mention: Mention, curie: str) -> bool:
        entity = mention.meaning
        return isinstance(entity, Entity) and self._terminology.is_a(entity.types, curie)


def is_pair(folded: str, body: Mention, who: Mention, terminology: Terminology) -> bool:
    """Tell whether two mentions are a person and the body whose post the person holds."""
    one, other = body.meaning, who.meaning
    if not isinstance(one, Entity) or not isinstance(other, Entity):
        return False
    if not terminology.is_a(one.types, "kg:Organisation"):
        return False
    if not terminology.is_a(other.types, "kg:Person"):
        return False
    if body.end <= who.start:
        return _POST.fullmatch(folded, body.end, who.start) is not None
    return folded[who.start].isascii() and _OF.fullmatch(folded, who.end, body.start) is not None


def beside(reading: Reading, quoted: tuple[int, int]) -> tuple[list[Mention], list[Mention]]:
    """Return what is named on either side of a quotation, first where its speaker is sought first.

    Of each side the nearest comes first.
    """
    start, end = quoted
    folded = reading.passage.folded
    before = max(0, start - _BEFORE), start
    ahead = list(reading.within(*before))[::-1]
    behind = list(reading.within(end, min(len(folded), end + _BEHIND)))
    return (ahead, behind) if _TELLS.search(folded, *before) else (behind, ahead)


def _pairs(mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Return each two neighbours, either way round."""
    both = list(pairwise(mentions))
    return [*both, *((b, a) for a, b in both)]


def quotation(folded: str, position: int) -> tuple[int, int] | None:
    """Return the range of the quotation that a position stands in, its marks included."""
    first = max(0, position - _LONGEST)
    opened = max(folded.rfind(mark, first, position) for mark in _OPENING)
    if opened >= 0 and opened > max(folded.rfind(mark, first, position) for mark in _CLOSING):
        ends = [at for mark in _CLOSING if (at := folded.find(mark, position)) >= 0]
        return (opened, min(ends) + 1) if ends else None
    if folded.count('"', first, position) % 2:
        end = folded.find('"', position)
        return (folded.rfind('"', first, position), end + 1) if end >= 0 else None
    return None
