"""Patterns: what analysts write as TOML becomes facts with evidence.

Reading the files is in :mod:`.pattern_files`, the language in :mod:`.pattern_language`, the search
in :mod:`.matching`, and the making of facts in :mod:`.stating`; here they are put together.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import PatternError
from kg.extraction.grammar.phrases import Slot
from kg.extraction.grammar.projection import Alphabet, Projection
from kg.extraction.patterns import pattern_files
from kg.extraction.patterns.matches import Match
from kg.extraction.patterns.matching import Finder
from kg.extraction.patterns.nearness import Explanation
from kg.extraction.patterns.pattern_pieces import PatternSyntaxError
from kg.extraction.patterns.pattern_words import any_of
from kg.extraction.patterns.stating import Statement
from kg.extraction.patterns.surroundings import Context, Passage
from kg.extraction.patterns.templates import Pattern
from kg.extraction.words import modality
from kg.extraction.words.expressions import seldom
from kg.extraction.words.modality import Moods
from kg.extraction.words.sieve import Sieve
from kg.model.fact import MODALITIES, Fact
from kg.model.mention import Mention
from kg.model.terminology import Terminology

__all__ = ["Context", "Explanation", "Match", "Pattern", "PatternSet", "Slot", "load"]

# What may stand between a denial and the figure: 未獲得3億元, did not attract 20,000.
_REACH = r"(?:[^,。;:]{0,6}|(?: [a-z'’-]+){1,3} ?)\Z"


class PatternSet:
    """Patterns compiled for one terminology. It keeps no state between calls."""

    def __init__(
        self,
        patterns: Sequence[Pattern],
        alphabet: Alphabet,
        word_sets: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.patterns = tuple(patterns)
        self.alphabet = alphabet
        negation, hypothetical = (
            seldom(any_of(word_sets[name])) if name in word_sets else None
            for name in ("negation", "hypothetical")
        )
        coming = tuple(w for name in modality.ORDER for w in word_sets.get(name, ()))
        future = seldom(any_of(coming)) if coming else None
        self._finder = Finder(patterns, alphabet, negation, hypothetical, future)
        self._hypothetical = hypothetical
        self._denied = negation and seldom(rf"(?:{negation.pattern}){_REACH}")
        self._moods: Moods = Sieve(
            (any_of(word_sets[name]), name) for name in MODALITIES if name in word_sets
        )
        self._paragraphs = any(pattern.paragraph for pattern in patterns)

    def match(
        self, projection: Projection, sentence: tuple[int, int], paragraph: bool = False
    ) -> list[Match]:
        """Return what is found in a range of passage offsets, by position.

        A figure, or an object of one property, is claimed by one match: that of the highest
        priority, then the longest. ``paragraph`` tries the patterns that may read past a sentence
        (the range is then the whole passage) instead of the others.
        """
        return self._finder.find(projection, sentence, paragraph)

    def facts(
        self,
        passage: Passage,
        mentions: Sequence[Mention],
        context: Context,
        unnamed: Sequence[Mention] = (),
    ) -> list[Fact]:
        """Return the facts that a passage states, in the order of the text, each once.

        ``mentions`` are sorted and have offsets in the passage's text. ``unnamed`` are things
        without a name beside them: grammar reads what is done with those, no wording does.
        """
        projection = self.alphabet.project(passage.folded, mentions)
        wider = projection
        if unnamed:
            both = sorted((*mentions, *unnamed), key=lambda mention: mention.start)
            wider = self.alphabet.project(passage.folded, both)
        made: dict[str, Fact] = {}
        for sentence in passage.sentences:
            found = self._finder.find(projection, sentence, framed=wider)
            self._state(passage, projection, sentence, context, made, found)
        if self._paragraphs and passage.sentences:
            whole = (passage.sentences[0][0], passage.sentences[-1][1])
            found = self._finder.find(projection, whole, paragraph=True)
            self._state(passage, projection, whole, context, made, found)
        return list(made.values())

    def modality(self, words: str) -> str:
        """Tell what folded words before a figure make it: target, forecast, plan or fact."""
        return modality.told(words.lower(), self._moods)

    def doubtful(self, words: str) -> bool:
        """Tell whether folded words, right before a figure, deny it or only suppose it."""
        text = words.lower()
        supposes = self._hypothetical is not None and self._hypothetical.search(text)
        return bool(supposes or (self._denied is not None and self._denied.search(text)))

    def explain(self, projection: Projection, offset: int) -> list[Explanation]:
        """Return how far each pattern came in the sentence around an offset, the nearest first."""
        return self._finder.explain(projection, offset)

    def nearest(self, projection: Projection, offset: int) -> Explanation | None:
        """Return the pattern that came nearest in the sentence around an offset, if any is near."""
        return self._finder.nearest(projection, offset)

    def _state(
        self,
        passage: Passage,
        projection: Projection,
        sentence: tuple[int, int],
        context: Context,
        made: dict[str, Fact],
        found: Sequence[Match],
    ) -> None:
        earlier: tuple[Fact, ...] = ()
        asks = passage.folded[slice(*sentence)].rstrip(" \n\"'”’」』)").endswith("?")
        for match in found:
            statement = Statement(
                match,
                sentence,
                passage,
                match.rest or projection,
                context,
                self._moods,
                self.alphabet.terminology,
            )
            for fact in statement.facts(earlier):
                if asks and fact.kind == "relation":  # Does A run B?
                    continue
                earlier = (*earlier, fact)
                made.setdefault(fact.id, fact)


def load(folder: Path, terminology: Terminology) -> PatternSet:
    """Read and compile the pattern files of a folder.

    :class:`~kg.errors.PatternError` names the file, the pattern and the remedy.
    """
    alphabet = Alphabet(terminology)
    patterns, word_sets = pattern_files.read(folder, terminology, alphabet)
    try:
        return PatternSet(patterns, alphabet, word_sets)
    except PatternSyntaxError as error:
        raise PatternError(f"{folder / pattern_files.WORD_SETS}: {error}", "mend it") from error
