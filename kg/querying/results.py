"""An answer → bytes: a table for people, Markdown, or what the engine itself writes for machines.

SELECT and ASK answers have ``table markdown csv tsv json xml``; graphs (CONSTRUCT, DESCRIBE) have
the RDF formats. The machine formats come from the native serialisers, byte for byte.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import IO, BinaryIO, TypeVar

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import QueryError
from kg.graph.returns import Referencing
from kg.querying.diagnosis import explained
from kg.querying.evaluation import Answer
from kg.querying.figures import merged
from kg.querying.lexer import tokens
from kg.querying.tables import Column, markdown, table

F = TypeVar("F")
Term = NamedNode | BlankNode | Literal | Triple

RESULTS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "n3": RdfFormat.N3,
}
TABLES = ("table", "markdown")
FORMATS = (*TABLES, *RESULTS)
_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")
)


def write(
    answer: Answer,
    format: str,  # noqa: A002 (the word that the engine uses)
    output: BinaryIO,
    *,
    text: str = "",
    base: str = "",
    known: Mapping[str, str] = MappingProxyType({}),
    width: int | None = None,
) -> bool:
    """Write the answer to the query ``text`` to ``output``; return whether it says anything.

    A table of no rows says nothing; of what is written while it is evaluated nobody knows.

    An empty ``format`` means a table, or Turtle for a graph. ``width`` is that of the terminal, in
    columns; None writes cells in full. IRIs in tables are shortened by the query's own prefixes,
    those that are ``known``, and the ``base``. QueryError where the format does not suit the
    answer.
    """
    names = {**known, **prefixes(text)}
    with explained(text):
        if isinstance(answer, QueryTriples):
            graph = _chosen(format or "turtle", GRAPHS, "a graph")
            known = names if graph in _PREFIXED else {}
            serialize(answer, _file(output, graph), graph, prefixes=known)
        elif format in RESULTS:
            answer.serialize(_file(output, RESULTS[format]), RESULTS[format])
        else:
            _chosen(format or "table", dict.fromkeys(FORMATS, True), "rows")
            drawn, told = _drawn(answer, format, names, base, width)
            output.write(drawn.encode())
            return told
    return True


_PREFIXED = (RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.JSON_LD)


def _file(output: BinaryIO, format_: RdfFormat | QueryResultsFormat) -> IO[bytes]:
    is_xml = format_ in {RdfFormat.RDF_XML, QueryResultsFormat.XML}
    return Referencing(output) if is_xml else output  # type: ignore[return-value]  # needs only write


def prefixes(text: str) -> dict[str, str]:
    """Return the prefixes that a query declares.

    >>> prefixes("PREFIX a: <http://a.example/> ASK {}")
    {'a': 'http://a.example/'}
    """
    found = {}
    words = [(token.keyword or token.kind, token.text) for token in tokens(text)]
    for (word, _), (kind, name), (last, iri) in zip(words, words[1:], words[2:], strict=False):
        if (word, kind, last) == ("PREFIX", "prefixed", "iri"):
            found[name.removesuffix(":")] = iri[1:-1]
    return found


def _chosen(name: str, formats: Mapping[str, F], what: str) -> F:
    if name not in formats:
        raise QueryError(f"{what} cannot be written as {name}", f"use one of {', '.join(formats)}")
    return formats[name]


def _drawn(
    answer: Answer, format_: str, names: Mapping[str, str], base: str, width: int | None
) -> tuple[str, bool]:
    """Return an answer as text, and whether it has a row or is a word."""
    if isinstance(answer, QueryBoolean):
        return ("yes\n" if answer else "no\n"), True
    assert not isinstance(answer, QueryTriples)  # noqa: S101 (written above)
    columns = [Column(variable.value) for variable in answer.variables]
    shortened = {**({"": base} if base else {}), **names}
    told = False
    for solution in answer:
        told = True
        for column, term in zip(columns, solution, strict=True):
            column.add(_words(term, shortened), number=_is_number(term))
    columns = merged(columns)
    return (markdown(columns) if format_ == "markdown" else table(columns, width)), told


def _is_number(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def _words(term: Term | None, names: Mapping[str, str]) -> str:
    """Return a term as people read it."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        if term.datatype.value == _DECIMAL:
            return f"{Decimal(term.value):,f}"
        return term.value
    if isinstance(term, NamedNode):
        return _shortened(term.value, names.items())
    return str(term)


def _shortened(iri: str, names: Iterable[tuple[str, str]]) -> str:
    best = max((pair for pair in names if iri.startswith(pair[1])), key=_length, default=None)
    if best is None or len(iri) == len(best[1]):
        return iri
    return f"{best[0]}:{iri[len(best[1]) :]}" if best[0] else iri[len(best[1]) :]


def _length(pair: tuple[str, str]) -> int:
    return len(pair[1])
