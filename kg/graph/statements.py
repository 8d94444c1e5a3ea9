"""The canonical form of a document's facts: what is written, recalled and printed.

RDF is a set: it keeps neither the order of a tuple nor two copies of a fact. So that a fact reads
the same whether it comes from the extractor or back from the store, both roads pass here.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Quantity
from kg.model.terminology import Label

LANGUAGES = ("zh-Hans", "zh-Hant", "en", "")
STATING = frozenset({"statement", "mention"})


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts of one document in canonical form, each once, in the order of the text.

    Equal facts become one with all their evidence and the best tier; an entity has one set of
    labels and types throughout; evidence is sorted, stating stretches first; a decimal has no
    needless zeros. The order is that of the first evidence, then of the identifier. Applying it
    again changes nothing.
    """
    found = list(facts)
    entities = _entities(found)
    merged: dict[str, Fact] = {}
    for fact in found:
        plain = _plain(fact, entities)
        known = merged.get(plain.id)
        merged[plain.id] = plain if known is None else _join(known, plain)
    return sorted(merged.values(), key=position)


def position(fact: Fact) -> tuple[int, str]:
    """Return what facts are sorted by: where the first evidence starts, and the identifier."""
    return (fact.evidence[0].span.start if fact.evidence else -1, fact.id)


def decimal_text(value: Decimal) -> str:
    """Return the number without exponent or needless zeros, as the store would write it.

    >>> decimal_text(Decimal("300.00")), decimal_text(Decimal("5.02E+4"))
    ('300', '50200')
    """
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def sorted_labels(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Return each label once: the first one of every language, then the others by their text."""
    unique = dict.fromkeys(labels)
    preferred = preferred_labels(unique)
    others = [label for label in unique if label not in preferred]
    return (*sorted(preferred, key=_by_language), *sorted(others, key=_by_language))


def preferred_labels(labels: Iterable[Label]) -> frozenset[Label]:
    """Return the first label of each language."""
    first: dict[str, Label] = {}
    for label in labels:
        first.setdefault(label.language, label)
    return frozenset(first.values())


def entities_of(fact: Fact) -> tuple[Entity, ...]:
    """Return the entities that a fact names: subject, object and speaker where present."""
    return tuple(
        part for part in (fact.subject, fact.object, fact.speaker) if isinstance(part, Entity)
    )


def _by_language(label: Label) -> tuple[int, str, str]:
    rank = LANGUAGES.index(label.language) if label.language in LANGUAGES else len(LANGUAGES)
    return (rank, label.language, label.text)


def _entities(facts: Iterable[Fact]) -> dict[str, Entity]:
    seen: dict[str, list[Entity]] = {}
    for fact in facts:
        for entity in entities_of(fact):
            same = seen.setdefault(entity.id, [])
            if entity not in same:
                same.append(entity)
    return {
        id_: Entity(
            id_,
            sorted_labels(label for entity in same for label in entity.labels),
            tuple(sorted({curie for entity in same for curie in entity.types})),
            any(entity.known for entity in same),
        )
        for id_, same in seen.items()
    }


def _plain(fact: Fact, entities: dict[str, Entity]) -> Fact:
    return replace(
        fact,
        subject=entities[fact.subject.id],
        object=entities[fact.object.id] if isinstance(fact.object, Entity) else fact.object,
        speaker=entities[fact.speaker.id] if fact.speaker else None,
        evidence=_sorted_evidence(fact.evidence),
        dimension=tuple(sorted(dict(fact.dimension).items())),
        quantity=_plain_quantity(fact.quantity) if fact.quantity else None,
    )


def _plain_quantity(quantity: Quantity) -> Quantity:
    maximum = None if quantity.maximum is None else Decimal(decimal_text(quantity.maximum))
    return replace(quantity, value=Decimal(decimal_text(quantity.value)), maximum=maximum)


def _sorted_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(
        sorted(
            set(evidence),
            key=lambda e: (e.role not in STATING, e.span.start, e.span.end, e.role, e.quote),
        )
    )


def _join(one: Fact, other: Fact) -> Fact:
    best = min(one, other, key=lambda fact: (fact.tier, fact.rule))
    quantity = best.quantity
    if quantity and not all(fact.quantity and fact.quantity.assumed for fact in (one, other)):
        quantity = replace(quantity, assumed=False)  # one of them writes the currency
    evidence = _sorted_evidence(one.evidence + other.evidence)
    return replace(best, quantity=quantity, evidence=evidence, band=one.band or other.band)
