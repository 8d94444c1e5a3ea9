"""Who holds which post in which organisation: a title and an employer that one sentence gives.

Two plain triples, ``kg:position`` and ``kg:worksFor``, do not tell which title belongs to which
employer where a person has several; a node for the holding does.
"""

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.settings import Settings
from kg.vocabulary import KG, RDF, SKOS

POSITION, EMPLOYER = "kg:position", "kg:worksFor"


def holdings(facts: Iterable[Fact], settings: Settings) -> Iterator[Triple]:
    """Describe the posts that asserted facts speak of; what is candidate or reported makes none.

    A post is named by the words of the document, and is the same in all documents that name it so.
    """
    found = [fact for fact in facts if fact.predicate in (POSITION, EMPLOYER) and _is_stated(fact)]
    employers: dict[tuple[str, Span], list[Entity]] = {}
    for fact in found:
        if fact.predicate == EMPLOYER and isinstance(fact.object, Entity):
            for place in _statements(fact):
                employers.setdefault((fact.subject.id, place), []).append(fact.object)
    for fact in found:
        if fact.predicate == POSITION and isinstance(fact.object, str):
            bodies = {
                body.id: body
                for place in _statements(fact)
                for body in employers.get((fact.subject.id, place), ())
            }
            if len(bodies) == 1:
                (body,) = bodies.values()
                yield from _holding(fact.subject, fact.object, body, settings)


def _is_stated(fact: Fact) -> bool:
    return fact.tier != "C" and fact.modality == "actual" and fact.speaker is None


def _statements(fact: Fact) -> set[Span]:
    return {item.span for item in fact.evidence if item.role == "statement"}


def _holding(person: Entity, title: str, body: Entity, settings: Settings) -> Iterator[Triple]:
    post = NamedNode(settings.iri(f"id/post-{_digest(title, body.id)}"))
    holding = NamedNode(settings.iri(f"id/holding-{_digest(person.id, title, body.id)}"))
    who = NamedNode(settings.iri(person.id))
    yield Triple(post, RDF.type, KG.Post)
    yield Triple(post, SKOS.prefLabel, Literal(title))
    yield Triple(post, KG.postIn, NamedNode(settings.iri(body.id)))
    yield Triple(holding, RDF.type, KG.PostHolding)
    yield Triple(holding, SKOS.prefLabel, Literal(title))
    yield Triple(holding, KG.post, post)
    yield Triple(holding, KG.heldBy, who)
    yield Triple(who, KG.holds, holding)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]
