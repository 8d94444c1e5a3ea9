"""The text of a SPARQL update → its operations, as far as the server must know them.

The protocol lets a request choose the graphs that an update reads (``using-graph-uri``), for which
the engine has no argument: the clauses are written into the text. And where the default graph is
the union of the others, whoever writes to it must be told so. Both need to know where an operation
begins, what it is, and where its blocks lie; what is malformed passes, for the engine to say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from pyoxigraph import Quad, Store

from kg.errors import QueryError
from kg.querying.diagnosis import malformed
from kg.querying.lexer import Token, line_and_column, tokens

_FAILING = "CLEAR GRAPH <urn:nowhere>;"
_POSITION = re.compile(r"error at (\d+):(\d+):")
_VISIBLE = re.compile(r"[^\r\n]")
_ABSOLUTE = re.compile(r"[A-Za-z][\w+.-]*:[^\\]*$")
# What follows each word of a prologue.
_DECLARING = {"BASE": ["iri"], "PREFIX": ["prefixed", "iri"], "VERSION": ["string"]}
_NONE: Mapping[str, str] = MappingProxyType({})
_BASE = "BASE"  # no prefix is in capitals with no colon
_CHANGED = "a prologue after the first operation changes what the first one says"
_DECLARE_FIRST = "declare BASE, and each prefix once, before the first operation"
_WORDS = frozenset(
    [
        "INSERT", "DELETE", "DATA", "WHERE", "WITH", "USING", "NAMED", "LOAD", "SILENT", "INTO",
        "GRAPH", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "TO", "DEFAULT", "ALL",
    ]
)  # fmt: skip


@dataclass(slots=True)
class Operation:
    """One operation of an update request, as its tokens, and those of the prologue before it.

    ``verb`` is ``INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY``; for an operation that
    starts with ``WITH``, the verb after it.
    """

    found: list[Token] = field(default_factory=list)
    prologue: list[Token] = field(default_factory=list)

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
    operations = [operation for operation in _parts(text) if operation.found]
    for operation in operations:
        for word in operation.words:
            if word not in _WORDS and word.startswith(tuple(_WORDS)):
                raise QueryError(f"{word} is no keyword", "write blanks between keywords")
    return operations


def _parts(text: str) -> list[Operation]:
    """Return what stands between semicolons: each a prologue, an operation, both or nothing."""
    parts = [Operation()]
    declaring = 0  # tokens that the declaration still has
    for token in tokens(text):
        part = parts[-1]
        if not token.depth and token.text == ";":
            parts.append(Operation())
        elif declaring or (not part.found and token.keyword in _DECLARING):
            declaring = declaring - 1 if declaring else len(_DECLARING[token.keyword])
            part.prologue.append(token)
        else:
            part.found.append(token)
    return parts


def with_one_prologue(text: str) -> tuple[str, dict[str, str]]:
    """Return an update with blanks for its later prologues, and the prefixes that they declare.

    By the grammar a prologue may stand before each operation and after the last; the engine knows
    only the first. QueryError where a later one changes what the first says.

    >>> with_one_prologue("CLEAR ALL; PREFIX a: <a:> DROP GRAPH a:b")
    ('CLEAR ALL;                DROP GRAPH a:b', {'a': 'a:'})
    """
    first, *others = _parts(text)
    declared = dict(_declarations(first.prologue))
    later: dict[str, str] = {}
    for part in others:
        if not part.prologue:
            continue
        start, end = part.prologue[0].start, part.prologue[-1].end
        declarations = _declarations(part.prologue)
        if not declarations:
            continue  # malformed, as the engine will say
        for name, iri in declarations if part.found else ():
            if name == _BASE or not _ABSOLUTE.match(iri) or declared.setdefault(name, iri) != iri:
                line, column = line_and_column(text, start)
                raise QueryError(_CHANGED, _DECLARE_FIRST, line=line, column=column)
            later[name] = iri
        text = text[:start] + _VISIBLE.sub(" ", text[start:end]) + text[end:]
    return text, later


def _declarations(prologue: Sequence[Token]) -> list[tuple[str, str]]:
    """Return the prefixes and IRIs of a prologue; nothing where it is malformed."""
    found = []
    rest = list(prologue)
    while rest:
        kinds = _DECLARING[rest[0].keyword]
        words, rest = rest[: len(kinds) + 1], rest[len(kinds) + 1 :]
        if [word.kind for word in words[1:]] != kinds or (
            len(kinds) > 1 and words[1].text[-1] != ":"
        ):
            return []
        found.append((words[1].text[:-1] if len(kinds) > 1 else _BASE, words[-1].text[1:-1]))
    return found


def data_of(
    text: str, base: str | None = None, prefixes: Mapping[str, str] = _NONE
) -> list[Quad] | None:
    """Return the quads that an update inserts or deletes; None where it does not just name them.

    Relative IRIs are resolved against ``base``; ``prefixes`` need no declaration. Raises what the
    engine raises.

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
        scratch.update(named, base_iri=base, prefixes=dict(prefixes))
    except RuntimeError:  # a graph that is not there in the scratch store, or is
        return None
    return list(scratch)


def check_syntax(text: str, base: str | None = None, prefixes: Mapping[str, str] = _NONE) -> None:
    """Raise QueryError where the text is no update, without evaluating any of it.

    Relative IRIs are resolved against ``base``; ``prefixes`` need no declaration.

    The engine parses all before it begins; so an operation that fails is put before the others.

    >>> check_syntax("CLEAR ALL; LOAD <http://a.example/>")
    """
    found = operations(text)
    start = found[0].found[0].start if found else len(text)
    head = text[:start]
    try:
        Store().update(f"{head}{_FAILING}{text[start:]}", base_iri=base, prefixes=dict(prefixes))
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
