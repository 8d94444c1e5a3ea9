"""The patterns that come with the program do what their examples say, and none runs away."""

import re
import time
import tomllib
from collections.abc import Iterator

import pytest

from kg import resources
from kg.extraction.patterns import examples
from kg.extraction.patterns.catalogue import PatternSet, load
from kg.graph.ontology import terminology
from kg.model.fact import MODALITIES


@pytest.fixture(scope="module")
def patterns() -> PatternSet:
    return load(resources.PATTERNS, terminology())


def test_every_example_is_found_and_no_counter_example_is(patterns: PatternSet) -> None:
    assert list(examples.faults(patterns)) == []


def test_there_are_patterns_of_every_family(patterns: PatternSet) -> None:
    families = {pattern.family for pattern in patterns.patterns}
    assert families >= {
        "admissions", "computing", "events", "labour", "money", "organisations",
        "presence", "programmes", "rankings", "speech", "strategy", "surveys",
    }  # fmt: skip
    assert len(patterns.patterns) >= 100


def test_every_word_set_is_named_by_a_pattern_or_has_a_meaning_of_its_own() -> None:
    families = sorted(resources.PATTERNS.glob("*.toml"))
    sources = {path.name: path.read_text(encoding="utf-8") for path in families}
    sets = set(tomllib.loads(sources.pop("wordsets.toml")))
    named = set(re.findall(r"%([a-z][a-z_]*)", "".join(sources.values())))
    assert sets - named == {"negation", "hypothetical", *MODALITIES}


def _hostile(patterns: PatternSet) -> Iterator[str]:
    """Texts that keep a pattern going: its own words and slots, over and over, never finished."""
    things = "".join(sorted({min(each) for p in patterns.patterns for e in p.expressions
                             for each in e.needs}))  # fmt: skip
    yield things * 12
    yield "、".join(things) * 4
    yield "其中" * 400
    yield "的" * 1200
    yield "a and " * 250
    yield ("将" + things[0] + "由") * 120


def test_no_text_makes_a_pattern_run_away(patterns: PatternSet) -> None:
    """The bound tells ending from not ending; how fast it is, the bench shows."""
    texts = list(_hostile(patterns))
    for pattern in patterns.patterns:
        for expression in pattern.expressions:
            own = "".join(sorted(expression.words)[:3]) + "".join(map(min, expression.needs))
            began = time.process_time()
            for text in (*texts, own * 40, (own + "甲" * 11) * 20):
                for _ in expression.regex.finditer(text[:1500]):
                    pass
            assert time.process_time() - began < 20, (pattern.id, expression.source)
