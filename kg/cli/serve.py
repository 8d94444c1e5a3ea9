"""``kg serve``: the SPARQL endpoint and the pages."""

import click

from kg.cli.session import Session, store_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7878,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Queries that are answered at the same time.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Time that a query may take.",
)
@store_option
@click.pass_obj
def command(session: Session, /, host: str, port: int, workers: int, timeout: float) -> None:
    """Serve a SPARQL endpoint and pages over HTTP, read-only, until Ctrl-C.

    A load that is finished is served at once; nothing needs to be started again.

    \b
    Example:
      kg serve --port 7878
      curl http://127.0.0.1:7878/sparql --data-urlencode 'query=ASK {}'
    """  # noqa: D301 (click reads the backspace)
    from kg.server.serving import serve

    serve(
        session.store,
        session.settings,
        host=host,
        port=port,
        workers=workers,
        timeout=timeout,
        ready=lambda address: click.echo(f"{address} (SPARQL at {address}sparql)", err=True),
    )
