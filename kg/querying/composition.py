"""A question that asks what guards find: the guards' own queries, put where it wants their rows.

The rules of what must not be have one home, ``ontology/guards``. A question whose header says
``#+ guards: conflict`` holds the line

    VALUES (?kind ?thing ?facts ?finding) { }

and gets in its place the rows of all guards with that tag: what kind of finding it is, the thing
that it is about, the statements at odds (IRIs, apart by blanks) and the message in English. What
comes out is one query that runs as it is in any tool.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.querying.results import prefixes
from kg.resources import GUARDS

if TYPE_CHECKING:
    from kg.querying.guards import Guard

_ASKS = re.compile(r"^#\+[ \t]*guards:[ \t]*(\w+)", re.MULTILINE)
_PREFIX = re.compile(r"^[ \t]*PREFIX[ \t]+\S+[ \t]+<[^>]*>[ \t]*\n", re.MULTILINE | re.IGNORECASE)
_COMMENT = re.compile(r"^[ \t]*#.*\n", re.MULTILINE)
_COLUMN = re.compile(r"\{(\w+)\}")
_ROWS = "VALUES (?kind ?thing ?facts ?finding) { }"


def asks_guards(text: str) -> bool:
    """Tell whether a question asks what guards find."""
    return _ASKS.search(text) is not None


def composed(text: str, folder: Path = GUARDS) -> str:
    """Return the question with the queries of the guards that it asks; QueryError for a bad one.

    Guards that are malformed raise OntologyError.
    """
    from kg.querying import guards  # late: few questions ask them

    tag = "".join(_ASKS.findall(text)[:1])
    chosen = [guard for guard in guards.load(folder) if tag in guard.tags]
    if not chosen:
        raise QueryError(f"no guard has the tag {tag!r}", f"see the headers in {folder}")
    if _ROWS not in text:
        raise QueryError(f"the rows of the guards have no place: {_ROWS!r} is missing", "add it")
    known = prefixes(text)
    for guard in chosen:
        known = prefixes(guard.text) | known
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known.items())
    body = _COMMENT.sub("", _PREFIX.sub("", text))
    rows = "\n  UNION\n".join(map(_rows, chosen))
    return "".join(_COMMENT.findall(text)) + head + body.replace(_ROWS, rows)


def _rows(guard: "Guard") -> str:
    """Return a guard's query as a group whose columns are those of all guards."""
    selected = guard.text.partition("WHERE")[0].split()
    columns = (
        "?kind" if "?kind" in selected else f'("{guard.name.replace("-", " ")}" AS ?kind)',
        f"(?{guard.thing} AS ?thing)",
        f"({_joined([f'STR(?{name})' for name in guard.facts], ' ')} AS ?facts)",
        f"({_message(dict(guard.messages)['en'])} AS ?finding)",
    )
    inner = _COMMENT.sub("", _PREFIX.sub("", guard.text))
    return f"  {{ SELECT {' '.join(columns)} WHERE {{ {{\n{inner}  }} }} }}"


def _message(words: str) -> str:
    """Return a message with its columns as an expression of SPARQL.

    >>> _message("{part} is more.")
    'CONCAT("", COALESCE(STR(?part), ""), " is more.")'
    """
    pieces = _COLUMN.split(words)  # words and names of columns in turn
    return (
        f"CONCAT({', '.join(_quoted(p) if i % 2 == 0 else _cell(p) for i, p in enumerate(pieces))})"
    )


def _cell(name: str) -> str:
    return f'COALESCE(STR(?{name}), "")'


def _joined(cells: list[str], by: str) -> str:
    return f"CONCAT({f', {_quoted(by)}, '.join(cells)})"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
