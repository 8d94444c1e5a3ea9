"""``kg sparql``: any SPARQL query."""

import sys
from pathlib import Path

import click

from kg.cli.answering import answer, answer_options
from kg.cli.session import Session
from kg.errors import QueryError
from kg.querying.results import FORMATS, GRAPHS
from kg.vocabulary import PREFIXES


@click.command("sparql")
@click.argument("query", required=False)
@click.option(
    "--file",
    type=click.Path(readable=False, path_type=Path),
    help="Read the query from a file.",
)
@answer_options((*FORMATS, *GRAPHS))
@click.pass_obj
def command(
    session: Session,
    /,
    query: str | None,
    file: Path | None,
    format_: str | None,
    timeout: float | None,
) -> None:
    """Answer a SPARQL query: QUERY is its text, a file that holds it, or - for standard input.

    The prefixes of kg's own vocabulary (kg:, skos:, dct:, prov:, oa: …) need not be declared.

    \b
    Example:
      kg sparql 'SELECT ?type (COUNT(*) AS ?n) { ?thing a ?type } GROUP BY ?type'
      kg sparql --file question.rq --format json --timeout 10
    """  # noqa: D301 (click reads the backspace)
    answer(session, _text(query, file), format_, timeout, PREFIXES)


def _text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise click.UsageError("give a query, or a file that holds it")
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    if query is not None and not _is_file(query):
        return query
    path = file or Path(query or "")
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise QueryError(f"{path} cannot be read: {reason}") from None


def _is_file(query: str) -> bool:
    """Tell a file's name from a query; a query has blanks or brackets in it."""
    try:
        return Path(query).is_file()
    except OSError:  # too long for a name
        return False
