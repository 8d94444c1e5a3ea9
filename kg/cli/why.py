"""``kg why``: from a thing to the sentences that the facts about it come from."""

import re
import sys
from collections.abc import Sequence

import click
from pyoxigraph import NamedNode, Store

from kg.cli.session import Session, store_option
from kg.querying.grounds import Quote, grounds, name
from kg.querying.search import find


@click.command("why")
@click.argument("what")
@store_option
@click.pass_obj
def command(session: Session, /, what: str) -> None:
    """Show what is said about WHAT, and the sentences that say it.

    WHAT is a name in either script, a slug (hong-kong), or the IRI of a thing or of a fact. The
    decisive words are bold on a terminal, in ⟦brackets⟧ elsewhere.

    \b
    Example:
      kg why 深圳
      kg why hong-kong | less
    """  # noqa: D301 (click reads the backspace)
    with session.open() as snapshot:
        for thing in find(snapshot.store, what, session.settings):
            _show(snapshot.store, thing)


def _show(store: Store, thing: NamedNode) -> None:
    click.echo(f"{name(store, thing)}  <{thing.value}>")
    known = grounds(store, thing)
    for ground in known:
        if ground.words:
            doubt = "  (candidate)" if ground.tier == "C" else ""
            click.echo(f"\n{ground.words}{doubt}")
            show_quotes(ground.quotes)
    places = [quote for ground in known if not ground.words for quote in ground.quotes]
    if places:
        click.echo("\nnamed in:")
        for quote in places:
            click.echo(f"  {quote.words!r}  {quote.document}:{quote.start}–{quote.end}")
    if not known:
        click.echo("\nno document says anything about it")
    click.echo()


def show_quotes(quotes: Sequence[Quote], indent: str = "  ") -> None:
    """Print quotes, each with its place."""
    for quote in quotes:
        click.echo(f"{indent}“{_marked(quote)}”")
        click.echo(f"{indent}{quote.document}:{quote.start}–{quote.end}")


def _marked(quote: Quote) -> str:
    """Return the words on one line, with the marks around the decisive ones."""
    opening, closing = ("\x1b[1m", "\x1b[22m") if sys.stdout.isatty() else ("⟦", "⟧")
    pieces, last = [], 0
    for start, end in quote.marks:
        pieces += [
            _plain(quote.words[last:start]),
            opening,
            _plain(quote.words[start:end]),
            closing,
        ]
        last = end
    return "".join([*pieces, _plain(quote.words[last:])])


def _plain(words: str) -> str:
    """Return the words without line breaks or anything that a terminal would obey."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "", re.sub(r"\s+", " ", words))
