"""A pattern as a value: what it looks for, and the templates of the facts that a match states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.extraction.grammar.frames import Frame
from kg.extraction.grammar.phrases import Slot
from kg.extraction.patterns.pattern_pieces import Expression

TOPIC = "topic"
DOCUMENT = "document"
INHERITABLE = ("subject", "time", "property", "measure", "dimension")


@dataclass(frozen=True, slots=True)
class Template:
    """How one fact is made of a match; names are those of slots.

    ``object`` fills a relation, ``value`` a quantity; one of them is set. An ``object`` of
    ``topic`` is what the surroundings are about. ``about`` are the classes that a topic may be of;
    where none are given, those of the subject's slot, else of the property's domain (for an
    object, of its range). ``time_as`` is ``as-of``, ``since`` or nothing. ``dimension`` values are
    slots, else constants. ``measure`` is a slot, else a constant; empty means the counted noun.
    ``zip`` names slots whose members go together one by one (分别, respectively). ``mint`` says
    what class a thing is that has no name yet.
    """

    property: str
    subject: str = ""
    object: str = ""
    value: str = ""
    time: str = ""
    time_as: str = ""
    unit: str = ""
    per: str = ""
    qualifier: str = ""
    dimension: tuple[tuple[str, str], ...] = ()
    measure: str = ""
    modality: str = ""
    inherit: tuple[str, ...] = ()
    default_subject: str = ""
    about: tuple[str, ...] = ()
    speaker: str = ""
    zip: tuple[str, ...] = ()
    mint: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its expressions (alternatives) and the facts that a match states.

    ``family`` is the name of its file. ``paragraph`` lets it read past the end of a sentence.
    A ``frame`` is found by grammar, without expressions.
    """

    id: str
    family: str
    expressions: tuple[Expression, ...]
    templates: tuple[Template, ...]
    tier: str = "A"
    priority: int = 50
    paragraph: bool = False
    examples: tuple[Mapping[str, Any], ...] = ()
    counter: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    frame: Frame | None = None


def filled(template: Template, held: Mapping[str, list[Slot]]) -> bool:
    """Tell whether there is somebody, or a topic, for either end of a fact."""
    subject = template.subject in held or bool(template.default_subject)
    return subject and (template.object in held or template.object == TOPIC)


def supplied(pattern: Pattern, role: str, about: tuple[str, ...]) -> Pattern:
    """Return the pattern with a role that the surroundings supply, if there is one."""
    if not role:
        return pattern
    return replace(
        pattern, templates=tuple(_from_topic(each, role, about) for each in pattern.templates)
    )


def _from_topic(template: Template, role: str, about: tuple[str, ...]) -> Template:
    if template.subject == role:
        return replace(template, subject="", default_subject=TOPIC, about=about)
    return replace(template, object=TOPIC, about=about) if template.object == role else template
