"""``kg catalog``: the data set's description."""

import sys

import click
from pyoxigraph import serialize

from kg.cli.session import Session, store_option
from kg.publishing.catalogue import catalogue
from kg.querying.results import GRAPHS
from kg.vocabulary import DCAT, DCT, VOID

PREFIXES = {"dcat": DCAT.iri, "dct": DCT.iri, "void": VOID.iri}


@click.command("catalog")
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(list(GRAPHS)),
    default="turtle",
    show_default=True,
    help="RDF format.",
)
@store_option
@click.pass_obj
def command(session: Session, /, format_: str) -> None:
    """Describe the data set as DCAT and VoID, counted in the store.

    \b
    Example:
      kg catalog > catalogue.ttl
      kg catalog --format jsonld
    """  # noqa: D301 (click reads the backspace)
    with session.open() as snapshot:
        triples = catalogue(snapshot.store, session.settings)
        names = PREFIXES if format_ not in {"ntriples", "n3"} else {}
        serialize(triples, sys.stdout.buffer, GRAPHS[format_], prefixes=names)
