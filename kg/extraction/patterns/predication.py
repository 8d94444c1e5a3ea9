"""Finding frames in a sentence: its verbs, their parties, the date and the place of the clause."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType

from kg.extraction.grammar import (
    chinese_clauses,
    deed_nouns,
    deeds,
    english_clauses,
    english_objects,
    possession,
    role_nouns,
)
from kg.extraction.grammar.clauses import Sentence
from kg.extraction.grammar.english_adjuncts import HOSTS
from kg.extraction.grammar.frames import CHINESE, DEED, NOUN, ROLES, Frame, is_latin
from kg.extraction.grammar.phrases import Slot
from kg.extraction.grammar.predicates import Parties, Predicate, Verb
from kg.extraction.grammar.projection import DATE, Alphabet, Projection
from kg.extraction.patterns import moods
from kg.extraction.patterns.templates import Pattern, filled, supplied
from kg.extraction.patterns.topic_kinds import TopicKinds
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_COMMON = expression("[\u4e00-\u9fff](?<!<clauses.no_objects>)[\u4e00-\u9fff]")
_DETERMINED = re.compile(  # not the adverb: they will each give
    "(?<![a-z])(?:an?|the|its|their|our|his|her|this"
    "|(?<!will )(?<!would )(?<!have )(?<!had )(?<![\ue000-\uf8ff] )each) \\Z"
)


@dataclass(frozen=True, slots=True)
class Predication:
    """A frame found: the pattern that states it, passage offsets, and what fills the roles."""

    pattern: Pattern
    span: tuple[int, int]
    slots: dict[str, list[Slot]]


class FrameFinder:
    """Finds the frames among patterns; their words are looked up all at once.

    With ``whatever`` it states what the frames of deeds say, whose verbs are many, among the verbs
    of all frames; else what all others say, among their own.
    """

    def __init__(
        self,
        patterns: Sequence[Pattern],
        alphabet: Alphabet,
        negation: re.Pattern[str] | None,
        hypothetical: re.Pattern[str] | None,
        future: re.Pattern[str] | None = None,
        whatever: bool = False,
    ) -> None:
        self._alphabet = alphabet
        self._whatever = whatever
        self._doubts = tuple(filter(None, (negation, hypothetical)))
        self._future = future
        self._by_word: dict[str, list[tuple[Pattern, Frame]]] = {}
        for pattern in patterns:
            if pattern.frame is not None and (whatever or not pattern.frame.deed):
                for word in pattern.frame.words:
                    self._by_word.setdefault(word, []).append((pattern, pattern.frame))
        self._known: dict[str, frozenset[str]] = {}
        self._automaton = Automaton(self._by_word)
        self._nouns = frozenset(
            word
            for word, framed in self._by_word.items()
            if all(frame.words[word] <= {NOUN, DEED} for _, frame in framed)
        )
        self._taking = frozenset(  # It focuses on tides: nothing in it has a name
            word for word, framed in self._by_word.items() if any(f.takes for _, f in framed)
        )
        self._possessive = [
            (p, p.frame) for p in patterns if not whatever and p.frame and p.frame.possessive
        ]
        self._kinds = TopicKinds(alphabet.terminology)

    def find(self, projection: Projection, start: int, end: int) -> Iterator[Predication]:
        """Yield the frames of a sentence, given as a range of positions."""
        sentence = Sentence(projection, start, end, self._alphabet)
        for each in (sentence, *sentence.asides()):
            yield from self._found(each)
        for verb in possession.possessives(sentence):
            for pattern, frame in self._possessive:
                yield from self._predications(pattern, Predicate(sentence, verb, frame, ()))

    def _found(self, sentence: Sentence) -> Iterator[Predication]:
        if self._whatever and sum(len(group.members) for group in sentence.groups) < 2:
            return
        verbs = self._verbs(sentence)
        if not (sentence.groups or sentence.dates or any(w in self._taking for _, w in verbs)):
            return
        starts = {verb.start for verb, _ in verbs}
        # What another verb follows at once is an adverb to it: 共同设立, 合作开发.
        deeds = {verb for verb, word in verbs if self._is_deed(sentence, verb, word)}
        spans = tuple(
            verb
            for verb, word in verbs
            if verb.end not in starts and word not in self._nouns and verb not in deeds
        )
        for verb, word in verbs:
            if word == _charged() and (verb.end in starts or _has_object(sentence, verb)):
                continue  # 負責施工 leads nothing, nor does 負責解釋
            others = tuple(other for other in spans if other != verb)
            for pattern, frame in self._by_word[word]:
                if frame.deed is not self._whatever:
                    continue
                for forms in _readings(frame.words[word], verb in deeds):
                    each = Verb(verb.start, verb.end, forms)
                    yield from self._predications(pattern, Predicate(sentence, each, frame, others))

    def _verbs(self, sentence: Sentence) -> list[tuple[Verb, str]]:
        text = sentence.laid_out(sentence.start, sentence.end)
        found = self._automaton.longest(text) if self._by_word else []
        return [
            (Verb(sentence.start + start, sentence.start + end, self._forms(word)), word)
            for start, end, word in found
            if not is_latin(word)
            or (_whole(text, start, end) and not self._noun(text, start, word))
        ]

    def _noun(self, text: str, start: int, word: str) -> bool:
        """Tell whether a determiner makes a noun of what could be a verb: a grant, the opening."""
        forms = self._forms(word)
        return (
            not forms & {NOUN, DEED}
            and _DETERMINED.search(text, max(0, start - 8), start) is not None
        )

    def _forms(self, word: str) -> frozenset[str]:
        """Return all forms that a word may be, in whatever frame."""
        forms = self._known.get(word)
        if forms is None:
            forms = frozenset[str]().union(*(frame.words[word] for _, frame in self._by_word[word]))
            self._known[word] = forms
        return forms

    def _is_deed(self, sentence: Sentence, verb: Verb, word: str) -> bool:
        """Tell whether a word is the noun of what is done: the launch of P."""
        framed = self._by_word[word]
        if not any(DEED in frame.words[word] for _, frame in framed):
            return False
        predicate = Predicate(sentence, verb, framed[0][1], ())
        return word in self._nouns or deed_nouns.is_one(predicate)

    def _predications(self, pattern: Pattern, predicate: Predicate) -> Iterator[Predication]:
        grammar = _grammar(predicate)
        words: Sequence[Slot] = ()
        if predicate.frame.deed:
            yield from self._deed(pattern, predicate)
            return
        if predicate.frame.takes:
            found, words = english_objects.read(predicate)
        else:
            found = (grammar or _nominal(predicate)).parties(predicate)
        if found is None or not (predicate.frame.mutual or _apart(found)):
            return
        if found.open not in predicate.frame.topic and not found.resumes:  # but for the date
            found = replace(found, open="")
        if not (found.patient or words) and found.open != "patient":
            return
        if found.open and getattr(found, found.open):  # 与B合办P: B, and whom the text is about
            yield from self._stated(pattern, predicate, replace(found, open=""))
            acts = found.open == "agent"
            found = replace(found, agent=()) if acts else replace(found, patient=())
        yield from self._stated(pattern, predicate, found, words)

    def _deed(self, pattern: Pattern, predicate: Predicate) -> Iterator[Predication]:
        """Yield the deed of a verb, where its clause says who does it, and to what."""
        grammar = _grammar(predicate)
        found = grammar.parties(predicate) if grammar else None
        deed = deeds.read(predicate, found)
        if deed is None or not _apart(deed.parties):
            return
        offsets = predicate.sentence.projection.offsets
        told = {DEED: [Slot(*offsets(*deed.words), None, "")]}
        if deed.part:
            told["part"] = [Slot(*offsets(*deed.part), None, "")]
        yield from self._stated(pattern, predicate, replace(deed.parties, open=""), told=told)

    def _stated(
        self,
        pattern: Pattern,
        predicate: Predicate,
        found: Parties,
        words: Sequence[Slot] = (),
        told: Mapping[str, list[Slot]] | None = None,
    ) -> Iterator[Predication]:
        grammar = _grammar(predicate)
        slots = {
            role: self._slots(predicate, getattr(found, role), predicate.frame.kinds(role))
            for role in ROLES
        }
        date = grammar.dated(predicate) if grammar else None
        if date is not None:
            slots["when"] = self._slots(predicate, (date,), DATE)
        if grammar and any(t.object == "where" for t in pattern.templates):
            slots["where"] = self._slots(predicate, grammar.placed(predicate), HOSTS)
        slots["patient"] += words
        slots |= told or {}
        held = {name: several for name, several in slots.items() if several}
        start, end = _range(predicate, found)
        if moods.doubtful(predicate, start, end, self._doubts):
            return
        span = predicate.sentence.projection.offsets(start, end)
        noun = grammar.definite(predicate) if found.open and grammar else ""
        about = self._kinds.supplied(predicate.frame, found.open, noun)
        if found.open and (not about or moods.wished(predicate)):
            return
        stated = supplied(pattern, found.open, about)
        if moods.is_planned(predicate, self._future):
            templates = (moods.planned(each) for each in stated.templates)
            stated = replace(stated, templates=tuple(templates))
        if any(filled(template, held) for template in stated.templates):
            yield Predication(stated, span, held)

    def _slots(self, predicate: Predicate, positions: Sequence[int], kinds: str) -> list[Slot]:
        projection = predicate.sentence.projection
        slots: list[Slot] = []
        for position in positions:
            mention = projection.mentions[position]
            words = projection.folded[mention.start : mention.end]
            meaning = self._alphabet.reading(mention, kinds)
            slots.append(Slot(mention.start, mention.end, mention, words, meaning))
        return slots


def _readings(forms: frozenset[str], deed: bool) -> Iterator[frozenset[str]]:
    """Yield the forms of a word that are read together: as a noun it is no verb."""
    nouns = (NOUN, DEED) if deed else (NOUN,)
    yield from (frozenset({form}) for form in nouns if form in forms)
    verbal = forms - {NOUN, DEED}
    if verbal and not deed:
        yield verbal


@cache
def _charged() -> str:
    """Return the helping word that is a verb by itself: who 负责 P."""
    return read().get("grammar", "helping")[0]


def _has_object(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether common words follow a verb at once as its object."""
    return _COMMON.match(sentence.laid_out(verb.end, verb.end + 2)) is not None


def _nominal(predicate: Predicate) -> ModuleType:
    return possession if possession.POSSESSIVE in predicate.verb.forms else role_nouns


def _grammar(predicate: Predicate) -> ModuleType | None:
    """Return the grammar of a verb; a noun needs none, nor does a possessive."""
    forms = predicate.verb.forms
    if NOUN in forms or possession.POSSESSIVE in forms:
        return None
    if DEED in forms:
        return deed_nouns
    return chinese_clauses if CHINESE in forms else english_clauses


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin word stands by itself: no part of another, nor of a start-up."""
    return not any(
        beside.isascii() and (beside.isalnum() or beside == "-")
        for beside in (text[start - 1 : start], text[end : end + 1])
    )


def _apart(found: Parties) -> bool:
    return not set(found.agent) & set(found.patient)


def _range(predicate: Predicate, found: Parties) -> tuple[int, int]:
    held = (*found.agent, *found.patient)
    return (
        min(predicate.verb.start, *held) if held else predicate.verb.start,
        max(predicate.verb.end, *(each + 1 for each in held)) if held else predicate.verb.end,
    )
