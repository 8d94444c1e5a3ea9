"""Facts as lines of JSON, for programs that want neither RDF nor SPARQL."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from kg.graph.statements import merge
from kg.model.fact import Fact
from kg.model.mention import Entity, Quantity
from kg.model.terminology import Terminology
from kg.settings import Settings


def lines(
    documents: Iterable[tuple[str, str, Iterable[Fact]]],
    settings: Settings,
    terminology: Terminology,
) -> Iterator[str]:
    """Yield the facts of documents as JSON, a line each without its line break.

    ``documents`` are triples of name, IRI and facts. The order is that of the document (name,
    then IRI), the first evidence and the identifier, whatever order they come in.
    """
    for name, iri, facts in sorted(documents, key=lambda document: document[:2]):
        for fact in merge(facts):
            record = as_json(fact, name, iri, settings, terminology)
            yield json.dumps(record, ensure_ascii=False)


def as_json(
    fact: Fact, document_name: str, document_iri: str, settings: Settings, terminology: Terminology
) -> dict[str, Any]:
    """Return a fact as plain values, in the order of the facts interface; unknown is left out."""
    details = {
        "entity": _entity_details,
        "relation": _relation_details,
        "quantity": _quantity_details,
        "document": _document_details,
    }[fact.kind]
    record = {
        "id": fact.id,
        "document": document_name,
        "document_iri": document_iri,
        "kind": fact.kind,
        "subject": _thing(fact.subject, settings, terminology),
        **details(fact, settings, terminology),
        "evidence": [
            {
                "start": item.span.start,
                "end": item.span.end,
                "quote": item.quote,
                "role": item.role,
            }
            for item in fact.evidence
        ],
        "tier": fact.tier,
        "rule": fact.rule,
    }
    return {field: value for field, value in record.items() if value not in (None, "", {})}


def _entity_details(_: Fact, __: Settings, ___: Terminology) -> dict[str, Any]:
    return {}


def _relation_details(fact: Fact, settings: Settings, terminology: Terminology) -> dict[str, Any]:
    return {
        **_predicate(fact, terminology),
        "object": _thing(fact.object, settings, terminology)
        if isinstance(fact.object, Entity)
        else {"value": fact.object},
        "time": fact.time,
        "dimension": dict(fact.dimension),
        "modality": fact.modality if fact.modality != "actual" else None,
        "speaker": _thing(fact.speaker, settings, terminology) if fact.speaker else None,
    }


def _quantity_details(fact: Fact, settings: Settings, terminology: Terminology) -> dict[str, Any]:
    return {
        **_predicate(fact, terminology),
        **(_amount(fact.quantity) if fact.quantity else {}),
        "time": fact.time,
        "dimension": dict(fact.dimension),
        "measure": fact.measure,
        "modality": fact.modality,
        "speaker": _thing(fact.speaker, settings, terminology) if fact.speaker else None,
    }


def _document_details(fact: Fact, _: Settings, terminology: Terminology) -> dict[str, Any]:
    value = fact.object.name if isinstance(fact.object, Entity) else fact.object
    predicate = _predicate(fact, terminology)
    key = dict(fact.dimension).get("key")
    return {**predicate, **({"predicate_label": key} if key else {}), "object": {"value": value}}


def _predicate(fact: Fact, terminology: Terminology) -> dict[str, str]:
    known = terminology.properties.get(fact.predicate)
    local = fact.predicate.partition(":")[2]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()
    return {"predicate": fact.predicate, "predicate_label": known.label if known else words}


def _amount(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": _number(quantity.value),
        "value_max": None if quantity.maximum is None else _number(quantity.maximum),
        "qualifier": quantity.qualifier.value,
        "unit": quantity.unit,
        "per": quantity.per,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _thing(entity: Entity, settings: Settings, terminology: Terminology) -> dict[str, Any]:
    types = [ancestor for curie in entity.types for ancestor in terminology.lineage(curie)]
    return {
        "iri": settings.iri(entity.id),
        "labels": list(dict.fromkeys(label.text for label in entity.labels)),
        "types": list(dict.fromkeys(types)),
    }
