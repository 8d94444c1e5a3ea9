"""``kg serve``: the SPARQL endpoint and the pages."""

import os
import re

import click

from kg.cli.session import Session, store_option

LEAST_MEMORY = 64 << 20  # bytes: a worker takes half of that for itself


def _size(_: click.Context, __: click.Parameter, value: str) -> int:
    match = re.fullmatch(r"(\d{1,15})([KMGT]?)B?", value.upper())
    if not match:
        raise click.BadParameter(f"{value} is no size (write 512M, 2G)")
    return int(match[1]) << 10 * " KMGT".index(match[2] or " ")


def _memory(ctx: click.Context, parameter: click.Parameter, value: str) -> int:
    size = _size(ctx, parameter, value)
    if size < LEAST_MEMORY:
        raise click.BadParameter(f"{value} is too small: at least {LEAST_MEMORY >> 20}M")
    return size


def _origins(
    _: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    from kg.server.access import ANY_ORIGIN, is_origin

    special = {ANY_ORIGIN, "none"} if parameter.name == "origins" else set()
    for value in values:
        if value not in special and not is_origin(value):
            raise click.BadParameter(f"{value} is no origin (write https://a.example)")
    if "none" in values and len(set(values)) > 1:
        raise click.BadParameter("none leaves no room for another origin (give one of them)")
    return tuple(value.lower() for value in values)


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
    help="Time that a query or update may take.",
)
@click.option(
    "--memory",
    callback=_memory,
    default="1G",
    show_default=True,
    metavar="SIZE",
    help="Memory that a query or update may take (512M, 2G).",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    metavar="N",
    help="Rows (or triples) that an answer may have.  [default: any number]",
)
@click.option(
    "--cache",
    callback=_size,
    default="64M",
    show_default=True,
    metavar="SIZE",
    help="Memory for answers that are asked for again; 0 keeps none.",
)
@click.option(
    "--max-age",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="SECONDS",
    help="Time that clients and proxies may keep an answer without asking whether it still holds.",
)
@click.option(
    "--access-log",
    type=click.Choice(["hashed", "full"]),
    help="Write a line of JSON for each request; queries hashed, or in full.  [default: no log]",
)
@click.option(
    "--connections",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="Clients that may be connected at the same time.",
)
@click.option(
    "--writable",
    is_flag=True,
    help="Allow updates: with the token in KG_TOKEN, or without one from this machine only. "
    "One server at a time writes to a store.",
)
@click.option(
    "--questions-only",
    is_flag=True,
    help="Answer canned questions to everyone, SPARQL to those who have KG_TOKEN.",
)
@click.option(
    "--default-graph",
    type=click.Choice(["union", "own"]),
    help="Whether the default graph is the union of the others, or one of its own to write to. "
    "[default: as the store has it; union for a new one]",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    callback=_origins,
    help="Sites whose scripts may read answers (https://a.example, * for all, none); repeatable.  "
    "[default: none where --host is this machine's own, else *]",
)
@click.option(
    "--allow-remote",
    "remotes",
    multiple=True,
    metavar="ORIGIN",
    callback=_origins,
    help="Servers that SERVICE may ask and LOAD may load from (https://a.example); repeatable.",
)
@store_option
@click.pass_obj
def command(
    session: Session,
    /,
    host: str,
    port: int,
    workers: int,
    timeout: float,
    *,
    memory: int,
    max_rows: int | None,
    cache: int,
    max_age: int,
    access_log: str | None,
    connections: int,
    writable: bool,
    questions_only: bool,
    default_graph: str | None,
    origins: tuple[str, ...],
    remotes: tuple[str, ...],
) -> None:
    """Serve a SPARQL endpoint and pages over HTTP until Ctrl-C, read-only unless --writable.

    A load that is finished is served at once; nothing needs to be started again.

    \b
    Example:
      kg serve --port 7878
      curl http://127.0.0.1:7878/sparql --data-urlencode 'query=ASK {}'
    """  # noqa: D301 (click reads the backspace)
    from kg.server.access import ANY_ORIGIN, Access, is_loopback, origins_for
    from kg.server.limits import Limits
    from kg.server.operation import Operation
    from kg.server.serving import serve

    token = os.environ.get("KG_TOKEN") or None
    if token and (token != token.strip() or not token.isprintable()):
        raise click.UsageError(
            "KG_TOKEN has a line end, or blanks around it: no client can send it"
        )
    if questions_only and not token:
        raise click.UsageError("--questions-only needs a token in KG_TOKEN")
    named = None if not origins else () if "none" in origins else origins
    readers = origins_for(host, named)
    private = is_loopback(host) and ANY_ORIGIN not in readers
    serve(
        session.store,
        session.settings,
        host=host,
        port=port,
        workers=workers,
        limits=Limits(timeout=timeout, memory=memory, max_rows=max_rows, network=bool(remotes)),
        access=Access(writable, token, questions_only, readers, remotes, private),
        own_default=None if default_graph is None else default_graph == "own",
        operation=Operation(cache, max_age, access_log, connections),
        ready=lambda address: click.echo(f"{address} (SPARQL at {address}sparql)", err=True),
    )
