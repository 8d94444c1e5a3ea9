"""``kg facts``: what documents state, for programs (JSON lines) or for people (a table)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli.load import expanded
from kg.cli.session import Session, format_option, store_option, terminal_width
from kg.model.fact import Fact
from kg.querying.tables import Column, table

Stated = tuple[str, str, Iterable[Fact]]


@click.command("facts")
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path))
@format_option("jsonl", "table", about="How to write the facts.")
@store_option
@click.pass_obj
def command(session: Session, /, paths: tuple[Path, ...], format_: str) -> None:
    """Print the facts of the documents in the store, or of the files and folders PATHS.

    Given PATHS, the files are read and no store is needed or touched.

    \b
    Example:
      kg facts > facts.jsonl
      kg facts report.md --format table
    """  # noqa: D301 (click reads the backspace)
    from kg.graph.ontology import terminology
    from kg.publishing.facts import lines

    documents = _read(session, paths) if paths else _stored(session)
    facts = lines(documents, session.settings, terminology())
    if format_ == "jsonl":
        for line in facts:
            click.echo(line)
    else:
        click.echo(_table(map(json.loads, facts)), nl=False)


def _read(session: Session, paths: Iterable[Path]) -> Iterator[Stated]:
    from kg.loading import extracted

    for found in extracted(expanded(paths)):
        iri = session.settings.iri(found.document.id)
        yield found.document.name, iri, found.facts


def _stored(session: Session) -> Iterator[Stated]:
    from kg.graph.recall import stored

    with session.open() as snapshot:
        yield from stored(snapshot.store, session.settings)


def _table(facts: Iterable[dict[str, Any]]) -> str:
    columns = [Column(name) for name in ("document", "subject", "predicate", "value", "sentence")]
    for fact in facts:
        cells = (
            fact["document"],
            fact["subject"]["labels"][0],
            fact.get("predicate_label", fact["kind"]),
            _value(fact),
            fact["evidence"][0]["quote"],
        )
        for column, cell in zip(columns, cells, strict=True):
            column.add(cell)
    return table(columns, terminal_width())


def _value(fact: dict[str, Any]) -> str:
    """Return the object or the figure of a fact in words; empty for an entity."""
    if "object" in fact:
        labels = fact["object"].get("labels")
        return str(labels[0] if labels else fact["object"]["value"])
    if "value" not in fact:
        return ""
    ends = [f"{fact[key]:,}" for key in ("value", "value_max") if key in fact]
    per = f"per {fact['per']}" if "per" in fact else ""
    time = f"({fact['time']})" if "time" in fact else ""
    qualifier = "" if fact["qualifier"] == "exact" else fact["qualifier"]
    return " ".join(part for part in (qualifier, "–".join(ends), fact["unit"], per, time) if part)
