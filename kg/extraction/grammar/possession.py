"""What a possessive states: ``A's P``, ``A的P``, ``A旗下P``, ``P of A``, ``P by A``, ``A「P」``.

A possessive stands for a verb that is not said, so its place between two things is one. ``P by A``
is of papers and surveys alone, and not where a noun rules it: criticism of the plan by A.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.extraction.grammar.clauses import HEAD, Sentence
from kg.extraction.grammar.predicates import Parties, Predicate, Verb
from kg.extraction.words.wordlists import read

POSSESSIVE = "possessive"
_FORMS = frozenset({POSSESSIVE})
_OF = re.compile(" (?:of|by) (?:the |its |their )?")
_BY = re.compile(" by ")
_RULED = re.compile("(?<![a-z])(?:of|to|about|on|against|for) (?:the |its |their |this )?\\Z")
_REACH = 12  # characters before a thing of a preposition and an article
_KIND = re.compile(" {0,2}的([一-鿿]{2,8}) {0,2}")  # A的调度系统「P」
_OPENING = re.compile("[“「『《]")


def possessives(sentence: Sentence) -> Iterator[Verb]:
    """Yield the places between two things of which one is the other's."""
    for before, after in pairwise(sentence.groups):
        between = sentence.text(before.end, after.start)
        owned = before.possessor and HEAD.fullmatch(between)
        kind = _KIND.fullmatch(between) if before.possessor else None
        named = kind and kind[1].endswith(_made()) and _is_quoted(sentence, after.start)
        quoted = _OPENING.fullmatch(sentence.projection.text, before.end, after.start)
        if owned or named or quoted or _OF.fullmatch(between):
            yield Verb(before.end, after.start, _FORMS)


@cache
def _made() -> tuple[str, ...]:
    """Return the common nouns of things that are made."""
    return tuple(entry.partition("=")[0] for entry in read().get("generic", "made_things"))


def _is_quoted(sentence: Sentence, position: int) -> bool:
    """Tell whether the name of the thing at a position stands in quotes."""
    projection = sentence.projection
    start = projection.mentions[position].start
    return _OPENING.match(projection.folded, start) is not None


def parties(predicate: Predicate) -> Parties | None:
    """Return whose what is: the thing beside the possessive, and all that are named as its."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    by = _BY.match(sentence.text(verb.start, verb.end))
    if by and not frame.authored:
        return None
    before = next(group for group in sentence.groups if group.end == verb.start)
    after = next(group for group in sentence.groups if group.start == verb.end)
    first = max(sentence.start, before.start - _REACH)
    if by and _RULED.search(sentence.text(first, before.start)):
        return None
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
