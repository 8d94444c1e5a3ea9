"""``kg patterns``: check the extraction patterns, run their examples, see what a sentence meets."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import PatternError
from kg.resources import PATTERNS

if TYPE_CHECKING:
    from kg.extraction.extractor import Extraction
    from kg.extraction.passages.reading import Reading
    from kg.extraction.patterns.catalogue import PatternSet
    from kg.model.mention import Entity, Quantity, TimeExpression
    from kg.model.terminology import Terminology

_NEAREST = 3

_folder = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=PATTERNS,
    show_default="those that come with kg",
    help="Folder of pattern files (.toml).",
)


@click.group("patterns")
def command() -> None:
    """Check the patterns, run their examples, or see what a sentence meets.

    Patterns say in TOML which wordings state which facts; each carries examples and
    counter-examples.

    \b
    Example:
      kg patterns test
    """  # noqa: D301 (click reads the backspace)


@command.command()
@_folder
def lint(folder: Path) -> None:
    """Read all pattern files and report the first fault.

    \b
    Example:
      kg patterns lint
    """  # noqa: D301 (click reads the backspace)
    found = _load(folder)
    families = {pattern.family for pattern in found.patterns}
    click.echo(f"{len(found.patterns)} patterns in {len(families)} files are well formed")


@command.command()
@_folder
def test(folder: Path) -> None:
    """Run the examples and counter-examples of all patterns; exit with 1 if any fails.

    \b
    Example:
      kg patterns test
    """  # noqa: D301 (click reads the backspace)
    from kg.extraction.patterns import examples

    found = _load(folder)
    faults = list(examples.faults(found))
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise PatternError(f"{len(faults)} examples fail", "mend the pattern or its example")
    count = sum(len(p.examples) + len(p.counter) + len(p.leaves) for p in found.patterns)
    click.echo(f"{count} examples of {len(found.patterns)} patterns hold")


@command.command()
@click.argument("text")
@_folder
def explain(text: str, folder: Path) -> None:
    """Show how TEXT is read: what it names, what it states, and which patterns came near.

    \b
    Example:
      kg patterns explain '北岭市设立了规模5亿元的科创基金。'
    """  # noqa: D301 (click reads the backspace)
    from kg.errors import ReadError
    from kg.extraction.extractor import Extractor, Knowledge
    from kg.graph.ontology import terminology
    from kg.reading.reader import read

    if not text.strip():
        raise ReadError("the text is empty", "give a sentence")
    known = terminology()
    found = _load(folder, known)
    extraction = Extractor(Knowledge(known, found)).extract(read(text.encode(), "text.txt"))
    for reading in extraction.readings:
        for sentence in reading.passage.sentences:
            for line in _explained(extraction, reading, sentence, found):
                click.echo(line)


def _load(folder: Path, known: "Terminology | None" = None) -> "PatternSet":
    from kg.extraction.patterns.catalogue import load
    from kg.graph.ontology import terminology

    return load(folder, known or terminology())


def _explained(
    extraction: "Extraction",
    reading: "Reading",
    sentence: tuple[int, int],
    patterns: "PatternSet",
) -> Iterator[str]:
    from kg.publishing.highlights import described

    terminology = patterns.alphabet.terminology
    yield reading.passage.text[slice(*sentence)]
    yield f"  read as  {_read_as(reading, sentence, terminology)}"
    span = reading.passage.span(*sentence)
    for fact in extraction.facts:
        stated = (e.span for e in fact.evidence if e.role == "statement")
        if fact.kind != "entity" and any(span.overlaps(each) for each in stated):
            yield f"  states   {described(fact, terminology)}  ({fact.rule}, {fact.tier})"
    projection = patterns.alphabet.project(reading.passage.folded, reading.mentions)
    matched = {match.pattern.id for match in patterns.match(projection, sentence)}
    near = [e for e in patterns.explain(projection, sentence[0]) if e.pattern not in matched]
    for each in near[:_NEAREST]:
        yield f"  near     {each.pattern}: {each.matched} of {each.total}, then not {each.before}"


def _read_as(reading: "Reading", sentence: tuple[int, int], terminology: "Terminology") -> str:
    """Return the sentence with what was recognised in it between angle brackets."""
    pieces, done = [], sentence[0]
    text = reading.passage.text
    for mention in reading.within(*sentence):
        pieces.append(text[done : mention.start])
        words = text[mention.start : mention.end]
        pieces.append(f"⟨{words}: {_meant(mention.meanings, terminology)}⟩")
        done = mention.end
    return "".join([*pieces, text[done : sentence[1]]])


def _meant(
    meanings: "Sequence[Entity | Quantity | TimeExpression]", terminology: "Terminology"
) -> str:
    from kg.model.mention import Entity, Quantity

    words: dict[str, None] = {}
    for meaning in meanings:
        if isinstance(meaning, Entity):
            for curie in meaning.types:
                term = terminology.classes.get(curie)
                words[term.label if term else curie] = None
        elif isinstance(meaning, Quantity):
            words[f"{meaning.value:,} {meaning.unit}"] = None
        else:
            words[meaning.edtf or "relative time"] = None
    return " or ".join(words)
