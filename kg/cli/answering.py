"""From a query's text to its answer on standard output: what ``query`` and ``sparql`` share."""

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import click

from kg.cli.session import Session, stoppable, store_option, terminal_width
from kg.querying.evaluation import evaluate
from kg.querying.results import write

F = TypeVar("F", bound=Callable[..., Any])


def answer_options(formats: tuple[str, ...]) -> Callable[[F], F]:
    """Add ``--format``, ``--timeout`` and ``--store``."""

    def decorate(command: F) -> F:
        command = store_option(command)
        command = click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help="Give up after so many seconds.",
        )(command)
        return click.option(
            "--format",
            "-f",
            "format_",
            type=click.Choice(formats),
            default=None,
            help="How to write the answer [default: table, or turtle for a graph].",
        )(command)

    return decorate


def answer(
    session: Session,
    text: str,
    format_: str | None,
    seconds: float | None,
    known: Mapping[str, str] = MappingProxyType({}),
    hint: Callable[[], str] | None = None,
) -> None:
    """Write the answer to the query ``text`` to standard output.

    What ``hint`` gives goes to standard error below a table without a row. The prefixes that are
    ``known`` need no declaration in the query. On a terminal cells are cut to its width; elsewhere
    they are written in full.
    """
    output = sys.stdout.buffer
    with session.open() as snapshot, stoppable(seconds):
        told = write(
            evaluate(snapshot.store, text, base=session.settings.base, prefixes=known),
            format_ or "",
            output,
            text=text,
            base=session.settings.base,
            known=known,
            width=terminal_width(),
        )
        output.flush()
        if hint and not told:
            click.echo(hint(), err=True)
