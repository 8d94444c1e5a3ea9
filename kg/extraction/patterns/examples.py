"""Examples of patterns, run: a pattern shows what it finds and what it must not find.

The text of an example may say what is in it, so that no dictionary is needed:
``{青苗计划|Programme}批出{1200宗|count:1200:application}``. Whatever is not marked and looks like a
quantity or a date is read by the finders that documents are read with.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from kg.extraction.numbers import quantities
from kg.extraction.passages.passage import Passage, passages
from kg.extraction.patterns.catalogue import Context, Pattern, PatternSet
from kg.extraction.times import dates
from kg.model.document import Block, BlockKind, Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.span import Span
from kg.model.terminology import Label
from kg.text.folding import fold

ANCHOR = date(2024, 6, 15)
"""The date of every example's document, for ``今年`` and ``last month``."""

_TOPICS = ("它|Organisation", "它|City", "它|Programme")  # whatever a counter-example is about
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def faults(pattern_set: PatternSet) -> Iterator[str]:
    """Yield what is wrong with the examples of a set: one line each, naming file and pattern."""
    for pattern in pattern_set.patterns:
        where = f"{pattern.family}.toml: {pattern.id}: "
        if len(pattern.examples) < 2 or not (pattern.counter or pattern.leaves):
            yield f"{where}has not two examples and a counter-example"
        # What a frame states as well is stated; the rule of a fact is that of the first to do so.
        own = {template.property for template in pattern.templates}
        for example in pattern.examples:
            facts = stated(pattern_set, example)
            for wanted in example.get("facts", [example]):
                found = [
                    f
                    for f in facts
                    if f.rule == pattern.id or f.predicate in own or "property" in wanted
                ]
                if not any(_meets(fact, wanted) for fact in found):
                    yield f"{where}{example['text']}: {_difference(found, wanted)}"
        for fault in _found_wrongly(pattern_set, pattern, own):
            yield f"{where}{fault}"


def _found_wrongly(pattern_set: PatternSet, pattern: Pattern, own: set[str]) -> Iterator[str]:
    """Yield what is found of counter-examples, and what is not left to other patterns."""
    for text, topic in product(pattern.counter, _TOPICS):
        for fact in stated(pattern_set, {"text": text, "topic": topic}):
            if fact.predicate in own:
                yield f"{text}: must not be found, but {described(fact)} is, by {fact.rule}"
    for text, topic in product(pattern.leaves, _TOPICS):
        rules = {fact.rule for fact in stated(pattern_set, {"text": text, "topic": topic})}
        if pattern.id in rules or not rules:
            yield f"{text}: must be left to another pattern, but {rules or 'none'} states it"


def stated(pattern_set: PatternSet, example: Mapping[str, Any]) -> list[Fact]:
    """Return the facts that all patterns of the set find in one example."""
    plain, marked = parse(example["text"])
    passage = _passage(plain)
    topic = parse("{" + example["topic"] + "}")[1][0].meaning if "topic" in example else None
    subject = topic if isinstance(topic, Entity) else None
    context = Context(
        document=Entity("doc/example", (Label("example"),), ("kg:Document",)),
        subject=subject,
        subject_evidence=Evidence(Span(0, 0), "", "heading") if subject else None,
        mint=lambda words, curie: _entity(words, curie),
    )
    return pattern_set.facts(passage, mentions(passage.folded, marked), context)


def parse(text: str) -> tuple[str, list[Mention]]:
    """Return the text without its marks, and the mentions that the marks make.

    >>> plain, found = parse("{青苗计划|Programme}有{三人|count:3:person}")
    >>> plain, found[0].meaning.types, found[1].start
    ('青苗计划有三人', ('kg:Programme',), 5)
    """
    plain = ""
    found: list[Mention] = []
    done = 0
    for mark in _MARK.finditer(text):
        plain += text[done : mark.start()]
        start = len(plain)
        plain += mark[1]
        found.append(Mention(start, len(plain), (_meaning(mark[1], mark[2]),), "example"))
        done = mark.end()
    return plain + text[done:], found


def mentions(folded: str, marked: Iterable[Mention]) -> list[Mention]:
    """Return the marked mentions with the dates and quantities found between them, in order."""
    taken = list(marked)
    for mention in (*dates.find(folded, ANCHOR), *quantities.find(folded)):
        if all(mention.end <= m.start or m.end <= mention.start for m in taken):
            taken.append(mention)
    return sorted(taken, key=lambda mention: mention.start)


def described(fact: Fact) -> dict[str, Any]:
    """Return what an example can ask for of a fact."""
    quantity = fact.quantity
    seen: dict[str, Any] = {
        "property": fact.predicate,
        "subject": fact.subject.name,
        "object": fact.object.name if isinstance(fact.object, Entity) else fact.object,
        "time": fact.time,
        "dimension": dict(fact.dimension),
        "measure": fact.measure,
        "modality": fact.modality,
        "tier": fact.tier,
        "speaker": fact.speaker.name if fact.speaker else None,
    }
    if quantity:
        seen |= {
            "value": float(quantity.value),
            "max": None if quantity.maximum is None else float(quantity.maximum),
            "unit": quantity.unit,
            "per": quantity.per,
            "qualifier": quantity.qualifier.value,
        }
    return seen


def _meaning(words: str, mark: str) -> Entity | Quantity | TimeExpression:
    kind, _, rest = mark.partition(":")
    if kind == "date":
        return TimeExpression(rest)
    if kind[:1].isupper():
        return _entity(words, f"kg:{kind}")
    value, _, unit = rest.partition(":")
    return Quantity(Decimal(value), unit or "item")


def _entity(words: str, curie: str) -> Entity:
    key = hashlib.sha256(fold(words).encode()).hexdigest()[:8]
    return Entity(f"id/{key}", (Label(words),), (curie,))


def _passage(text: str) -> Passage:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("example", "example", text, digest, digest, "utf-8", "", (block,))
    return passages(document)[0]


def _meets(fact: Fact, wanted: Mapping[str, Any]) -> bool:
    seen = described(fact)
    return all(seen.get(key) == wanted[key] for key in wanted if key not in _ABOUT_EXAMPLE)


_ABOUT_EXAMPLE = frozenset({"text", "topic", "facts"})


def _difference(found: list[Fact], wanted: Mapping[str, Any]) -> str:
    asked = {key: value for key, value in wanted.items() if key not in _ABOUT_EXAMPLE}
    seen = [{k: v for k, v in described(fact).items() if k in asked} for fact in found]
    return f"asked for {asked}, found {seen or 'nothing'}"


__all__ = ["Pattern", "described", "faults", "mentions", "parse", "stated"]
