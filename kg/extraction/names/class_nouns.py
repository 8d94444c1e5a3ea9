"""The class nouns of a passage, and the Latin names to which one beside them gives a class.

``超級計算機Borealis`` and ``the Wavelet programme`` have a class noun right at the name; a coined
name that does what firms do, or at which people work (``at WaveCore``), needs none.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.names.latin import Run
from kg.extraction.names.lexicon import is_bounded
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import has_latin_name
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology
from kg.text.folding import lower

_NAMED = re.compile(
    r" (?:called|named|dubbed|known as|nicknamed) $"
    r"|(?:[(:]?\s?(?:名为|名叫|称为|叫做|简称)|[:(「“\"'‘])?[「“\"]?\s?$"
)
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
_GLOSS = re.compile(r" [a-z]{3,}")
_QUOTES = ("“", '"', "‘", "'")
_COINED = re.compile(r"[ei]-?[A-Z][a-z]{3,}\+?|[A-Z][a-z]{2,}(?:[A-Z][a-z]+|\+)")
# What a name may be taken for because of its company.
_CLASSES = (
    "kg:Organisation", "kg:ComputingResource", "kg:TechnologySolution", "kg:Programme", "kg:Fund",
    "kg:Event", "kg:InnovationPark", "kg:DataProvider", "kg:Project",
)  # fmt: skip


class ClassNouns:
    """The class nouns of a passage.

    ``text`` is the folded passage, ``original`` the same unfolded, from which labels are cut.
    """

    def __init__(
        self, land: Landscape, original: str, terminology: Terminology, hints: Hints
    ) -> None:
        self.text = land.text
        self._original = original
        self._terminology = terminology
        self._hints = hints

    @cached_property
    def heads(self) -> list[tuple[int, int, str]]:
        """The class nouns in order: where one starts and ends, and the word."""
        return [
            match
            for match in self._hints.head_automaton.longest(lower(self.text))
            if is_bounded(self.text, match[0], match[1])
        ]

    @cached_property
    def _ends(self) -> dict[int, str]:
        return {end: word for _, end, word in self.heads}

    def class_of(self, head: str) -> str:
        """Return the class that a noun gives, if a name may have it from its company."""
        curie = self._hints.heads[head]
        return curie if self._terminology.is_a((curie,), *_CLASSES) else ""

    def next(self, at: int) -> tuple[int, int, str] | None:
        """Return the first class noun that starts at or after a place."""
        place = bisect_left(self.heads, (at, 0, ""))
        return self.heads[place] if place < len(self.heads) else None

    def mention(self, start: int, end: int, curie: str, rule: str) -> Mention:
        """Return a range as the name of a thing of a class."""
        label = (self._original[start:end],)
        return mention((start, end), label, curie, rule, self._terminology)

    def is_latin_name(self, run: Run) -> bool:
        """Tell whether a run is a whole Latin name."""
        name = self.text[run.start : run.end]
        return has_latin_name(name) and is_bounded(self.text, run.start, run.end)

    def beside(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Return the runs that a class noun at them, or what they do, classifies."""
        before, behind = self._before_name(unclassified), self._behind_name(unclassified)
        return [*before, *behind, *self._coined(unclassified)]

    def _before_name(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read a class noun right before a Latin name: ``超級計算機Borealis``, ``(名為Alba)``."""
        found = []
        for run in unclassified:
            before = self.text[max(0, run.start - 16) : run.start]
            bare = _NAMED.sub("", before)
            gloss = not bare[-1:].isascii() and _GLOSS.match(self.text, run.end)
            if gloss or "\n" in before[len(bare) :]:
                continue  # 旗舰项目 Flagship programmes; a line of its own
            head = self._ends.get(run.start - len(before) + len(bare), "")
            curie = (self.class_of(head) if head else "") or _made(bare)
            alone = self.text[run.start : run.end] in self._hints.english  # Companies | House
            if curie and run.end - run.start > 2 and self.is_latin_name(run) and not alone:
                found.append(self.mention(run.start, run.end, curie, "class noun"))
        return found

    def _behind_name(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read an English class noun behind a name: ``the Wavelet programme``."""
        found = []
        for run in unclassified:
            noun = _noun().match(self.text, run.end)
            article = _ARTICLE.search(self.text[max(0, run.start - 6) : run.start])
            coined = _COINED.fullmatch(self.text, run.start, run.end)  # e-Passage, Stepstone+
            quoted = noun and noun["quote"] and self.text[run.start - 1 : run.start] in _QUOTES
            curie = ""
            if noun and (article or coined or quoted):
                curie = self._hints.heads.get(noun["noun"], "")
            one = noun and article and noun["noun"] in read().get("english", "one")
            if noun and not curie and (one or quoted or self.text[run.end - 1] == "+"):
                curie = _behind().get(noun["noun"], "")
            if curie and run.end - run.start > 2 and self.is_latin_name(run):
                found.append(self.mention(run.start, run.end, curie, "class noun"))
        return found

    def _coined(self, unclassified: Sequence[Run]) -> list[Mention]:
        """Read a coined name that does what firms do, or where people work: ``at WaveCore``."""
        found = []
        for run in unclassified:
            acts = _CORPORATE.match(self.text, run.end)
            works = _WORKPLACE.search(self.text[max(0, run.start - 16) : run.start])
            if (acts or works) and _CAMEL.fullmatch(self.text, run.start, run.end):
                found.append(self.mention(run.start, run.end, "kg:Firm", "coined"))
        return found


def _made(before: str) -> str:
    """Return the class of the noun of a thing made that a text ends in (旗下平台), or nothing."""
    if before[-1:].isascii():
        return ""
    made = (entry.split("=") for entry in read().get("generic", "made_things"))
    return next((f"kg:{curie}" for noun, curie in made if before.endswith(noun)), "")


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(sorted({*read().get("english", "named"), *_behind()}, key=len, reverse=True))
    return re.compile(rf"(?P<quote>[”\"’'])? (?P<noun>{nouns})s?\b")


@cache
def _behind() -> dict[str, str]:
    return dict(entry.split("=", 1) for entry in read().get("english", "behind"))
