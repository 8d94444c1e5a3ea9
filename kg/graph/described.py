"""What Turtle files say, thing by thing, each with the place where a person finds it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.errors import OntologyError
from kg.graph.recall import language_tag
from kg.model.terminology import Label
from kg.settings import DEFAULT_BASE
from kg.vocabulary import RDF, compact

_BOM = b"\xef\xbb\xbf"  # which some editors write, and Turtle knows nothing of
_TYPE = RDF.type.value
_Value = NamedNode | BlankNode | Literal
_tag = cache(language_tag)  # the parser lowers the tags, thousands of them


@dataclass(slots=True)
class Subject:
    """What a file says about one thing: its values by predicate, in the order of the file.

    ``named`` is false for a blank node, whose ``iri`` is a label that the parser drew.
    """

    iri: str
    file: Path
    named: bool = True
    values: dict[str, list[_Value]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The identifier relative to the base, or the CURIE of a term."""
        return compact(self.iri.removeprefix(DEFAULT_BASE))

    @property
    def place(self) -> str:
        """The file and line where it is described, and its identifier."""
        return self.at()

    def at(self, word: str = "") -> str:
        """Return file, line and identifier; the line is the first one of it that has ``word``."""
        return f"{self.file}{self._line(word)}: {self.id}"

    def of(self, predicate: str) -> list[_Value]:
        """Return its values of a predicate."""
        return self.values.get(predicate, [])

    def is_a(self, *types: NamedNode) -> bool:
        """Tell whether it is declared to be of one of these types."""
        return any(node in self.of(_TYPE) for node in types)

    def nodes(self, predicate: str) -> tuple[str, ...]:
        """Return the IRIs among its values."""
        return tuple(v.value for v in self.of(predicate) if isinstance(v, NamedNode))

    def curies(self, predicate: str) -> tuple[str, ...]:
        """Return the terms of the ontology and the datatypes among its values."""
        curies = map(compact, self.nodes(predicate))
        return tuple(curie for curie in curies if curie.startswith(("kg:", "xsd:")))

    def texts(self, predicate: str) -> tuple[str, ...]:
        """Return its words, sorted."""
        return tuple(sorted(literal.value for literal in self.of(predicate)))

    def labels(self, predicate: str) -> list[Label]:
        """Return its labels."""
        literals = (value for value in self.of(predicate) if isinstance(value, Literal))
        return [Label(literal.value, _tag(literal.language or "")) for literal in literals]

    def _line(self, word: str) -> str:
        text = self.file.read_text(encoding="utf-8")
        local = re.escape(re.split(r"[/#]", self.iri)[-1])
        start = re.search(rf"^\s*(?:[\w.-]*:{local}|<[^>]*{local}>)\s", text, re.MULTILINE)
        if not start or not self.named:
            return ""
        found = text.find(word, start.start()) if word else -1
        offset = found if found >= 0 else start.end() - 1
        return f":{text.count(chr(10), 0, offset) + 1}"


def read(file: Path) -> list[Any]:
    """Return the triples of a Turtle file, in its order; OntologyError with file and line."""
    try:
        return list(parse(file.read_bytes().removeprefix(_BOM), format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{file}:{error.lineno}: {error.msg}", "mend the Turtle") from error
    except OSError as error:
        raise OntologyError(f"{file}: {error.strerror}", "is the folder complete?") from error


def subjects(files: Iterable[Path]) -> list[Subject]:
    """Return what is described in the files, in their order; each thing has one file.

    Raises :class:`~kg.errors.OntologyError` for broken Turtle, a missing file, and a thing that
    two files describe.
    """
    found: dict[str, Subject] = {}
    for file in files:
        for quad in read(file):
            iri = quad.subject.value
            subject = found.get(iri)
            if subject is None:
                named = isinstance(quad.subject, NamedNode)
                found[iri] = subject = Subject(iri, file, named)
            elif subject.file is not file:
                raise OntologyError(f"{subject.place} is described in {file} too", "join the two")
            subject.values.setdefault(quad.predicate.value, []).append(quad.object)
    return list(found.values())
