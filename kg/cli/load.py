"""``kg load``: documents and RDF files into the store."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.session import Session, store_option

if TYPE_CHECKING:
    from kg.loading import Progress, Summary


@click.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option(
    "--extractor",
    "extractors",
    multiple=True,
    metavar="NAME",
    help="Ask an installed extractor too (repeatable); 'chat' asks the model of KG_LLM_URL.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that read documents.  [default: as many as pay]",
)
@click.option(
    "--keep-going",
    "-k",
    is_flag=True,
    help="Load the others where files cannot be read; the exit code is 1 all the same.",
)
@store_option
@click.pass_obj
def command(
    session: Session,
    /,
    paths: tuple[Path, ...],
    extractors: tuple[str, ...],
    jobs: int | None,
    *,
    keep_going: bool,
) -> None:
    """Read documents and load what they say into the store.

    PATHS are files, folders and patterns. What has not changed is skipped, what has changed is
    replaced; what is gone from a folder stays in the store. A document is known by its file's name.
    RDF files (.nt .nq .ttl .trig .rdf .jsonld, also .gz) are loaded as they are. Readers see the
    new state when the whole load is done. Where files cannot be read, all of them are told, each
    with its place and remedy, and nothing is loaded, unless --keep-going leaves them out.

    What an --extractor claims enters only if its words stand in the text and its figures are what
    is read there; what a model claims stays a candidate, in a graph of its own.

    \b
    Example:
      kg load documents
      kg load report.md 'reports/**/*.txt' terms.ttl.gz
    """  # noqa: D301 (click reads the backspace)
    from kg.loading import files, load

    chosen = expanded(paths)
    with _progress(len(files(chosen))) as progress:
        summary = load(
            chosen,
            session.store,
            session.settings,
            progress,
            extractors,
            jobs,
            keep_going=keep_going,
        )
    _tell(summary)
    if summary.faults:
        sys.exit(1)


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Return the paths with patterns replaced by what they match, if the shell has not done so.

    A pattern that matches nothing stays, to be reported as missing.
    """
    found: list[Path] = []
    for path in paths:
        name = str(path)
        matches = (
            sorted(glob(name, recursive=True))  # noqa: PTH207 (patterns may be absolute)
            if has_magic(name) and not path.exists()
            else []
        )
        found += [Path(match) for match in matches] or [path]
    return found


@contextmanager
def _progress(length: int) -> Iterator["Progress"]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(
        length=length,
        label="Loading",
        file=sys.stderr,
        item_show_func=lambda path: path.name if path else "",
    ) as bar:
        yield lambda path: bar.update(1, path)


def _tell(summary: "Summary") -> None:
    """Say what was done, on standard error: it is not an answer."""
    lines = [f"{len(summary.loaded):,} loaded, {len(summary.unchanged):,} unchanged"]
    if summary.loaded:
        doubt = f", {summary.candidates:,} of them candidates only" if summary.candidates else ""
        lines.append(f"{summary.facts:,} fact{'' if summary.facts == 1 else 's'}{doubt}")
    if summary.rejected:
        found = f"{summary.rejected:,} fact{'' if summary.rejected == 1 else 's'} found"
        lines.append(f"{found} and not admitted: kg coverage FILE lists them with the reason")
    lines.append(f"generation {summary.generation}")
    if summary.faults:
        lines.append(f"{len(summary.faults):,} left out:")
        lines += [f"  {fault}" for fault in summary.faults]
    for line in lines:
        click.echo(line, err=True)
