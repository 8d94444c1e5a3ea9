"""``ontology/guards/*.rq`` → what is wrong with facts that each may be right: arithmetic as data.

A guard is a query of what must not be: each of its rows is one finding. It runs as it is in any
tool; its header says, beside the ``summary`` and ``description`` of the canned questions,

    #+ severity: warning
    #+ thing: subject
    #+ facts: [part, whole]
    #+ message:
    #+   en: "{partValue} is more than the whole, {wholeValue}."
    #+   zh-Hant: …

``thing`` is the column of what the finding is about and ``facts`` those of the statements whose
words are to be shown (a cell may hold several IRIs, apart by blanks). A message may use any column.
``tags: [conflict]`` lets ``kg query conflicts`` show it too (see :mod:`.composition`); a column
``kind`` then says what kind of conflict it is, by default the name of the guard.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, QuerySolutions, Store

from kg.errors import OntologyError, QueryError
from kg.graph.findings import SEVERITIES
from kg.querying.diagnosis import explained
from kg.querying.evaluation import evaluate
from kg.querying.header import header
from kg.querying.results import prefixes
from kg.resources import GUARDS

_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
COLUMN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing that must not be: a query, and how to tell of what it finds."""

    name: str
    text: str
    summary: str
    severity: str
    thing: str
    facts: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """One row that a guard found: the thing, the statements at odds, and the messages."""

    guard: Guard
    thing: str
    facts: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]


def load(folder: Path = GUARDS) -> tuple[Guard, ...]:
    """Return the guards of a folder, by name; OntologyError with file and remedy for a bad one."""
    if not folder.is_dir():
        raise OntologyError(f"{folder} is not there", "is the folder complete?")
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def run(guard: Guard, store: Store, base: str, folder: Path = GUARDS) -> list[Clash]:
    """Return what the guard finds, sorted; OntologyError with file and line where it cannot run."""
    place = folder / f"{guard.name}.rq"
    try:
        with explained(guard.text):
            answer = evaluate(store, guard.text, base=base)
            if not isinstance(answer, QuerySolutions):
                raise OntologyError(f"{place}: a guard is a SELECT query", "write SELECT")
            return sorted(_clashes(guard, answer, place), key=lambda c: (c.thing, c.facts))
    except QueryError as error:
        raise OntologyError(f"{place}: {error.message}", error.remedy or "mend it") from error


def _read(path: Path) -> Guard:
    text = path.read_text(encoding="utf-8")
    said = _header(text, path)
    severity = str(said.get("severity", ""))
    if severity not in SEVERITIES:
        raise _wrong(path, "severity", f"use one of {', '.join(SEVERITIES)}")
    messages = said.get("message")
    if not isinstance(messages, Mapping) or "en" not in messages:
        raise _wrong(path, "message", "write message: {en: …, zh-Hant: …}")
    facts = said.get("facts") or []
    if not isinstance(facts, list):
        raise _wrong(path, "facts", "list columns: [part, whole]")
    return Guard(
        path.stem,
        text,
        str(said.get("summary", "")),
        severity,
        str(said.get("thing", "thing")),
        tuple(map(str, facts)),
        tuple(sorted((str(language), str(words)) for language, words in messages.items())),
        frozenset(map(str, said.get("tags") or ())),
    )


def _header(text: str, path: Path) -> Mapping[str, Any]:
    try:
        return header(path.stem, text)
    except QueryError as error:
        raise OntologyError(f"{path}: {error.message}", "mend the header") from error


def _wrong(path: Path, key: str, remedy: str) -> OntologyError:
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((i for i, text in enumerate(lines, 1) if re.match(rf"#\+\s*{key}:", text)), 1)
    return OntologyError(f"{path}:{line}: the header has no usable {key!r}", remedy)


def _clashes(guard: Guard, answer: QuerySolutions, place: Path) -> Iterator[Clash]:
    columns = {variable.value for variable in answer.variables}
    used = {guard.thing, *guard.facts}
    used |= {name for _, words in guard.messages for name in COLUMN.findall(words)}
    if unknown := sorted(used - columns):
        raise OntologyError(
            f"{place}: the header speaks of ?{unknown[0]}, which is not selected", "select it"
        )
    known = prefixes(guard.text)
    for row in answer:
        cells = {name: row[name] for name in columns}
        facts = [iri for name in guard.facts for iri in _plain(cells[name]).split()]
        yield Clash(
            guard,
            _plain(cells[guard.thing]),
            tuple(dict.fromkeys(facts)),
            tuple((language, _filled(words, cells, known)) for language, words in guard.messages),
        )


def _filled(words: str, cells: Mapping[str, Any], known: Mapping[str, str]) -> str:
    return COLUMN.sub(lambda match: _words(cells[match[1]], known.values()), words)


def _words(term: Any, namespaces: Sequence[str] | Any) -> str:  # noqa: ANN401 (any term)
    if isinstance(term, Literal) and term.datatype.value == _DECIMAL:
        return f"{Decimal(term.value):,f}"
    text = _plain(term)
    space = next((name for name in namespaces if name and text.startswith(name)), "")
    return text.removeprefix(space)


def _plain(term: Any) -> str:  # noqa: ANN401 (any term)
    if term is None:
        return ""
    return str(getattr(term, "value", term))
