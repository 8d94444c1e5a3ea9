"""Verbs of frames in a sentence, and the parties that grammar gives them."""

from dataclasses import dataclass

from kg.extraction.grammar.clauses import Sentence
from kg.extraction.grammar.frames import Frame


@dataclass(frozen=True, slots=True)
class Verb:
    """A word of a frame in a sentence: its range, and the forms that it may be."""

    start: int
    end: int
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who does it to what: positions of things; empty where the clause does not say.

    ``open`` names the role that the surroundings have to supply, if the grammar leaves room for
    it. ``resumes`` tells that a word stands in its place (it, the council, 其后又): whatever the
    frame, it is what went before.
    """

    agent: tuple[int, ...] = ()
    patient: tuple[int, ...] = ()
    open: str = ""
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb, read under one frame, in its sentence among the sentence's other verbs."""

    sentence: Sentence
    verb: Verb
    frame: Frame
    others: tuple[Verb, ...]

    def verbs(self, start: int, end: int) -> tuple[Verb, ...]:
        """Return the other verbs in a range of positions."""
        return tuple(verb for verb in self.others if start <= verb.start and verb.end <= end)
