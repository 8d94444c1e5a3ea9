"""``kg export``: the graph as an RDF file."""

import sys
from pathlib import Path

import click

from kg.cli.session import Session, store_option
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
    ending = output.suffix[1:] if output else ""
    name = format_ or (ending if ending in FORMATS else "nq")
    if graph is not None and ":" not in graph:
        graph = session.settings.iri(graph)
    with session.open() as snapshot:
        export(snapshot.store, output or sys.stdout.buffer, name, graph)
