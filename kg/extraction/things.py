"""The things that a document names: one fact each, with every place where it is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.readings import Reading
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.terminology import Label

_POINTING = ("anaphor",)  # rules whose mention is no name: 该公司


def mentioned(readings: Sequence[Reading], facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield one entity fact for each thing that is named, or that another fact is about.

    The document itself and the works that it cites are described by their own facts.
    """
    places: dict[str, tuple[Entity, list[Evidence], str]] = {}
    for reading in readings:
        for mention in reading.mentions:
            entity = mention.meaning
            if isinstance(entity, Entity) and not mention.rule.startswith(_POINTING):
                evidence = reading.passage.evidence(mention.start, mention.end, "mention")
                entry = places.setdefault(entity.id, (entity, [], mention.rule or "name"))
                entry[1].append(evidence)
    for fact in facts:
        for thing, role in ((fact.object, "object"), (fact.subject, "subject")):
            if isinstance(thing, Entity) and fact.kind == "relation" and thing.id not in places:
                shown = [replace(e, role="mention") for e in fact.evidence if e.role == role]
                if shown and not thing.id.startswith("doc/"):
                    places[thing.id] = (thing, shown, fact.rule)
    for entity, named, rule in places.values():
        yield Fact("entity", entity, tuple(dict.fromkeys(named)), rule)


def unified(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts with each thing described alike wherever it stands.

    A thing has all the labels and the classes that any of its mentions gave it, among them the
    forms in which the text names it.
    """
    facts = list(facts)
    labels: dict[str, dict[Label, None]] = {}
    types: dict[str, dict[str, None]] = {}
    for fact in facts:
        for thing in (fact.subject, fact.object, fact.speaker):
            if isinstance(thing, Entity):
                labels.setdefault(thing.id, {}).update(dict.fromkeys(thing.labels))
                types.setdefault(thing.id, {}).update(dict.fromkeys(thing.types))
        if fact.kind == "entity":
            held = labels[fact.subject.id]
            forms = {label.text for label in held}
            for evidence in fact.evidence:
                if evidence.quote not in forms and "\n" not in evidence.quote:
                    forms.add(evidence.quote)
                    held[Label(evidence.quote)] = None

    def alike(thing: Entity) -> Entity:
        return replace(thing, labels=tuple(labels[thing.id]), types=tuple(types[thing.id]))

    return [
        replace(
            fact,
            subject=alike(fact.subject),
            object=alike(fact.object) if isinstance(fact.object, Entity) else fact.object,
            speaker=alike(fact.speaker) if fact.speaker else None,
        )
        for fact in facts
    ]
