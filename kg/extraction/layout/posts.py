"""Who holds which post, and for whom: two relations for each post that a passage names.

Of a post that somebody held before they are relations of the past.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.extraction.discourse.candidates import Subject
from kg.extraction.names import (
    agent_nouns,
    people,
    personal_names,
    standing_of_posts,
    tenures,
)
from kg.extraction.names.holdings import PostHolding, told_from
from kg.extraction.names.standing_of_posts import UNTOLD
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Terminology

_ACTOR = "kg:Actor"
_DESIGNATE = 2  # characters of a word that a Chinese post may begin with: nobody holds it yet
_BESIDE, _BEHIND = 3, 6  # code points before and behind a post


def find(
    reading: Reading,
    terminology: Terminology,
    body: Callable[[PostHolding], Subject | None] = lambda _: None,
) -> Iterator[Fact]:
    """Yield the post and the employer of each person whose post is stated.

    ``body`` tells in which body a post is held that the passage gives none.
    """
    passage = reading.passage
    for held in people.posts(passage.folded, passage.text, reading.mentions, terminology):
        person = held.person.meaning
        if not isinstance(person, Entity) or _is_to_come(passage.folded, held):
            continue
        if not agent_nouns.is_post(passage.folded[slice(*held.post)]):
            continue
        if _begins_with_name(passage, held.post):
            continue
        if held.organisation and agent_nouns.is_denied(passage.folded[held.organisation.start :]):
            continue  # 非某大学校长
        parts = [held.person.start, held.person.end, *held.post]
        if held.past:
            parts.append(told_from(passage.folded, held))
        if held.organisation:
            parts += [held.organisation.start, held.organisation.end]
        statement = passage.evidence(min(parts), max(parts), "statement")
        named = passage.evidence(held.person.start, held.person.end, "subject")
        post = passage.evidence(*held.post, "object")
        told = [
            Fact(
                kind="relation",
                subject=person,
                evidence=(statement, named, post),
                rule="post",
                predicate="kg:position",
                object=passage.text[slice(*held.post)],
            )
        ]
        if held.organisation and isinstance(held.organisation.meaning, Entity):
            pointing = held.how == "coreference"
            place = (held.organisation.start, held.organisation.end)
            told.append(
                Fact(
                    kind="relation",
                    subject=person,
                    evidence=(statement, named, passage.evidence(*place, "object")),
                    rule="employer",
                    tier="B" if pointing else "A",
                    predicate="kg:worksFor",
                    object=_acting(held.organisation.meaning, terminology),
                )
            )
        elif spoken_of := body(held):
            shown = replace(spoken_of.evidence, role="antecedent")
            told.append(
                Fact(
                    kind="relation",
                    subject=person,
                    evidence=(statement, named, post, shown),
                    rule="employer",
                    tier="B",
                    predicate="kg:worksFor",
                    object=_acting(spoken_of.entity, terminology),
                )
            )
        yield from map(tenures.past, told) if held.past else told


def _acting(body: Entity, terminology: Terminology) -> Entity:
    """Return who employs somebody: a port or a museum that does so acts, as a body would."""
    if terminology.is_a(body.types, _ACTOR) or not terminology.is_a(body.types, "kg:Place"):
        return body
    return replace(body, types=(*body.types, _ACTOR))


def _is_to_come(folded: str, held: PostHolding) -> bool:
    """Tell whether the words right around a post say that nobody holds it yet: 候任, -elect."""
    start, end = held.post
    whole = told_from(folded, held)
    around = (
        folded[max(0, start - _BESIDE) : start],
        folded[end : end + _BEHIND],
        folded[max(0, whole - _BESIDE) : whole],
        folded[start : start + _DESIGNATE],
    )
    return any(standing_of_posts.standing(words) == UNTOLD for words in around)


def _begins_with_name(passage: Passage, post: tuple[int, int]) -> bool:
    """Tell whether words taken for a post begin with a name that has its line to itself."""
    folded = passage.folded
    above = (line for line in passage.lines[:-1] if line[0] <= post[0] < line[1] < post[1])
    return any(personal_names.name(folded, *line, sure=True) == line for line in above)
