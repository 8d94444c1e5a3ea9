"""The shapes as they are written, before they are given to pyshacl.

A term goes by its IRI, a blank node by one made of its name (:data:`BLANK`), by which a finding can
tell it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import OntologyError
from kg.vocabulary import SH

BLANK = "urn:blank:"
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
_Term = NamedNode | BlankNode | Literal | Triple


def called(term: _Term) -> str:
    """Return the IRI of a term, one made of its name for a blank node."""
    return BLANK + term.value if isinstance(term, BlankNode) else getattr(term, "value", "")


def read(shapes: Path) -> list[Triple]:
    """Return the triples of a file; raise OntologyError with its line where it is no Turtle."""
    try:
        return [quad.triple for quad in parse(path=shapes, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise OntologyError(f"{shapes}:{error.lineno}: {error.msg}", "mend the Turtle") from error
    except OSError as error:
        raise OntologyError(f"{shapes}: {error}", "is the folder complete?") from error


def owners(shapes: Iterable[Triple]) -> dict[str, str]:
    """Return the node shape that each shape within it belongs to, by IRI."""
    inside = {
        called(triple.object): called(triple.subject)
        for triple in shapes
        if triple.predicate == SH.property
    }

    def owner(shape: str) -> str:
        return owner(inside[shape]) if shape in inside else shape

    return {shape: owner(shape) for shape in inside}


def sought(shapes: Iterable[Triple]) -> dict[str, list[str]]:
    """Return the properties for which a shape looks at the things that have them, by IRI."""
    found: dict[str, list[str]] = defaultdict(list)
    for triple in shapes:
        if triple.predicate == SH.targetSubjectsOf:
            found[called(triple.subject)].append(called(triple.object))
    return found


def flat(shapes: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the shapes with the targets of each node shape at its property shapes themselves.

    That means the same, and pyshacl is several times as fast: it then reads a property shape once
    for all nodes, not once for each.
    """
    known = list(shapes)
    targets: dict[Any, list[Triple]] = defaultdict(list)
    for triple in known:
        if triple.predicate in _TARGETS:
            targets[triple.subject].append(triple)
    for triple in known:
        if triple.predicate != SH.property or triple.subject not in targets:
            yield triple
            continue
        if isinstance(triple.object, NamedNode | BlankNode):
            for target in targets[triple.subject]:
                yield Triple(triple.object, target.predicate, target.object)
