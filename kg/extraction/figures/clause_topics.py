"""What the English clause of a figure is about, by its grammar: the subject of its verb.

First comes the programme to which the clause gives its figure, or on which its verb acts. Then a
subject that has a name; else what it belongs to (``the price of X``, ``X's fleet``) or what those
counted in it have to do with (``300 firms have joined X``); a pronoun, and a subject without a name
(``the bill``, ``we``), leave it to the focus of the text. A person is no subject of figures.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import itemgetter

from kg.extraction.discourse.candidates import Candidates, Subject
from kg.extraction.figures import attached
from kg.extraction.figures.figure_holders import FigureHolders, is_english, marked
from kg.extraction.figures.focus import ANYTHING, WORKS, Focus, shown
from kg.extraction.figures.subjects import Subjects
from kg.extraction.grammar.finite_clauses import Finite, finite
from kg.extraction.mentions.descriptions import is_kind
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention, Quantity
from kg.model.terminology import Terminology

_GOVERNING = r"(?:of|for|in|on|from|at|with|to|by|between|under|among)"
_PREPOSITION = expression(rf"\s{_GOVERNING}\s", re.IGNORECASE)
_ENDS = expression(rf"[\s”\"'’)]*(?:$|(?:{_GOVERNING}|and|or)\b|,)", re.IGNORECASE)
_JOINED = expression(r",? (?:and|or|&) (?:the )?|, (?:the )?")
_WITH_WHOM = expression(r"\s(?:with|by|between|to|from)\s", re.IGNORECASE)
_OWNED = expression(r"['’]s?\s")
_NAME_LIKE = expression(  # of what nobody knows: Callan Pipers, the eFerry ticket app
    r"(?:[Tt]he |[Aa]n? |[Ii]ts |[Oo]ur |[A-Z]\w+['’]s )?"
    r"(?P<name>[A-Z]{2,}[a-z]+|[A-Z][a-z]+[A-Z]\w+|(?!The |An? |Its |Our )"
    r"(?:[A-Z][\w’'-]+ ){1,4}[A-Z][\w’'-]+(?: \d{1,4})?"
    r"|[a-z]{1,3}[A-Z][\w+-]*(?: [a-z]+){0,3})"
)
_NAMED_KIND = expression(  # a thing told by a name and its kind: the Olst pilot plant
    r"(?:^|\b(?:at|in|of|for|by|from|to|on) )(?:[Tt]he |[Aa]n? |[Ii]ts |[Oo]ur )?"
    r"(?P<name>(?!(?:The|An?|Its|Our|My|Your|Their|Each|Every|This|These|All|Some) )"
    r"[A-Z][\w’'-]+(?<!-based)(?: [A-Z][\w’'-]+){0,2}(?: [a-z-]+)?(?P<kind> [a-z-]+))$"
)
_DIRECTLY = expression(
    rf"(?: (?!(?:{_GOVERNING}|as|than)\b)[a-z-]+){{0,2}}"
    r"(?: (?:the|its|an?|our|their)\b(?: [a-z-]+){0,2})?\s*[“\"‘]?"
)
_FROM = expression(r" from (?:about |around |some |over |the (?:current|present) )?[$€£¥]?\d")
_HAVE_TO_DO = expression(
    r" (?:[a-z’'-]+ ){0,6}?"
    r"(?:in|to|with|for|at|under|through|from|on|joined|attended|entered|used|completed)"
    r"(?: (?:the|its|our|an?|new|first)){0,2}\s*[“\"]?"
)
_GOES_ON = expression(
    r"(?:the|this|these|those|its|their|a further|another|at least|at most|up to"
    r"|[\d.,]+ (?:per cent|%) of the)\b",
    re.IGNORECASE,
)
_NAME_BETWEEN = expression(r", (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,4}),")
_DETERMINER = expression(r"(?:the|an?|this|our|its|their) ", re.IGNORECASE)
_IT = expression(r"\b[Ii]t\b")
_IT_IS = expression(r"It (?:[a-z]+ ){0,5}")
_SOMEBODY = ("", "he", "she", "you", "who")
_LONGEST_LIST = 12  # members


class ClauseTopics:
    """Tells what the clauses of a document are about, whose passages have been read."""

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Subjects,
        terminology: Terminology,
        mint: Callable[[str, str], Entity],
    ) -> None:
        self._readings = readings
        self._terminology = terminology
        self._candidates = Candidates(terminology)
        self._subjects = subjects
        self._holders = FigureHolders(terminology, mint)
        self._focus = Focus(readings, subjects, terminology)

    def of(self, index: int, sentence: tuple[int, int], mention: Mention) -> Subject | None:
        """Return what the clause of a figure is about; None where its grammar does not tell."""
        reading = self._readings[index]
        if not is_english(reading.passage.folded, *sentence):
            return None
        if held := self._holders.of(reading, sentence, mention):
            return held
        found = self._finite(reading, sentence, mention)
        if found is None:
            return self._listed(index, sentence)
        return self._acted_on(reading, found, mention) or self._told(index, sentence, found)

    def pointed(
        self, found: Subject, index: int, sentence: int, position: int, classes: tuple[str, ...]
    ) -> Subject | None:
        """Return what a match is about that begins with ``It``, where another thing was ``found``.

        It is what the sentence before speaks of, or nothing where that is not of the classes.
        """
        folded = self._readings[index].passage.folded
        if found.evidence.role != "antecedent" or not _IT_IS.fullmatch(folded, sentence, position):
            return found
        meant = self._focus.at(index, sentence, ANYTHING)
        return meant if meant is None or self._subjects.suits(meant, classes) else None

    def _told(self, index: int, sentence: tuple[int, int], found: Finite) -> Subject | None:
        """Return what a clause tells of by its subject."""
        reading = self._readings[index]
        words = reading.passage.folded[slice(*found.subject)]
        if words.lower() == "it":
            return self._pointed(index, sentence, found)
        own = self._unknown(reading, found.subject) or self._holders.paid(reading, found.subject)
        if own:
            return own
        host = attached.described(reading, sentence, found.subject)
        named = self._holders.hosted(reading, host) or self._named(reading, found.subject)
        named = named or self._apposed(reading, found)
        if named is None and found.holds:
            named = self._joined(reading, found, sentence)
        if named or words.lower() in _SOMEBODY:
            return named
        if of_kind := self._of_kind(reading, found.subject):
            return of_kind
        if any(isinstance(m.meaning, Entity) for m in reading.within(*found.subject)):
            return None
        bare = _bare(reading.passage.folded, found.subject)
        if _is_topic(reading.passage.folded[slice(*bare)].lower(), bare == found.subject):
            return self._holders.unknown(reading, *bare)
        if is_kind(words.rpartition(" ")[2].lower()):
            return None  # a thing of its own: the plant, of which nothing was told before
        under = self._subjects.under(index, sentence[0], found.subject[0])
        back = 1 if _GOES_ON.match(words) else 0
        return under or self._focus.at(index, sentence[0], WORKS, back)

    def _apposed(self, reading: Reading, found: Finite) -> Subject | None:
        """Return whom the aside behind a subject names: ``Its biggest borrower, X, is using``."""
        folded, end = reading.passage.folded, found.subject[1]
        if folded[end : end + 2] != ", ":
            return None
        first = next(reading.within(end, found.verb[0]), None)
        called = _NAME_BETWEEN.match(folded, end, found.verb[0])
        if first is None and called:
            return self._holders.unknown(reading, *called.span("name"))
        alone = first and first.start == end + 2 and folded.startswith(",", first.end)
        fits = alone and first and self._holders.is_topic(first.meaning, alone=True)
        return shown(reading, first, "B") if fits and first else None

    def _unknown(self, reading: Reading, phrase: tuple[int, int]) -> Subject | None:
        """Return the thing of a phrase that is nothing but a name that nobody knows."""
        name = _NAME_LIKE.fullmatch(reading.passage.folded[slice(*phrase)])
        own = (phrase[0] + name.start("name"), phrase[1]) if name else phrase
        return (
            self._holders.unknown(reading, *own) if name and not any(reading.within(*own)) else None
        )

    def _of_kind(self, reading: Reading, phrase: tuple[int, int]) -> Subject | None:
        """Return what a name tells apart from others of its kind: ``the Olst pilot plant``.

        A body or a programme so told is itself: ``the Olst Fund scheme``.
        """
        found = _NAMED_KIND.search(reading.passage.folded[slice(*phrase)])
        if not found or not is_kind(found["kind"].strip().lower()):
            return None
        name = phrase[0] + found.start("name"), phrase[1]
        first = next(reading.within(*name), None)
        if first and isinstance(first.meaning, Entity) and not self._is_place(first.meaning):
            return (
                shown(reading, first, "B") if self._holders.is_topic(first.meaning, True) else None
            )
        return self._holders.unknown(reading, *name)

    def _is_place(self, entity: Entity) -> bool:
        return self._terminology.is_a(entity.types, "kg:Place")

    def _pointed(self, index: int, sentence: tuple[int, int], found: Finite) -> Subject | None:
        """Return what ``it`` stands for: what the clause before it tells of, or the sentence."""
        reading = self._readings[index]
        folded, named = reading.passage.folded, marked(reading, sentence)
        start, verb = found.subject[0], found.verb[0]
        again = _IT.search(folded, sentence[0], start)  # looked at it and found that it took
        while not again and (earlier := finite(folded, sentence, verb - 1, named)):
            if earlier.verb[0] >= verb:
                break
            verb = earlier.verb[0]
            if earlier.subject[1] <= start and (told := self._named(reading, earlier.subject)):
                return told
        before = reading.passage.sentence_before(sentence[0])
        figures = reading.within(*before) if before else ()
        first = next((m for m in figures if isinstance(m.meaning, Quantity)), None)
        clause = self._finite(reading, before, first) if before and first else None
        unknown = self._unknown(reading, clause.subject) if clause else None
        return unknown or self._focus.at(index, sentence[0], ANYTHING)

    def _acted_on(self, reading: Reading, found: Finite, mention: Mention) -> Subject | None:
        """Return the programme that the verb of a clause acts on, before its figure.

        It may be anything that has a name where the verb tells from where it takes that.
        """
        work = self._work(reading, found.verb[1], mention.start, _DIRECTLY, "A")
        return work or self._taken_from(reading, found.verb[1], mention.start)

    def _taken_from(self, reading: Reading, start: int, end: int) -> Subject | None:
        """Return what a verb moves from one figure: ``expand X from 400 to 900 places``."""
        named = [m for m in reading.within(start, end + 1) if isinstance(m.meaning, Entity)]
        folded = reading.passage.folded
        first = named[0] if named and _DIRECTLY.fullmatch(folded, start, named[0].start) else None
        if first is None or not _FROM.match(folded, first.end):
            return None
        fits = self._holders.is_topic(first.meaning, alone=True)
        return shown(reading, first, "A") if fits else None

    def _joined(self, reading: Reading, found: Finite, sentence: tuple[int, int]) -> Subject | None:
        """Return the programme or event that those counted before a verb have to do with."""
        return self._work(reading, found.verb[1], sentence[1], _HAVE_TO_DO, "B")

    def _work(
        self, reading: Reading, start: int, end: int, link: re.Pattern[str], tier: str
    ) -> Subject | None:
        """Return the first thing named in a range where it is a work and words link it."""
        named = (m for m in reading.within(start, end) if isinstance(m.meaning, Entity))
        first = next(named, None)
        if first is None or not link.fullmatch(reading.passage.folded, start, first.start):
            return None
        entity = first.meaning
        work = isinstance(entity, Entity) and self._candidates.rank(entity) == 0
        return shown(reading, first, tier) if work else None

    def _listed(self, index: int, sentence: tuple[int, int]) -> Subject | None:
        """Return what a member of a list is told of that an earlier sentence began: ``…; 6 …;``."""
        reading = self._readings[index]
        sentences = reading.passage.sentences
        own = bisect_left(sentences, sentence[0], key=itemgetter(0))
        for earlier in sentences[max(0, own - _LONGEST_LIST) : own][::-1]:
            if reading.passage.folded[earlier[1] - 1] != ";":
                return None
            figures = (m for m in reading.within(*earlier) if isinstance(m.meaning, Quantity))
            first = next(figures, None)
            verb = first and self._finite(reading, earlier, first)
            if verb and first:
                return self._acted_on(reading, verb, first) or self._told(index, earlier, verb)
        return None

    @staticmethod
    def _finite(reading: Reading, sentence: tuple[int, int], mention: Mention) -> Finite | None:
        """Return the verb of a figure; a list behind a colon has that of what announces it."""
        folded, named = reading.passage.folded, marked(reading, sentence)
        colon = folded.rfind(": ", sentence[0], mention.start)
        found = finite(folded, sentence, mention.start, named)
        return found or (finite(folded, sentence, colon, named) if colon > 0 else None)

    def _named(self, reading: Reading, phrase: tuple[int, int]) -> Subject | None:
        """Return the thing that a noun phrase names, or what it is of."""
        folded = reading.passage.folded
        things = [m for m in reading.within(*phrase) if isinstance(m.meaning, Entity)]
        if len(things) > 1 and _JOINED.fullmatch(folded, things[0].end, things[1].start):
            return None  # they do it together
        cut = _core(folded, phrase, things)
        core = [m for m in things if m.start < cut]
        heads = [m for m in core if not folded[m.end : cut].strip(" ”\"'’)")]
        owners = [m for m in core if _OWNED.match(folded, m.end)]
        beside = _WITH_WHOM.match(folded, cut)  # an agreement with X is not X's
        behind = [] if core or beside else things
        behind = [m for m in behind if _ENDS.match(folded[m.end : phrase[1]])]
        for several, tier in ((heads, "A"), (owners, "B"), (behind, "B")):
            for mention in several:
                if self._holders.is_topic(mention.meaning, alone=tier == "A"):
                    return shown(reading, mention, tier)
        return None


def _bare(folded: str, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return a noun phrase without its determiner."""
    determiner = _DETERMINER.match(folded, *phrase)
    return (determiner.end(), phrase[1]) if determiner else phrase


def _is_topic(phrase: str, bare: bool) -> bool:
    """Tell whether a noun phrase names a thing of its own: no part of what was spoken of before.

    A branch does only where it is told which: ``the sector`` points back.
    """
    several, noun = " " in phrase or bare, phrase.rpartition(" ")[2]
    lists = ("undertakings_english", *(("branches_english",) if several else ()))
    return any(noun in read().get("measures", each) for each in lists)


def _core(folded: str, phrase: tuple[int, int], things: Sequence[Mention]) -> int:
    """Return where the first preposition of a noun phrase stands that no name holds."""
    for found in _PREPOSITION.finditer(folded, *phrase):
        if not any(m.start <= found.start() < m.end for m in things):
            return found.start()
    return phrase[1]
