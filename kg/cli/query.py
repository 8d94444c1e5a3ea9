"""``kg query``: canned questions, each a subcommand with its parameters as options."""

from functools import partial
from typing import Any

import click

from kg.cli.answering import answer, answer_options
from kg.cli.session import Session, store_option
from kg.querying import canned
from kg.querying.canned import CannedQuery
from kg.querying.parameters import bind
from kg.querying.results import FORMATS

# Options that every question has; a parameter of such a name is given by --param.
_TAKEN = frozenset({"format", "param", "store", "timeout", "help"})


class Questions(click.Group):
    """A subcommand for each file of ``queries/``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the questions."""
        return canned.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        """Return the question as a command; UnknownQuery suggests the nearest name."""
        return _command(canned.get(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the questions with their summaries."""
        with formatter.section("Questions"):
            formatter.write_dl([(query.name, query.summary) for query in canned.load()])


class Question(click.Command):
    """One question; its header is read only where its help or its parameters are needed."""

    def __init__(self, *args: Any, query: CannedQuery, **attributes: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **attributes)
        self.query = query

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the summary, the description and an example."""
        example = f"\b\nExample:\n  kg query {self.query.name} --format csv"
        for text in (self.query.summary, self.query.description, example):
            if text:
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(text)


@click.group("query", cls=Questions, invoke_without_command=True)
@store_option
@click.pass_context
def command(ctx: click.Context) -> None:
    """Answer a canned question; without a name, list the questions.

    \b
    Example:
      kg query talent-schemes
      kg query figures --about university --format csv > figures.csv
    """  # noqa: D301 (click reads the backspace)
    if ctx.invoked_subcommand is None:
        queries = canned.load()
        longest = max((len(query.name) for query in queries), default=0)
        for query in queries:
            click.echo(f"{query.name:<{longest}}  {query.summary}")


def _command(query: CannedQuery) -> click.Command:
    @click.pass_obj
    def ask(
        session: Session,
        /,
        format_: str | None,
        timeout: float | None,
        param: list[tuple[str, str]],
        **options: str | None,
    ) -> None:
        arguments = dict(param)
        arguments |= {name: value for name, value in options.items() if value is not None}
        text = bind(query.text, query.parameters, arguments, session.settings)
        answer(session, text, format_, timeout, hint=partial(_nothing, query))

    for parameter in reversed(query.parameters):
        if parameter.name not in _TAKEN:
            ask = click.option(
                f"--{parameter.name}",
                parameter.name,
                metavar=parameter.type.upper(),
                help=parameter.summary
                + (f" [default: {parameter.default}]" if parameter.default is not None else ""),
            )(ask)
    ask = click.option(
        "--param",
        multiple=True,
        metavar="NAME=VALUE",
        callback=_pairs,
        help="Fix a parameter (repeatable); --NAME VALUE does the same.",
    )(ask)
    ask = answer_options(FORMATS)(ask)
    return click.command(query.name, cls=Question, query=query)(ask)


def _nothing(query: CannedQuery) -> str:
    """Return what to say where nothing is found: what was looked for, and where to look on."""
    looked = query.summary[:1].lower() + query.summary[1:].rstrip(".")
    return (
        f"kg: nothing found ({query.name}: {looked})\n"
        "    `kg info` tells what is loaded, `kg load FILE` loads more, `kg query` lists all"
    )


def _pairs(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, str]]:
    pairs = []
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign:
            raise click.BadParameter(f"{value!r} is not NAME=VALUE", ctx, parameter)
        pairs.append((name.strip(), rest))
    return pairs
