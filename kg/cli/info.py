"""``kg info``: what the store holds."""

import click

from kg.cli.session import Session, store_option
from kg.querying.contents import contents


@click.command("info")
@store_option
@click.pass_obj
def command(session: Session, /) -> None:
    """Tell what the store holds: documents, graphs, triples, facts by kind.

    \b
    Example:
      kg info
      kg info --store ./another-store
    """  # noqa: D301 (click reads the backspace)
    with session.open() as snapshot:
        held = contents(snapshot.store)
        lines = {
            "store": str(session.store),
            "generation": str(snapshot.generation.number),
            "documents": f"{len(held.documents):,}",
            "graphs": f"{held.graphs:,}",
            "triples": f"{held.triples:,}",
            **({"inferred": f"{held.inferred:,}"} if held.inferred else {}),
            "facts": f"{sum(held.facts.values()):,}",
            **{f"  {kind}": f"{number:,}" for kind, number in held.facts.items()},
        }
    for name, value in lines.items():
        click.echo(f"{name:<12}{value}")
    for name in held.documents:
        click.echo(f"  {name}")
