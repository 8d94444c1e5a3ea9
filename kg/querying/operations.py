"""The text of a SPARQL update → its operations, as far as the server must know them.

The protocol lets a request choose the graphs that an update reads (``using-graph-uri``), for which
the engine has no argument: the clauses are written into the text. And where the default graph is
the union of the others, whoever writes to it must be told so. Both need to know where an operation
begins, what it is, and where its blocks lie; what is malformed passes, for the engine to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from pyoxigraph import Quad, Store

from kg.errors import QueryError
from kg.querying.diagnosis import malformed
from kg.querying.lexer import Token, line_and_column, tokens

_FAILING = "CLEAR GRAPH <urn:nowhere>;"
_POSITION = re.compile(r"error at (\d+):(\d+):")
_PROLOGUE = frozenset(["BASE", "PREFIX", "VERSION"])
_WORDS = frozenset(
    [
        "INSERT", "DELETE", "DATA", "WHERE", "WITH", "USING", "NAMED", "LOAD", "SILENT", "INTO",
        "GRAPH", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "TO", "DEFAULT", "ALL",
    ]
)  # fmt: skip


@dataclass(slots=True)
class Operation:
    """One operation of an update request, as its tokens.

    ``verb`` is ``INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY``; for an operation that
    starts with ``WITH``, the verb after it.
    """

    found: list[Token] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The keywords outside all brackets."""
        return [token.keyword for token in self.found if not token.depth and token.keyword]

    @property
    def verb(self) -> str:
        """What the operation does."""
        return next((word for word in self.words if word != "WITH"), "")

    @property
    def is_shorthand(self) -> bool:
        """Whether it is ``DELETE WHERE {…}``, where the pattern is what is deleted."""
        return [token.keyword for token in self.found[:2]] == ["DELETE", "WHERE"]

    @property
    def chooses_graphs(self) -> bool:
        """Whether it says itself which graphs it reads."""
        return bool({"WITH", "USING"} & set(self.words))

    @property
    def writes_default(self) -> bool:
        """Whether it is meant to change the default graph, and not only all graphs."""
        words = self.words
        if self.verb in {"INSERT", "DELETE"}:
            return "WITH" not in words and any(map(_outside_graphs, self._written()))
        if self.verb in {"CLEAR", "DROP"}:
            return "DEFAULT" in words
        if self.verb in {"ADD", "COPY"}:
            return words[-1:] == ["DEFAULT"]
        if self.verb == "MOVE":
            return "DEFAULT" in words
        return self.verb == "LOAD" and "INTO" not in words

    def _written(self) -> Iterator[Sequence[Token]]:
        """Yield the blocks of triples that are inserted or deleted, without their braces."""
        clause = ""
        block: list[Token] = []
        for token in self.found:
            clause = token.keyword if not token.depth and token.keyword else clause
            inside = token.depth > 0 and not (token.depth == 1 and token.text == "}")
            if inside:
                block.append(token)
            elif token.text == "}":
                if clause != "WHERE" or self.is_shorthand:
                    yield block
                block = []


def operations(text: str) -> list[Operation]:
    """Return the operations of an update; QueryError where keywords are written as one.

    The engine takes ``DELETEWHERE{…}``, the grammar does not.

    >>> [operation.verb for operation in operations("CLEAR ALL; INSERT DATA { <a:s> <a:p> 1; }")]
    ['CLEAR', 'INSERT']
    """
    found = [Operation()]
    prologue = 0
    for token in tokens(text):
        if not token.depth and token.text == ";":
            found.append(Operation())
        elif not found[-1].found and token.keyword in _PROLOGUE:
            prologue = 2 if token.keyword == "PREFIX" else 1
        elif prologue:
            prologue -= 1
        else:
            found[-1].found.append(token)
    operations = [operation for operation in found if operation.found]
    for operation in operations:
        for word in operation.words:
            if word not in _WORDS and word.startswith(tuple(_WORDS)):
                raise QueryError(f"{word} is no keyword", "write blanks between keywords")
    return operations


def data_of(text: str, base: str | None = None) -> list[Quad] | None:
    """Return the quads that an update inserts or deletes; None where it does not just name them.

    Relative IRIs are resolved against ``base``. Raises what the engine raises.

    >>> sorted(q.object.value for q in data_of("DELETE DATA { GRAPH <a:g> { <a:s> <a:p> 1, 2 } }"))
    ['1', '2']
    >>> data_of("DELETE WHERE { GRAPH <a:g> { ?s ?p 1 } }")
    """
    named = text
    for operation in operations(text):
        if operation.verb == "CREATE":
            continue  # of an empty graph
        if operation.words[1:2] != ["DATA"]:
            return None
        start = operation.found[0].start
        named = f"{named[:start]}INSERT{named[start + len('INSERT') :]}"  # DELETE is as long
    scratch = Store()
    try:
        scratch.update(named, base_iri=base)
    except RuntimeError:  # a graph that is not there in the scratch store, or is
        return None
    return list(scratch)


def check_syntax(text: str, base: str | None = None) -> None:
    """Raise QueryError where the text is no update, without evaluating any of it.

    Relative IRIs are resolved against ``base``.

    The engine parses all before it begins; so an operation that fails is put before the others.

    >>> check_syntax("CLEAR ALL; LOAD <http://a.example/>")
    """
    found = operations(text)
    start = found[0].found[0].start if found else len(text)
    head = text[:start]
    try:
        Store().update(f"{head}{_FAILING}{text[start:]}", base_iri=base)
    except SyntaxError as error:
        as_written = partial(_as_written, *line_and_column(text, start))
        raise malformed(_POSITION.sub(as_written, str(error)), text) from None
    except RuntimeError:
        return


def _as_written(line: int, column: int, position: re.Match[str]) -> str:
    """Return a position as if nothing had been put in at ``line`` and ``column``."""
    there, place = int(position[1]), int(position[2])
    moved = there == line and place >= column + len(_FAILING)
    return f"error at {there}:{place - len(_FAILING) * moved}:"


def with_using(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update that reads the graphs ``default`` and ``named``, given as RDF terms.

    QueryError where it says itself what it reads, as the protocol demands.

    >>> with_using("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", ["<a:g>"], [])
    'DELETE { ?s ?p 1 } USING <a:g> WHERE { ?s ?p 1 }'
    """
    if not (default or named):
        return text
    clauses = [f"USING {graph}" for graph in default] + [f"USING NAMED {graph}" for graph in named]
    written = " ".join(clauses)
    changed = text
    for operation in reversed(operations(text)):
        if operation.chooses_graphs:
            raise QueryError(
                "the update chooses its graphs with USING or WITH, and the request does too",
                "leave using-graph-uri and using-named-graph-uri out",
            )
        where = next((t for t in operation.found if not t.depth and t.keyword == "WHERE"), None)
        if where is None:
            continue
        block = ""
        if operation.is_shorthand:
            last = operation.found[-1]
            block = text[where.start + len("WHERE") : last.start + len(last.text)].strip() + " "
        changed = f"{changed[: where.start]}{block}{written} {changed[where.start :]}"
    return changed


def _outside_graphs(block: Sequence[Token]) -> bool:
    """Tell whether a block has triples that stand in no ``GRAPH``."""
    named = False
    for token in block:
        if token.depth > 1 or token.text in "{}.":
            continue
        if token.keyword == "GRAPH":
            named = True
        elif named:
            named = False
        else:
            return True
    return False
