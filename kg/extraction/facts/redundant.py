"""What other facts of a passage say already, and more of it: left out.

Who founds, runs or holds something together are partners by that. A post that a pattern found
with its time or its area needs no second fact of the bare post. A deed is told only of things of
which nothing else says what they are to each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.span import Span

_TOGETHER = frozenset({
    "kg:establishedBy", "kg:launchedBy", "kg:builtBy", "kg:organisedBy", "kg:offeredBy",
    "kg:operatedBy", "kg:issuedBy", "kg:fundedBy",
})  # fmt: skip
_SAID = re.compile(r"合作|伙伴|夥伴|partner|collaborat|cooperat", re.IGNORECASE)
_DEED = "kg:actsOn"
_OF_POSTS = ("kg:position", "kg:worksFor")


def without_partners(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out that two are partners where one clause says what they do together.

    Of who operates a thing it is left out that he administers it.
    """
    doers: dict[tuple[str, str, Span], set[str]] = {}
    for fact in facts:
        if fact.predicate in _TOGETHER and isinstance(fact.object, Entity):
            where = fact.evidence[0].span
            doers.setdefault((fact.subject.id, fact.predicate, where), set()).add(fact.object.id)

    def is_told(fact: Fact) -> bool:
        if not isinstance(fact.object, Entity):
            return False
        if fact.predicate == "kg:administeredBy":
            key = fact.subject.id, "kg:operatedBy", fact.evidence[0].span
            return fact.object.id in doers.get(key, ())
        if fact.predicate != "kg:partner":
            return False
        if _SAID.search(fact.evidence[0].quote):
            return False
        both, where = {fact.subject.id, fact.object.id}, fact.evidence[0].span
        return any(both <= bodies and key[2].overlaps(where) for key, bodies in doers.items())

    return [fact for fact in facts if not is_told(fact)]


def untold_deeds(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out deeds between two things of whom anything else is told, and all but the first."""
    told = {pair for fact in facts if fact.predicate != _DEED for pair in _pairs(fact)}
    kept: list[Fact] = []
    for fact in facts:
        if fact.predicate == _DEED:
            if told & {*_pairs(fact)}:
                continue
            told.update(_pairs(fact))
        kept.append(fact)
    return kept


def _pairs(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the two things that a relation is between, in either order."""
    if isinstance(fact.object, Entity):
        yield fact.subject.id, fact.object.id
        yield fact.object.id, fact.subject.id


def new_posts(facts: Iterable[Fact], said: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts of posts that none of those said before has, alike or in more words."""
    known = [fact for fact in said if fact.predicate in _OF_POSTS]
    for fact in facts:
        if not any(_says(other, fact) for other in known):
            yield fact


def _says(fact: Fact, other: Fact) -> bool:
    """Tell whether a fact of a post says what another does."""
    if (fact.subject.id, fact.predicate) != (other.subject.id, other.predicate):
        return False
    if isinstance(fact.object, Entity) or isinstance(other.object, Entity):
        return fact.object == other.object
    if other.object == fact.object:
        return True
    return str(other.object) in str(fact.object) and not _apart(other, fact)


def _apart(one: Fact, other: Fact) -> bool:
    """Tell whether two facts rest on other words for a post: 甲局主席某某兼任理事会主席."""
    words = [
        [each.span for each in fact.evidence if each.role == "object"] for fact in (one, other)
    ]
    return all(words) and not any(a.overlaps(b) for a in words[0] for b in words[1])
