"""``kg check``: what is wrong in the store, and the sentences that say it."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase

import click
from pyoxigraph import Store

from kg.cli.session import Session, format_option, store_option, terminal_width
from kg.graph.findings import SEVERITIES, Finding
from kg.querying.tables import Column, table


@click.command("check")
@click.argument("patterns", nargs=-1, metavar="[DOCUMENT]...")
@click.option(
    "--document", "-d", "named", multiple=True, metavar="NAME", help="Check this document only."
)
@format_option(
    "table", "json", "ttl", about="How to write the findings; ttl is a validation report of SHACL."
)
@click.option(
    "--severity",
    "-s",
    type=click.Choice(SEVERITIES),
    default=SEVERITIES[-1],
    show_default=True,
    help="The least severity to show.",
)
@store_option
@click.pass_obj
def command(
    session: Session,
    /,
    patterns: tuple[str, ...],
    named: tuple[str, ...],
    format_: str,
    severity: str,
) -> None:
    """Check what the store holds: its shapes, and whether its figures agree.

    DOCUMENT is the name of a document, or a pattern of names ('*.md'); without one, all are
    checked. Each finding comes with document, offsets and quote. The exit code is 1 where there is
    a violation, shown or not; warnings do not fail.

    \b
    Example:
      kg check
      kg check 'reports-*.md' --severity warning --format json
    """  # noqa: D301 (click reads the backspace)
    from kg.publishing.findings import as_json, as_turtle, counts
    from kg.querying.checking import check

    with session.open() as snapshot:
        checked = _chosen(snapshot.store, [*patterns, *named])
        part = checked if patterns or named else None
        with _progress() as tell:
            found = check(snapshot.store, session.settings, part, tell=tell)
    least = SEVERITIES.index(severity)
    shown = [finding for finding in found if SEVERITIES.index(finding.severity) <= least]
    if format_ == "json":
        click.echo(json.dumps(as_json(shown, checked.values()), ensure_ascii=False, indent=2))
    elif format_ == "ttl":
        click.echo(as_turtle(shown), nl=False)
    else:
        click.echo(_table(shown), nl=False)
    number = counts(found)
    words = ", ".join(f"{n:,} {name}{'' if n == 1 else 's'}" for name, n in number.items())
    click.echo(f"{words} in {len(checked):,} document{'' if len(checked) == 1 else 's'}", err=True)
    if number[SEVERITIES[0]]:
        click.get_current_context().exit(1)


def _chosen(store: Store, patterns: Sequence[str]) -> dict[str, str]:
    """Return the documents that are meant, by IRI; a usage error for a pattern of none."""
    from kg.querying.canned import nearest
    from kg.querying.checking import documents

    known = documents(store)
    for pattern in patterns:
        if not any(_meant(pattern, name, iri) for iri, name in known.items()):
            hint = nearest(pattern, known.values()) or "kg info lists them"
            raise click.UsageError(f"no document in the store is called {pattern!r} ({hint})")
    return {
        iri: name
        for iri, name in known.items()
        if not patterns or any(_meant(pattern, name, iri) for pattern in patterns)
    }


def _meant(pattern: str, name: str, iri: str) -> bool:
    return pattern in (name, iri) or fnmatchcase(name, pattern)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being checked on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    clear = "\r\x1b[K"
    yield lambda what: click.echo(f"{clear}checking: {what}", err=True, nl=False)
    click.echo(clear, err=True, nl=False)


def _table(findings: Sequence[Finding]) -> str:
    """Return a row for each finding, and one more for each further place."""
    if not findings:
        return ""
    columns = [Column(name, whole=True) for name in ("severity", "rule", "where")]
    columns.append(Column("finding"))
    for finding in findings:
        what = [finding.severity, finding.rule]
        told = f" ({finding.relation})" if finding.relation else ""
        words = f"{finding.label}: {finding.message}{told}"
        for where, quote in _places(finding):
            cells = [*what, where, f"{words} {quote}".strip()]
            for column, cell in zip(columns, cells, strict=True):
                column.add(cell)
            what, words = ["", ""], ""
    return table(columns, terminal_width())


def _places(finding: Finding) -> list[tuple[str, str]]:
    """Return where it is found and the words there; of what no document says, the graphs."""
    return [
        (f"{place.document}:{place.start}–{place.end}", f"“{place.quote}”")
        for place in finding.places
    ] or [(" ".join(finding.graphs), "")]
