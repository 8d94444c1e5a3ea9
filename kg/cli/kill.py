"""``kg kill``: end a query that runs in a server."""

import click

from kg.cli.session import Session, store_option


@click.command("kill")
@click.argument("number", type=int)
@click.option("--server", type=int, metavar="PROCESS", help="Which of several servers.")
@store_option
@click.pass_obj
def command(session: Session, /, number: int, *, server: int | None) -> None:
    """End the query or update NUMBER (see kg ps); its client is told so.

    \b
    Example:
      kg kill 17
    """  # noqa: D301 (click reads the backspace)
    from kg.server.control import kill

    click.echo(f"ended query {number} of server {kill(session.store, number, server)}")
