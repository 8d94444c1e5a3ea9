"""``kg ps``: the queries that run in the servers of a store."""

import json

import click

from kg.cli.session import Session, store_option


@click.command("ps")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@store_option
@click.pass_obj
def command(session: Session, /, *, as_json: bool) -> None:
    """List the queries and updates that the servers of the store are working on.

    \b
    Example:
      kg ps
      kg kill 17
    """  # noqa: D301 (click reads the backspace)
    from kg.server.control import listing

    servers = listing(session.store)
    if as_json:
        click.echo(json.dumps(servers, ensure_ascii=False))
        return
    for pid, jobs in servers.items():
        click.echo(f"server {pid}: {len(jobs) or 'nothing'} running")
        for job in jobs:
            megabytes = job["memory"] >> 20
            click.echo(
                f"{job['number']:>8}  {job['seconds']:8.1f} s  {megabytes:6} MB  {job['task']:8}"
                f"  {job['query']}"
            )
