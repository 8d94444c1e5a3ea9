"""What the subcommands share: the store and settings of a run, where to write, when to stop."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import StoreError
from kg.settings import DEFAULT_BASE, Settings

if TYPE_CHECKING:
    from kg.graph.generations import Snapshot

F = TypeVar("F", bound=Callable[..., Any])
TIMED_OUT = 1


@dataclass(frozen=True, slots=True)
class Session:
    """The store and the settings of one run."""

    store: Path
    base: str | None = None

    @property
    def settings(self) -> Settings:
        """The base asked for, else that of the store, else the default; StoreError on a clash."""
        from kg.graph.generations import recorded_base

        recorded = recorded_base(self.store)
        if self.base and recorded and self.base != recorded:
            raise StoreError(
                f"the data in {self.store} is published under {recorded}, not {self.base}",
                "leave --base out, or name another store",
            )
        return Settings(self.base or recorded or DEFAULT_BASE)

    def open(self) -> "Snapshot":
        """Open the current generation read-only; StoreError where there is none."""
        from kg.graph.generations import open_current

        return open_current(self.store)


def store_option(command: F) -> F:
    """Let ``--store`` stand after the subcommand too."""

    def chosen(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.obj = replace(ctx.obj, store=value)

    return click.option(
        "--store",
        type=click.Path(readable=False, path_type=Path),
        expose_value=False,
        callback=chosen,
        help="Folder of the store.",
    )(command)


def format_option(*formats: str, about: str) -> Callable[[F], F]:
    """Let ``--format`` choose how something is written, by default in the first of the formats."""
    return click.option(
        "--format",
        "-f",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=about,
    )


def terminal_width() -> int | None:
    """Return the width of the terminal that output goes to; None where it goes elsewhere."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def stoppable(seconds: float | None = None) -> Iterator[None]:
    """Let an evaluation be ended: by Ctrl-C at once, and after ``seconds``.

    The engine runs outside Python and hears no exception, so the process itself ends. That is
    safe for a reader: it holds no lock and writes nothing.
    """
    main_thread = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL) if main_thread else None
    timer = threading.Timer(seconds, _end, [seconds]) if seconds else None
    if timer:
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        if timer:
            timer.cancel()
        if main_thread:
            signal.signal(signal.SIGINT, before)


def _end(seconds: float) -> None:
    sys.stderr.write(f"kg: the query took longer than {seconds:g} s (see --timeout)\n")
    sys.stderr.flush()
    os._exit(TIMED_OUT)
