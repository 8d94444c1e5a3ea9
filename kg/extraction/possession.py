"""What a possessive states: ``A's P``, ``A的P``, ``A旗下P``, ``P of A``, ``A「P」``.

A possessive stands for a verb that is not said, so its place between two things is one.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.clauses import HEAD, Sentence
from kg.extraction.predicates import Parties, Predicate, Verb

POSSESSIVE = "possessive"
_FORMS = frozenset({POSSESSIVE})
_OF = re.compile(" of (?:the )?")
_OPENING = re.compile("[“「『《]")


def possessives(sentence: Sentence) -> Iterator[Verb]:
    """Yield the places between two things of which one is the other's."""
    for before, after in pairwise(sentence.groups):
        between = sentence.text(before.end, after.start)
        owned = before.possessor and HEAD.fullmatch(between)
        quoted = _OPENING.fullmatch(sentence.projection.text, before.end, after.start)
        if owned or quoted or _OF.fullmatch(between):
            yield Verb(before.end, after.start, _FORMS)


def parties(predicate: Predicate) -> Parties | None:
    """Return whose what is: the thing beside the possessive, and all that are named as its."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    before = next(group for group in sentence.groups if group.end == verb.start)
    after = next(group for group in sentence.groups if group.start == verb.end)
    if _OF.fullmatch(sentence.text(verb.start, verb.end)):
        owner, owned = after.members[:1], before.members[-1:]
    else:
        owner, owned = before.members[-1:], after.members
    agents = set(sentence.fitting(after, frame.agent) + sentence.fitting(before, frame.agent))
    patients = set(sentence.fitting(after, frame.patient) + sentence.fitting(before, frame.patient))
    things = tuple(each for each in owned if each in patients)
    if not {*owner} <= agents or things[:1] != owned[:1]:
        return None
    return Parties(owner, things)
