"""The things that a document names: one fact each, with every place where it is named."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.passages.reading import Reading
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.terminology import Label, Terminology

_NAMELESS = ("kg:Topic",)
_OWN = ("kg:Topic", "kg:Survey")  # classes of what a document speaks of without a name
_PLAIN = re.compile(r"[^\dA-Z《》「」“”]+")
_POINTING = ("anaphor",)  # rules whose mention is no name: 该公司


def mentioned(
    readings: Sequence[Reading], facts: Iterable[Fact], terminology: Terminology
) -> Iterator[Fact]:
    """Yield one entity fact for each thing that is named, or that another fact is about.

    Of several things of one name, it is the one that a fact took there, else the first. The
    document itself and the works that it cites are described by their own facts. A known concept
    (artificial intelligence, an industry) is a word of the language: it is only noted where a fact
    is about it.
    """
    facts = list(facts)
    taken = {
        (shown.span, thing.id)
        for fact in facts
        for thing, role in ((fact.subject, "subject"), (fact.object, "object"))
        for shown in fact.evidence
        if isinstance(thing, Entity) and shown.role == role
    }
    places: dict[str, tuple[Entity, list[Evidence], str]] = {}
    for reading in readings:
        for mention in reading.mentions:
            things = [one for one in mention.meanings if isinstance(one, Entity)]
            if things and not mention.rule.startswith(_POINTING):
                evidence = reading.passage.evidence(mention.start, mention.end, "mention")
                chosen = (one for one in things if (evidence.span, one.id) in taken)
                entity = next(chosen, things[0])
                entry = places.setdefault(entity.id, (entity, [], mention.rule or "name"))
                entry[1].append(evidence)
    for fact in facts:
        for thing, role in ((fact.object, "object"), (fact.subject, "subject")):
            if isinstance(thing, Entity) and fact.kind == "relation" and thing.id not in places:
                shown = [replace(e, role="mention") for e in fact.evidence if e.role == role]
                if shown and not thing.id.startswith("doc/"):
                    places[thing.id] = (thing, shown, fact.rule)
    told = {thing for _, thing in taken}
    for entity, named, rule in places.values():
        word = entity.known and terminology.is_a(entity.types, "kg:Concept")
        if word and entity.id not in told:
            continue
        yield Fact("entity", entity, tuple(dict.fromkeys(named)), rule)


def unified(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts with each thing described alike wherever it stands.

    A thing has all the labels and the classes that any of its mentions gave it, among them the
    forms in which the text names it.
    """
    facts = list(facts)
    labels: dict[str, dict[Label, None]] = {}
    types: dict[str, dict[str, None]] = {}
    last: dict[str, Entity] = {}
    for fact in facts:
        for thing in (fact.subject, fact.object, fact.speaker):
            if isinstance(thing, Entity) and last.get(thing.id) is not thing:
                last[thing.id] = thing
                labels.setdefault(thing.id, {}).update(dict.fromkeys(thing.labels))
                types.setdefault(thing.id, {}).update(dict.fromkeys(thing.types))
        if fact.kind == "entity":
            held = labels[fact.subject.id]
            forms = {label.text for label in held}
            for evidence in fact.evidence:
                if evidence.quote not in forms and "\n" not in evidence.quote:
                    forms.add(evidence.quote)
                    held[Label(evidence.quote)] = None

    whole = {
        (id_, known): Entity(id_, tuple(held), tuple(types[id_]), known)
        for id_, held in labels.items()
        for known in (True, False)
    }

    def alike(thing: Entity) -> Entity:
        return whole[thing.id, thing.known]

    return [_with(fact, alike) for fact in facts]


def of_document(
    facts: Iterable[Fact], document: Document, names: Callable[[str], bool]
) -> list[Fact]:
    """Return the facts with what has no name told apart from what others call by the same words.

    ``the bursary`` of one document is not that of another, as ``bursaries in Norway`` would be:
    ``names`` tells of words whether they name anything that is known.
    """

    def own(thing: Entity) -> Entity:
        if not _is_nameless(thing) or any(names(label.text) for label in thing.labels):
            return thing
        return replace(thing, id=f"{thing.id}-{document.slug}")

    return [_with(fact, own) for fact in facts]


def _is_nameless(thing: Entity) -> bool:
    """Tell whether words are no name: a topic, or a survey that has no number and no capital."""
    if thing.known or thing.types[0] not in _OWN:
        return False
    plain = all(_PLAIN.fullmatch(label.text) for label in thing.labels)
    return thing.types == _NAMELESS or (thing.types[0] != _NAMELESS[0] and plain)


def _with(fact: Fact, alike: Callable[[Entity], Entity]) -> Fact:
    subject = alike(fact.subject)
    object_ = alike(fact.object) if isinstance(fact.object, Entity) else fact.object
    speaker = alike(fact.speaker) if fact.speaker else None
    if (subject, object_, speaker) == (fact.subject, fact.object, fact.speaker):
        return fact  # as most are: a copy of each would take longer than all the rest
    return replace(fact, subject=subject, object=object_, speaker=speaker)
