"""What is known before a text is read: classes, properties and names, as plain values.

Class and property terms are CURIEs (``kg:City``), identifiers are relative to the base
(``id/hong-kong``): the text wing handles strings, and only the graph wing makes IRIs of them.
"""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class of the ontology.

    ``suffixes`` are the word endings that betray a member (``基金`` for a fund), ``heads`` the
    head nouns that classify a list (``Yokoy、ANYbotics等AI初創企業``), in folded form.
    """

    curie: str
    label: str
    parents: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property of the ontology, or an indicator (``indicator`` true) that figures measure."""

    curie: str
    label: str
    domain: str = ""
    range: str = ""
    indicator: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A name in one language: ``zh-Hans``, ``zh-Hant`` or ``en``; empty where not known."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A known thing: identifier, labels (preferred ones first) and its most specific classes."""

    id: str
    labels: tuple[Label, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Terminology:
    """The classes, properties and names that a run knows.

    It is the key of what is compiled from it, so it equals only itself.
    """

    classes: dict[str, ClassTerm] = field(default_factory=dict)
    properties: dict[str, PropertyTerm] = field(default_factory=dict)
    names: tuple[Name, ...] = ()

    @cached_property
    def _lineage(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _above(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def lineage(self, curie: str) -> tuple[str, ...]:
        """Return the class and all its ancestors, nearest first, each once.

        >>> classes = {"kg:City": ClassTerm("kg:City", "city", ("kg:Place",))}
        >>> Terminology(classes).lineage("kg:City")
        ('kg:City', 'kg:Place')
        """
        known = self._lineage.get(curie)
        if known is None:
            order = [curie]
            for term in order:
                parents = self.classes[term].parents if term in self.classes else ()
                order += [parent for parent in parents if parent not in order]
            known = self._lineage[curie] = tuple(order)
        return known

    def is_a(self, types: tuple[str, ...], *ancestors: str) -> bool:
        """Tell whether any of ``types`` is one of the ``ancestors`` or below it."""
        above = self._above.get(types)
        if above is None:
            above = self._above[types] = frozenset().union(*map(self.lineage, types))
        return not above.isdisjoint(ancestors)
