"""Words from a command line or a URL → RDF terms, bound into a query as a ``VALUES`` block.

Values are never spliced as text: each becomes a term first, and the engine's own serialiser writes
it. The block stands at the head of the outermost group, so that filters, optional parts and
aggregates see it (a trailing block is joined too late, and the engine's substitutions reach only
projected variables). Hence the house rule for queries: a parameter's variable occurs in the
outermost group, and one that may be left out is asked for with ``!BOUND(?x) ||``.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.querying.lexer import tokens
from kg.settings import Settings

_XSD = "http://www.w3.org/2001/XMLSchema#"
_CHECKS: Mapping[str, str] = {
    "integer": r"[+-]?\d+",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "boolean": r"true|false|1|0",
    "date": r"\d{4}-\d{2}-\d{2}",
}
TYPES = ("iri", "string", *_CHECKS)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the asker may fix.

    ``default`` is used where nothing is given; without one and not ``required``, it stays free.
    """

    name: str
    type: str = "string"
    summary: str = ""
    default: str | None = None
    required: bool = False

    @classmethod
    def declared(cls, query: str, name: str, entry: Any) -> Self:  # noqa: ANN401 (YAML)
        """Return the parameter that the header of ``query`` declares as ``name: entry``.

        The entry is a type (``iri``) or a mapping with ``type summary default required``.
        """
        fields = {"type": entry} if isinstance(entry, str) else dict(entry or {})
        type_ = str(fields.pop("type", "string"))
        default = fields.pop("default", None)
        summary = str(fields.pop("summary", ""))
        required = bool(fields.pop("required", False))
        if fields or type_ not in TYPES:
            wrong = f"no field {min(fields)!r}" if fields else f"no type {type_!r}"
            raise QueryError(f"{query}.rq: parameter {name!r}: {wrong}", f"types: {_list(TYPES)}")
        return cls(name, type_, summary, None if default is None else str(default), required)

    def term(self, value: str, settings: Settings) -> NamedNode | Literal:
        """Return ``value`` as a term of this parameter's type; QueryError where it is none.

        An IRI may be given absolute, or relative to the base (``id/hong-kong``).
        """
        import re  # late: most questions are asked without parameters

        try:
            if self.type == "iri":
                return NamedNode(value if ":" in value else settings.iri(value))
            if self.type == "string":
                return Literal(value)
            if re.fullmatch(_CHECKS[self.type], value, re.ASCII):
                return Literal(value, datatype=NamedNode(_XSD + self.type))
        except ValueError as error:
            raise QueryError(f"parameter {self.name!r}: {value!r} is no IRI: {error}") from None
        raise QueryError(f"parameter {self.name!r}: {value!r} is no {self.type}")


def bind(
    text: str, parameters: Sequence[Parameter], arguments: Mapping[str, str], settings: Settings
) -> str:
    """Return the query with the arguments and defaults bound.

    QueryError for an argument that is not a parameter, is missing, or is not of its type.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in arguments:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            remedy = f"did you mean {close[0]!r}?" if close else f"it has: {_list(known)}"
            raise QueryError(f"the question has no parameter {name!r}", remedy)
    terms: dict[str, NamedNode | Literal] = {}
    for parameter in parameters:
        value = arguments.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.name] = parameter.term(value, settings)
        elif parameter.required:
            raise QueryError(
                f"the question needs {parameter.name!r}", f"--{parameter.name} {parameter.type}"
            )
    return with_values(text, terms)


def with_values(text: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    r"""Return the query with ``terms`` bound at the head of its outermost group.

    >>> with_values("ASK { ?s ?p ?o }", {"o": Literal('a"b')})
    'ASK { VALUES (?o) { ("a\\"b") } ?s ?p ?o }'
    """
    if not terms:
        return text
    head = _head_of_group(text)
    variables = " ".join(f"?{name}" for name in terms)
    values = " ".join(str(term) for term in terms.values())
    return f"{text[:head]} VALUES ({variables}) {{ ({values}) }}{text[head:]}"


def _head_of_group(text: str) -> int:
    """Return the offset after the brace that opens the outermost group."""
    first = None
    previous = ""
    for token in tokens(text):
        if token.text == "{" and not token.depth:
            if previous == "WHERE":
                return token.start + 1
            if first is None:
                first = token.start + 1
        previous = token.keyword
    if first is None:
        raise QueryError("the query has no group to bind parameters in")
    return first


def _list(names: Mapping[str, object] | Sequence[str]) -> str:
    return ", ".join(names) or "none"
