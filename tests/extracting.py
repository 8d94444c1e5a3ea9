"""What tests of reading share: one extractor, with the knowledge that comes with the program."""

from collections.abc import Iterator
from functools import cache

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor
from kg.extraction.passages.passage import passages
from kg.extraction.patterns import examples
from kg.extraction.patterns.catalogue import PatternSet, load
from kg.extraction.recognition import Recogniser
from kg.graph.ontology import terminology
from kg.model.mention import Entity
from kg.reading.reader import read
from kg.resources import PATTERNS


@cache
def extractor() -> Extractor:
    """Return the extractor; it keeps no state between documents."""
    return Extractor(knowledge())


def mentioned(text: str, name: str = "note.txt") -> Iterator[tuple[str, Entity, str]]:
    """Give every mention of a thing in a text: its words, the thing, the rule that found it."""
    texts = passages(read(f"{text}\n".encode(), name))
    for reading in Recogniser(extractor().terminology).read(texts, None):
        for m in reading.mentions:
            if isinstance(m.meaning, Entity):
                yield reading.passage.text[m.start : m.end], m.meaning, m.rule


def named(text: str, *rules: str) -> list[tuple[str, str]]:
    """List the names that the rules found in a text, with their classes."""
    return [(words, thing.types[0]) for words, thing, rule in mentioned(text) if rule in rules]


def meant(text: str) -> list[tuple[str, str]]:
    """List the words of a text that stand for a thing named elsewhere in it, and its name."""
    return [
        (words, thing.name)
        for words, thing, rule in mentioned(text, "note.md")
        if rule == "anaphora"
    ]


def told(text: str, name: str = "note.txt") -> set[tuple[str, str, str]]:
    """Give the relations of a text: subject, property without its prefix, object, by name."""
    return {
        (fact.subject.name, fact.predicate.removeprefix("kg:"), _words(fact.object))
        for fact in extractor().extract(read(f"{text}\n".encode(), name)).facts
        if fact.kind == "relation"
    }


def _words(thing: Entity | str | None) -> str:
    return thing.name if isinstance(thing, Entity) else thing or ""


@cache
def patterns() -> PatternSet:
    """Return the patterns that come with the program."""
    return load(PATTERNS, terminology())


def stated(text: str, topic: str = "") -> set[tuple[str, str, str]]:
    """Give the relations that patterns read in a text that is marked as their examples are."""
    asked = {"text": text} | ({"topic": topic} if topic else {})
    found = map(examples.described, examples.stated(patterns(), asked))
    return {(each["subject"], each["property"][3:], each["object"]) for each in found}


def people(text: str) -> list[str]:
    """List the people of a text, as they are called in it."""
    return [words for words, thing, _ in mentioned(text) if thing.types[0] == "kg:Person"]
