"""``kg export``: the graph as an RDF file."""

import sys
from pathlib import Path

import click
from pyoxigraph import NamedNode

from kg.cli.session import Session, store_option
from kg.errors import KgError
from kg.publishing.rdf import FORMATS, export


@click.command("export")
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="RDF format [default: from the file's name, else nq].",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output without it.",
)
@click.option("--graph", metavar="IRI", help="Export this graph only (doc/… of the base will do).")
@store_option
@click.pass_obj
def command(
    session: Session, /, format_: str | None, output: Path | None, graph: str | None
) -> None:
    """Write the graph as RDF, sorted, so that two exports can be compared.

    \b
    Example:
      kg export > graph.nq
      kg export -o graph.ttl --graph ontology
    """  # noqa: D301 (click reads the backspace)
    name = format_ or (_format_of(output) if output else "nq")
    if graph is not None:
        graph = _iri(graph, session)
    with session.open() as snapshot:
        export(snapshot.store, output or sys.stdout.buffer, name, graph)


def _format_of(output: Path) -> str:
    ending = output.suffix[1:].lower()
    if ending not in FORMATS:
        known = ", ".join(FORMATS)
        raise KgError(
            f"{output} does not tell its format", f"end it in one of {known}, or --format"
        )
    return ending


def _iri(graph: str, session: Session) -> str:
    try:
        return NamedNode(graph if ":" in graph else session.settings.iri(graph)).value
    except ValueError as error:
        raise KgError(f"{graph!r} is not the IRI of a graph: {error}", "see kg info") from None
