"""Ordinary sentences and the relations that they state: how many of them are found.

A line of ``tests/data/sentences`` is ``SENTENCE # SUBJECT | PROPERTY | OBJECT ; …``. Each sentence
is a document of its own; ``\\n`` in it begins another line. ``python -m tests.sentences FILE …``
tells which relations are missed in files (``s`` or ``o`` where the subject or the object is no
entity), and how many are found.
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

FOLDER = Path(__file__).parent / "data" / "sentences"


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation that a sentence states, and what was found of it."""

    sentence: str
    subject: str
    property: str
    object: str
    found: bool  # between these two, either way round
    right: bool  # by this property too
    known: tuple[bool, bool]  # whether subject and object were found as things

    def __str__(self) -> str:
        marks = ("S" if self.known[0] else "s") + ("O" if self.known[1] else "o")
        return f"{marks} {self.subject} | {self.property} | {self.object} <- {self.sentence}"


def stated(path: Path) -> Iterator[Stated]:
    """Yield the relations noted in a file, and whether they are found."""
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, _, noted = line.partition(" # ")
        things, relations = _read(sentence)
        for relation in noted.split(";"):
            subject, property_, object_ = (part.strip() for part in relation.split("|"))
            met = [each for each in relations if _are(each, subject, object_)]
            found = any(each[1] == property_ for each in met)
            known = (_is(subject, things), _is(object_, things))
            yield Stated(sentence, subject, property_, object_, bool(met), found, known)


def unnoted(path: Path) -> Iterator[str]:
    """Yield the relations that sentences of a file are read to state, and that are not noted.

    A line is ``SENTENCE``, or ``SENTENCE # SUBJECT | PROPERTY | OBJECT ; …``; a fourth part
    (``| plan``) is the modality that the relation must have.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, _, rest = line.partition(" # ")
        noted = [tuple(map(str.strip, each.split("|"))) for each in rest.split(";") if each]
        for names, property_, others, mood in _read(sentence)[1]:
            found = (names, property_, others, mood)
            if not any(_is_noted(found, each) for each in noted):
                yield f"{names[0]} | {property_} | {others[0]} {mood} <- {sentence}"


def _is_noted(found: "Relation", noted: tuple[str, ...]) -> bool:
    subject, property_, object_, *mood = noted
    ends = _is(subject, found[0]) and _is(object_, found[2])
    return ends and found[1] == property_ and (not mood or found[3] == mood[0])


Relation = tuple[list[str], str, list[str], str]


def _read(sentence: str) -> tuple[list[str], list[Relation]]:
    """Return the names of things and the relations that are found in a sentence."""
    facts = extractor().extract(read(_document(sentence), "sentence.txt")).facts
    things: list[str] = []
    relations: list[Relation] = []
    for fact in facts:
        record: dict[str, Any] = as_json(fact, "sentence", "x", Settings(), Terminology({}))
        names = record["subject"]["labels"]
        if record["kind"] == "entity":
            things += names
        elif record["kind"] == "relation":
            object_ = record["object"]
            others = object_.get("labels") or [object_["value"]]
            mood = record.get("modality", "")
            relations.append((names, record["predicate"].partition(":")[2], others, mood))
    return things, relations


def _document(sentence: str) -> bytes:
    return (sentence.replace("\\n", "\n") + "\n").encode()


def _are(relation: Relation, subject: str, object_: str) -> bool:
    one, _, other, _ = relation
    return (_is(subject, one) and _is(object_, other)) or (
        _is(subject, other) and _is(object_, one)
    )


def _is(name: str, labels: Iterable[str]) -> bool:
    """Tell whether a name is one of the labels, or a part of one."""
    name = name.lower()
    return any(
        name == label or (min(len(name), len(label)) > _SHORT and (name in label or label in name))
        for label in map(str.lower, labels)
    )


_SHORT = 3


def main(paths: Iterable[str]) -> None:
    """Print what is missed, and how many are found."""
    for path in map(Path, paths):
        all_ = list(stated(path))
        for each in all_:
            if not each.found:
                sys.stdout.write(f"{each}\n")
        found, right = (sum(getattr(each, name) for each in all_) for name in ("found", "right"))
        sys.stdout.write(f"{path.name}: {found} of {len(all_)} found, {right} by their property\n")


if __name__ == "__main__":
    main(sys.argv[1:])
