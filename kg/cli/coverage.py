"""``kg coverage``: what of a document no fact used, and which pattern came nearest."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.load import expanded
from kg.cli.session import Session, format_option, terminal_width
from kg.querying.tables import Column, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coverage import Coverage, Gap
    from kg.extraction.extractor import Extraction
    from kg.extraction.facts.gate import Rejection
    from kg.model.document import Document
    from kg.model.fact import Fact
    from kg.model.span import Span
    from kg.model.terminology import Terminology


@click.command("coverage")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@format_option("table", "json", about="How to write the gaps.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write a page per document there, with its facts and gaps marked in its text, and "
    "a list of the pages.",
)
@click.pass_obj
def command(_: Session, /, paths: tuple[Path, ...], format_: str, html: Path | None) -> None:
    """List the figures, dates, bracketed names and list items of PATHS that no fact used.

    With each stands the pattern that came nearest, how many of its elements were found, and the
    element that was not. Facts that were found and not admitted follow, with the reason. No store
    is needed or touched.

    \b
    Example:
      kg coverage report.md
      kg coverage documents --html pages
    """  # noqa: D301 (click reads the backspace)
    from kg.conversion import knowledge
    from kg.extraction.coverage import coverage
    from kg.loading import extracted

    known = knowledge()
    pages = []
    for extraction in extracted(expanded(paths), known):
        found = coverage(extraction, known.patterns)
        if html:
            pages.append(_write_page(html, extraction, found, known.terminology))
        if format_ == "json":
            click.echo(json.dumps(_as_json(extraction, found), ensure_ascii=False))
        else:
            _show(extraction, found)
    if html:
        _write_contents(html, pages)


def _write_page(
    folder: Path, extraction: "Extraction", found: "Coverage", terminology: "Terminology"
) -> tuple[str, str, str]:
    """Write the page of a document; return its address, the document's name and a summary."""
    from kg.publishing.highlights import page, summary

    document, facts = extraction.document, extraction.facts
    address = f"{document.slug}.html"
    _write(folder / address, page(document, facts, found, terminology))
    return address, document.name, summary(facts, found)


def _write_contents(folder: Path, pages: "Sequence[tuple[str, str, str]]") -> None:
    """Write the list of the pages: an address is no more than a hash where a name is Chinese."""
    from kg.publishing.highlights import contents

    taken = any(address == "index.html" for address, _, _ in pages)
    _write(folder / ("_index.html" if taken else "index.html"), contents(pages))


def _write(target: Path, html: str) -> None:
    from kg.publishing.files import written

    target.parent.mkdir(parents=True, exist_ok=True)
    with written(target) as file:
        file.write(html.encode())
    click.echo(f"wrote {target}", err=True)


def _show(extraction: "Extraction", found: "Coverage") -> None:
    document = extraction.document
    click.echo(document.name)
    for kind, (used, every) in _counts(found).items():
        click.echo(f"  {kind + 's':<8}{used:>5} of {every:<5} used")
    if found.gaps:
        _show_gaps(document, found.gaps)
    if extraction.rejected:
        _show_rejected(document, extraction.rejected)


def _show_gaps(document: "Document", gaps: "Sequence[Gap]") -> None:
    columns = [Column(name) for name in ("line", "kind", "words", "nearest pattern", "sentence")]
    for gap in gaps:
        near = gap.near
        columns[0].add(str(_line(document, gap.span)), number=True)
        columns[1].add(gap.kind)
        columns[2].add(gap.span.of(document.text))
        columns[3].add(
            f"{near.pattern} {near.matched}/{near.total}, not {near.before}" if near else ""
        )
        columns[4].add(gap.sentence.of(document.text))
    click.echo(table(columns, terminal_width()), nl=False)


def _show_rejected(document: "Document", rejected: "Sequence[Rejection]") -> None:
    click.echo("Found and not admitted:")
    columns = [Column(name) for name in ("line", "fact", "reason", "words")]
    for each in rejected:
        stated = each.fact.evidence[0]
        columns[0].add(str(_line(document, stated.span)), number=True)
        columns[1].add(_in_words(each.fact))
        columns[2].add(each.reason)
        columns[3].add(stated.quote)
    click.echo(table(columns, terminal_width()), nl=False)


def _line(document: "Document", span: "Span") -> int:
    return document.text.count("\n", 0, span.start) + 1


def _in_words(fact: "Fact") -> str:
    """Return a fact as a line, shortened to names: it is not in any graph."""
    told = fact.object or (fact.quantity and fact.quantity.value)
    return f"{fact.subject.name} {fact.predicate} {getattr(told, 'name', told) or ''}".rstrip()


def _as_json(extraction: "Extraction", found: "Coverage") -> dict[str, Any]:
    text = extraction.document.text
    return {
        "document": extraction.document.name,
        "used": {
            kind: {"used": used, "all": every} for kind, (used, every) in _counts(found).items()
        },
        "gaps": [
            {
                "kind": gap.kind,
                "start": gap.span.start,
                "end": gap.span.end,
                "quote": gap.span.of(text),
                "sentence": gap.sentence.of(text),
            }
            | (
                {
                    "nearest": {
                        "pattern": gap.near.pattern,
                        "matched": gap.near.matched,
                        "of": gap.near.total,
                        "missing": gap.near.before,
                    }
                }
                if gap.near
                else {}
            )
            for gap in found.gaps
        ],
        "rejected": [
            {
                "fact": _in_words(each.fact),
                "reason": each.reason,
                "start": each.fact.evidence[0].span.start,
                "end": each.fact.evidence[0].span.end,
                "quote": each.fact.evidence[0].quote,
            }
            for each in extraction.rejected
        ],
    }


def _counts(found: "Coverage") -> dict[str, tuple[int, int]]:
    from kg.extraction.coverage import KINDS

    return dict(zip(KINDS, found.counts, strict=True))
