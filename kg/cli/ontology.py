"""``kg ontology``: the classes, properties and indicators that facts are stated with."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.session import Session, format_option, store_option, terminal_width
from kg.graph import terms
from kg.graph.terms import LANGUAGES, Ontology, Term
from kg.querying.glossary import LISTS, entry, find, listing, overview
from kg.querying.records import record, turtle
from kg.querying.usage import Use, use


@click.command("ontology")
@click.argument("what", required=False)
@click.option(
    "--language",
    "-l",
    type=click.Choice(LANGUAGES),
    envvar="KG_LANGUAGE",
    default=LANGUAGES[0],
    show_default=True,
    show_envvar=True,
    help="Language of labels and definitions in lists.",
)
@format_option("table", "json", "ttl", about="How to write it.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write the documentation, one page, to this file (.html) or folder.",
)
@store_option
@click.pass_obj
def command(
    session: Session, /, what: str | None, language: str, format_: str, page: Path | None
) -> None:
    """Browse the ontology: WHAT is classes, properties, indicators, or a term.

    A term is named by its CURIE (kg:City), local name (City), or label in any language (城市).
    Where there is a store, a term is shown with its uses. Without WHAT: the tree of classes.

    \b
    Example:
      kg ontology properties --language zh-Hant
      kg ontology 人才入境計劃
      kg ontology --html site/
    """  # noqa: D301 (click reads the backspace)
    ontology = terms.read()
    if page is not None:
        _document(ontology, page)
    elif format_ == "ttl":
        sys.stdout.buffer.write(turtle(ontology, _chosen(ontology, what)))
    elif format_ == "json":
        click.echo(json.dumps(_records(session, ontology, what), ensure_ascii=False, indent=2))
    else:
        click.echo(_told(session, ontology, what, language), nl=False)


def _document(ontology: Ontology, page: Path) -> None:
    from kg.publishing.documentation import publish

    click.echo(publish(ontology, page))


def _chosen(ontology: Ontology, what: str | None) -> list[Term] | None:
    if what is None:
        return None
    return ontology.described(*LISTS[what]) if what in LISTS else find(ontology, what)


def _records(session: Session, ontology: Ontology, what: str | None) -> Any:  # noqa: ANN401 (JSON)
    chosen = _chosen(ontology, what)
    if chosen is None or what in LISTS:
        return [record(ontology, term) for term in chosen or ontology.described()]
    uses = _uses(session, ontology, chosen)
    return [record(ontology, *pair) for pair in zip(chosen, uses, strict=True)]


def _told(session: Session, ontology: Ontology, what: str | None, language: str) -> str:
    width = terminal_width()
    if what is None:
        return overview(ontology, width)
    if what in LISTS:
        return listing(ontology, LISTS[what], language, width)
    found = find(ontology, what)
    uses = _uses(session, ontology, found)
    return "\n".join(
        entry(ontology, term, used, width) for term, used in zip(found, uses, strict=True)
    )


def _uses(session: Session, ontology: Ontology, found: list[Term]) -> list[Use | None]:
    """Return the use of each term; of none where nothing has been loaded yet."""
    from kg.graph.generations import current

    if current(session.store) is None:
        return [None] * len(found)
    with session.open() as snapshot:
        return [use(snapshot.store, ontology, term) for term in found]
