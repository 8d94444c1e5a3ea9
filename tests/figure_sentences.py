"""Ordinary sentences and the figures that they state: how many of them are read rightly.

A line of a ``figures-*.txt`` of ``tests/data/sentences`` is ``SENTENCE # SUBJECT | VALUE UNIT |
TIME ; …``; unit and time are left empty where none is told, and ``\\n`` ends a line of the text.
What a figure is of may be its subject or the group that tells it apart.
``python -m tests.figure_sentences FILE …`` tells which are wrong in files: ``v``, ``s``, ``u`` or
``t`` for the value, subject, unit or time that was not found.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model.terminology import Terminology
from kg.publishing.facts import as_json
from kg.reading.reader import read
from kg.settings import Settings
from tests.extracting import extractor

_NEAR = 0.005  # of a value: 66.67 is two thirds


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a sentence states, and what was wrong about what was found of it."""

    sentence: str
    noted: str
    wrong: str  # letters of "vsut"; empty where all is right

    def __str__(self) -> str:
        return f"{self.wrong} {self.noted} <- {self.sentence}"


def figures(path: Path) -> Iterator[Figure]:
    """Yield the figures noted in a file, with what is wrong about them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, _, noted = line.partition(" # ")
        read_ = _read(sentence)
        for figure in noted.split(";"):
            yield Figure(sentence, figure.strip(), _wrong(figure, read_))


def _read(sentence: str) -> list[dict[str, Any]]:
    text = sentence.replace("\\n", "\n")
    facts = extractor().extract(read(f"{text}\n".encode(), "sentence.txt")).facts
    records = (as_json(f, "sentence", "x", Settings(), Terminology({})) for f in facts)
    return [record for record in records if record["kind"] == "quantity"]


def _wrong(figure: str, found: Iterable[dict[str, Any]]) -> str:
    subject, amount, time = (part.strip() for part in figure.split("|"))
    value, _, unit = amount.partition(" ")
    number = float(value)
    same = (each for each in found if abs(each["value"] - number) <= abs(number) * _NEAR)
    first = next(same, None)
    if first is None:
        return "v"
    names = (*first["subject"]["labels"], *first.get("dimension", {}).values())
    right = {
        "s": any(_is_part(subject, name) or _is_part(name, subject) for name in names),
        "u": not unit or first["unit"] == unit,
        "t": not time or first.get("time") == time,
    }
    return "".join(letter for letter, is_right in right.items() if not is_right)


def _is_part(one: str, other: str) -> bool:
    return one.lower() in other.lower()


def main(paths: Iterable[str]) -> None:
    """Print what is wrong, and how many are right."""
    for path in map(Path, paths):
        every = list(figures(path))
        for each in every:
            if each.wrong:
                sys.stdout.write(f"{each}\n")
        right = sum(not each.wrong for each in every)
        sys.stdout.write(f"{path.name}: {right} of {len(every)} right\n")


if __name__ == "__main__":
    main(sys.argv[1:])
