"""What the passages of a document mention: quantities, dates, known names, new names.

Each finder reads on its own; where two claim the same words the longer wins, and of equals the
known name. Aliases that the document defines, and words that point back (``该公司``), are resolved
when everything else has been read.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from kg.extraction.discourse import first_person
from kg.extraction.discourse.voices import Voices
from kg.extraction.mentions import (
    acronyms,
    column_names,
    descriptions,
    joined_names,
    last_words,
    people_again,
    tails,
    unnamed_bodies,
)
from kg.extraction.mentions.governments import Governments
from kg.extraction.mentions.homonyms import told
from kg.extraction.mentions.resolution import resolve
from kg.extraction.metadata import timelines
from kg.extraction.names import discovery
from kg.extraction.names.identity import family, identify
from kg.extraction.names.lexicon import Lexicon, longest
from kg.extraction.names.longer_names import LongerNames
from kg.extraction.passages import line_breaks
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.extraction.times import dates
from kg.extraction.words import wordlists
from kg.extraction.words.brackets import bare
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Label, Terminology
from kg.text.folding import fold

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_KNOWN_ONLY = frozenset({BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE})


class Recogniser:
    """Finds mentions, with one terminology."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        self._lexicon = Lexicon(terminology)
        self._longer = LongerNames(terminology)
        self._endings_of: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(self, texts: Sequence[Passage], anchor: date | None) -> tuple[Reading, ...]:
        """Return one reading per passage; ``anchor`` is the date of the document, if known."""
        breaks = line_breaks.meant(texts)
        republic = any(timelines.counts_from_republic(text.folded) for text in texts)
        first = [
            Reading(text, tuple(self._mentions(text, anchor, breaks.get(text.index, ()), republic)))
            for text in texts
        ]
        first = joined_names.told(first, self._terminology)
        first = column_names.told(first, self._terminology)
        resolved = resolve(acronyms.told(first, self._terminology), self._terminology)
        found = tuple(told(reading, self._terminology) for reading in resolved)
        found = last_words.told(found, self._terminology)
        found = people_again.told(found, self._terminology)
        found = tails.told(found, self._terminology)
        found = descriptions.told(found, self._terminology)
        found = unnamed_bodies.told(found, self._terminology, self._lexicon.entity, self.mint)
        return first_person.told(found, self._terminology, lambda: self._voices(found))

    def _voices(self, readings: Sequence[Reading]) -> Voices:
        governments = Governments(readings, self._terminology, self._lexicon.entity, self.mint)
        return Voices(readings, self._terminology, governments)

    def resolver(self, readings: Sequence[Reading]) -> Callable[[str], Entity | None]:
        """Return what finds a thing by a name: known to all, or met in this document."""
        met: dict[str, Entity] = {}
        for reading in readings:
            for mention in reading.mentions:
                if isinstance(mention.meaning, Entity):
                    met.setdefault(
                        reading.passage.folded[mention.start : mention.end], mention.meaning
                    )

        def find(name: str) -> Entity | None:
            return self._lexicon.entity(name) or met.get(fold(name).strip())

        return find

    def is_anchored(self, words: str) -> bool:
        """Tell whether words name anything that is known: they mean the same in any document."""
        return any(isinstance(m.meaning, Entity) for m in self._lexicon.find(fold(words)))

    def mint(self, words: str, curie: str) -> Entity:
        """Return a thing of a class, named by words of the text."""
        return Entity(identify(words, (curie,), self._terminology), (Label(words),), (curie,))

    def _mentions(
        self, text: Passage, anchor: date | None, breaks: Sequence[int], republic: bool
    ) -> list[Mention]:
        folded = text.folded
        known = self._longer.apart(self._lexicon.find(folded), folded)
        if text.block.kind in _KNOWN_ONLY:
            return self._longer.told(known, folded)
        bare = self._longer.bare(known, folded)
        taken = longest(
            [
                *known,
                *dates.find(folded, anchor, text.document.language),
                *(timelines.republican(folded) if republic else ()),
                *text.amounts,
                *timelines.years(folded, text.lines),
            ]
        )
        lines = line_breaks.marked(folded, breaks)
        sure = [each for each in taken if each not in bare] if bare else taken
        prose = text.block.kind in _PROSE
        new = discovery.discover(lines, text.text, sure, self._terminology, breaks, prose=prose)
        whole = longest([*taken, *(self._identified(mention, folded) for mention in new)])
        return self._longer.told(whole, folded)

    def _identified(self, mention: Mention, folded: str) -> Mention:
        """Return a discovered name as the known thing that it is a fuller form of, if it is one.

        Without its quotes, and without the ending that its class has (“某某”計劃), a name may be
        known; it is the same thing if both are of one family (of places: of one class, as the park
        of a city is not the city).
        """
        entity = mention.meaning
        if not isinstance(entity, Entity) or entity.known:
            return mention
        name = bare(folded[mention.start : mention.end])
        endings = (each for each in self._endings(entity.types) if name.endswith(each))
        for core in (name, *sorted({name.removesuffix(e).strip() for e in endings})):
            known = self._lexicon.entity(core)
            if known and self._is_same(known, entity, name == core):
                return replace(mention, meanings=(known,))
        return mention

    def _endings(self, types: tuple[str, ...]) -> tuple[str, ...]:
        """Return the endings that names of these classes may have: listed once for all names."""
        if types not in self._endings_of:
            lands = wordlists.read().get("english", "lands")
            self._endings_of[types] = tuple(
                suffix
                for curie in types
                for above in self._terminology.lineage(curie)
                for suffix in self._terminology.classes[above].suffixes
                if suffix.strip() not in lands  # Kent County is Kent, its valley is not
            )
        return self._endings_of[types]

    def _is_same(self, known: Entity, other: Entity, whole: bool) -> bool:
        is_a = self._terminology.is_a
        if is_a(other.types, "kg:Place") and not whole:
            return bool(set(known.types) & set(other.types))
        line = any(is_a(known.types, c) for c in other.types) or any(
            is_a(other.types, c) for c in known.types
        )
        if not whole and is_a(other.types, "kg:Organisation") and not line:
            return False  # the foundation of a firm is not the firm
        return self._family(known) == self._family(other)

    def _family(self, entity: Entity) -> str:
        return family(entity.types, self._terminology)
