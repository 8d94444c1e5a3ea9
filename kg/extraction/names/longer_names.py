"""Known names inside longer ones, which name something else: ``仁愛醫院管理局``, ``Kent Valley``.

A place is no more named where the name goes on to land, water, a street or a band of players
(``Harbin Street``, ``上海路有…``), nor a university in the name of its school (``某大學附中``). A
body whose name opens with the noun of a kind is another one behind a stem of its own.
"""

import re
from collections.abc import Iterable, Sequence

from kg.extraction.words.ordinary import is_listed
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"(?: [A-Z][\w'-]*){1,3}")
_ENDS = re.compile(r"[^\u3400-\u9fff]|[的有在设为是于由与和及以内上至到开段全共约逾超达长]|\Z")
_TOWNS = ("kg:City", "kg:Region", "kg:Country")  # behind which a verb may begin so (上海关闭)
_SHORT = 2  # characters of a short form
_ATTACHED = re.compile(r"附[属设中小]")


class LongerNames:
    """Tells longer names from the known ones inside them, with one terminology."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        endings = {fold(each) for term in terminology.classes.values() for each in term.suffixes}
        self._nouns = tuple(sorted(e for e in endings if len(e) > 1 and not e.isascii()))

    def apart(self, known: Iterable[Mention], folded: str) -> list[Mention]:
        """Return the known names, but for short forms that end in half an ending: 船东协会."""
        return [mention for mention in known if not self._is_astride(mention, folded)]

    def bare(self, known: Iterable[Mention], folded: str) -> list[Mention]:
        """Return the bodies whose names open with the noun of a kind, right behind Chinese words.

        Whether those are a stem (``仁愛醫院管理局``) is for whoever finds new names to say. Behind
        a place it is the known body of that place.
        """
        placed = {each.end for each in known if self._is(each, "kg:Place")}
        return [
            each
            for each in known
            if each.start
            and each.start not in placed
            and _HAN.match(folded, each.start - 1)
            and folded.startswith(self._nouns, each.start)
            and self._is(each, "kg:Organisation")
        ]

    def told(self, found: Sequence[Mention], folded: str) -> list[Mention]:
        """Return the mentions without the known names that go on to name another thing."""
        return [m for m in found if m.rule != "lexicon" or not self._goes_on(m, folded)]

    def _goes_on(self, mention: Mention, folded: str) -> bool:
        if self._is(mention, "kg:Place"):
            return _is_land(folded, mention.start, mention.end)
        return _ATTACHED.match(folded, mention.end) is not None

    def _is(self, mention: Mention, *curies: str) -> bool:
        readings = (each for each in mention.meanings if isinstance(each, Entity))
        return any(self._terminology.is_a(each.types, *curies) for each in readings)

    def _is_astride(self, mention: Mention, folded: str) -> bool:
        """Tell whether a short form ends in the first half of what a name ends in: 船东协会."""
        start, end = mention.start, mention.end
        inside = end - start == _SHORT and start > 0 and _HAN.match(folded, start - 1)
        if not inside or self._is(mention, *_TOWNS):
            return False
        word = is_listed(folded[end : end + 2]) and not is_listed(folded[end - 1 : end + 1])
        return not word and folded.startswith(self._nouns, end - 1)


def _is_land(folded: str, start: int, end: int) -> bool:
    """Tell whether the name of a place goes on to that of land, water, a street or a band."""
    if folded[start].isascii():
        run = _RUN.match(folded, end)
        return run is not None and not set(read().get("english", "lands")).isdisjoint(
            run[0].split()
        )
    ends = (
        end + len(suffix)
        for suffix in read().get("generic", "lands")
        if folded.startswith(suffix, end)
    )
    return any(_ENDS.match(folded, at) or _is_word(folded[at : at + 2]) for at in ends)


def _is_word(characters: str) -> bool:
    return is_listed(characters) or characters in read().get("generic", "folk")
