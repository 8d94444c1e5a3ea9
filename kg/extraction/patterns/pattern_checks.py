"""Whether what a pattern states fits its slots and the ontology."""

from collections.abc import Iterator, Mapping

from kg.extraction.patterns.templates import INHERITABLE, TOPIC, Template
from kg.model.terminology import Terminology

Fault = tuple[str, str]
"""What is wrong, and the remedy."""


def faults(
    template: Template, slots: Mapping[str, str], terminology: Terminology
) -> Iterator[Fault]:
    """Yield what is wrong with a template; ``slots`` maps each name to what it holds."""
    yield from _of_slots(template, slots)
    if not template.property and "property" not in template.inherit:
        yield "no property", "name a property of the ontology"
    if template.property and terminology.properties:
        yield from _of_property(template, slots, terminology)


def _of_slots(template: Template, slots: Mapping[str, str]) -> Iterator[Fault]:
    names = {template.subject, template.object, template.value, template.time, template.speaker}
    names -= {TOPIC}
    names |= {*template.zip, *(name for name, _ in template.mint)}
    for name in sorted(names - {""}):
        if name not in slots:
            yield f"no slot {name}", f"slots are {', '.join(sorted(slots))}"
    if bool(template.object) == bool(template.value):
        yield "no object or value, or both", "name the slot of one of them"
    if unknown := set(template.inherit) - set(INHERITABLE):
        yield f"cannot inherit {min(unknown)}", f"one of {', '.join(INHERITABLE)}"
    if not (template.subject or template.default_subject or "subject" in template.inherit):
        yield "no subject", 'name a slot, or write default_subject = "topic"'


def _of_property(
    template: Template, slots: Mapping[str, str], terminology: Terminology
) -> Iterator[Fault]:
    term = terminology.properties.get(template.property)
    if term is None:
        yield f"unknown property {template.property}", "declare it in the ontology"
        return
    if term.indicator != bool(template.value):
        is_what, key = ("an indicator", "value") if term.indicator else ("a relation", "object")
        yield f"{term.curie} is {is_what}", f"name its slot as {key}"
    ends = (template.subject, term.domain, "domain"), (template.object, term.range, "range")
    for slot, wanted, end in ends:
        found = slots.get(slot, "")
        if not _fits(found, wanted, terminology):
            yield f"{found} is not in the {end} of {term.curie}", f"use a {wanted}"


def _fits(found: str, wanted: str, terminology: Terminology) -> bool:
    """Tell whether a slot may hold a thing of a class; what is no class of things, may."""
    if wanted not in terminology.classes or not found.startswith("kg:"):
        return True
    is_a = terminology.is_a
    return any(is_a((kind,), wanted) or is_a((wanted,), kind) for kind in found.split("|"))
