"""The command ``kg``: finds the subcommand, opens nothing, turns errors into words.

Subcommands are imported when they are asked for, so that none pays for another's libraries.
"""

import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from kg.cli.session import Session
from kg.errors import KgError
from kg.settings import DEFAULT_BASE, DEFAULT_STORE

COMMANDS = {
    "load": "Read documents and load what they say into the store.",
    "query": "Answer a canned question; without a name, list the questions.",
    "sparql": "Answer a SPARQL query.",
    "why": "Show what is said about a thing, and the sentences that say it.",
    "check": "Check what the store holds, and show the sentences at fault.",
    "resolve": "Propose what may be one thing under two nodes; accept or refuse it.",
    "facts": "Print the facts of documents, one JSON object a line.",
    "patterns": "Check the extraction patterns, run their examples, explain a sentence.",
    "coverage": "List what of documents no fact used, and mark both in their text.",
    "reason": "Infer what follows from what is stated; look for contradictions.",
    "export": "Write the graph as RDF.",
    "ontology": "Browse the classes, properties and indicators; write their documentation.",
    "catalog": "Describe the data set as DCAT and VoID.",
    "info": "Tell what the store holds.",
    "serve": "Serve a SPARQL endpoint and pages over HTTP.",
    "ps": "List the queries that servers are working on.",
    "kill": "End a query that a server is working on.",
}
INTERRUPTED = 130
BROKEN_PIPE = 141


class Commands(click.Group):
    """The group of all subcommands: lazy, and the one place where errors meet a person."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a subcommand; its ``command`` is the command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        """Run the subcommand; a KgError is one message on stderr and exit code 1."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:  # the reader (head, less) has gone: end quietly
            _forget_output()
            ctx.exit(BROKEN_PIPE)
        except OSError as error:  # a full disk, mostly
            _forget_output()
            name = f"{error.filename}: " if error.filename else ""
            click.echo(f"kg: {name}{error.strerror or error}", err=True)
            ctx.exit(1)
        return result


def _forget_output() -> None:
    """Let nothing be flushed into an output that takes nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_base(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if not urlsplit(value).scheme or set(value) & set(' <>"{}|\\^`') or not value.isprintable():
        raise click.BadParameter(f"{value!r} is not an absolute IRI", ctx, parameter)
    if value[-1] not in "/#:":
        raise click.BadParameter(f"{value!r} must end in / or #", ctx, parameter)
    return value


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    type=click.Path(readable=False, path_type=Path),
    envvar="KG_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="Folder of the store.",
)
@click.option(
    "--base",
    callback=_is_base,
    help=f"IRI under which data is published.  [default: that of the store, else {DEFAULT_BASE}]",
)
@click.version_option(package_name="policy-kg", prog_name="kg")
@click.pass_context
def main(ctx: click.Context, store: Path, base: str | None) -> None:
    """Policy documents → a knowledge graph in which every fact leads to its sentence.

    \b
    Example:
      kg load documents
      kg query talent-schemes
    """  # noqa: D301 (click reads the backspace)
    # What is written is UTF-8 whatever the locale: documents are in any script.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    ctx.obj = Session(store, base)
