"""Every construction in which a verb or a noun may state a relation, in every language.

The sentences are generated (:mod:`tests.constructions`), so what each must yield is known. A floor
for each construction and language tells when a link of the chain breaks, and what broke it is in
the message: the sentences whose relation is lost. ``python -m tests.test_constructions`` prints the
whole matrix, and what is lost or wrong.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.reading.reader import read
from kg.text.folding import fold
from tests.constructions import LANGUAGES, Case, cases, data, traditional
from tests.extracting import extractor

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

_EACH = 1
# The share of relations that are found; what is not listed must be found nearly always.
_USUAL = 0.7
_FLOORS = {  # names break before the construction does (A's P, “某某项目”, 客户：A)
    ("attribute", "en"): 0.0,
    ("attribute", "zh-Hans"): 0.5,
    ("active", "zh-Hans"): 0.5,
    ("relative-patient", "zh-Hans"): 0.5,
    ("label", "zh-Hant"): 0.6,
    ("label", "en"): 0.4,
    ("deed-noun", "en"): 0.5,
    ("carried-subject", "zh-Hans"): 0.6,
    ("bracketed", "en"): 0.6,
    ("bracketed", "zh-Hant"): 0.6,
}
_WRONG = 0.01  # of all relations stated, at most


@cache
def read_cases() -> tuple[tuple[Case, int, int], ...]:
    """Return every case with how many of its relations are found, and how many others."""
    return tuple((case, *judged(case)) for case in cases("matrix", _EACH))


def judged(case: Case) -> tuple[int, int]:
    """Return how many relations of a case are found, and how many it does not state."""
    name = "case.txt" if "\n" in case.text and "#" not in case.text else "case.md"
    facts = extractor().extract(read(case.text.encode(), name)).facts
    found = [fact for fact in facts if fact.kind == "relation" and isinstance(fact.object, Entity)]
    met = {triple: [f for f in found if _meets(f, triple, case)] for triple in case.states}
    others = [f for f in found if f.predicate not in _IMPLIED and not _told(f, case)]
    return sum(map(bool, met.values())), len(others)


_IMPLIED = frozenset(  # whoever does something together; where what is said to be in a place is
    f"kg:{each}"
    for each in ("partner", "locatedIn", "headquarteredIn", "heldIn", "presentIn", "appliesIn")
)


def _told(fact: Fact, case: Case) -> bool:
    """Tell whether a case relates the ends of a fact, under whatever property."""
    return any(_meets(fact, triple, replace(case, loose=True)) for triple in case.states)


def _meets(fact: Fact, triple: tuple[str, str, str], case: Case) -> bool:
    predicate, *ends = triple
    names = [traditional(end) if case.language == "zh-Hant" else end for end in ends]
    forward = [_is(fact.subject, names[0]), _is(fact.object, names[1])]
    back = [_is(fact.subject, names[1]), _is(fact.object, names[0])]
    if case.loose:
        return all(forward) or all(back)
    return fact.predicate == f"kg:{predicate}" and all(forward)


def _is(thing: object, name: str) -> bool:
    labels = thing.labels if isinstance(thing, Entity) else ()
    return any(_plain(label.text) == _plain(name) for label in labels)


def _plain(name: str) -> str:
    return fold(name).lower().removeprefix("the ").strip("《》“”「」")


def _cells() -> Iterator[tuple[str, str]]:
    for construction, table in data("constructions").items():
        for language in LANGUAGES:
            worded = ("en" if language == "en" else "zh") in table
            if worded and table.get("states") != []:
                yield construction, language


@pytest.mark.parametrize(("construction", "language"), list(_cells()))
def test_a_construction_states_its_relation(construction: str, language: str) -> None:
    read = [each for each in read_cases() if each[0].construction == construction]
    read = [each for each in read if each[0].language == language]
    stated, found = sum(len(case.states) for case, _, _ in read), sum(met for _, met, _ in read)
    lost = [case.text for case, met, _ in read if met < len(case.states)]
    floor = _FLOORS.get((construction, language), _USUAL)
    assert found >= floor * stated, f"{found} of {stated}; not: {lost}"


def test_what_is_not_stated_is_not_found() -> None:
    read = read_cases()
    wrong = [case.text for case, _, others in read if others]
    assert len(wrong) <= _WRONG * sum(met for _, met, _ in read), wrong


@pytest.mark.parametrize("construction", ["negated", "apart"])
def test_what_is_denied_or_said_of_others_is_not_found(construction: str) -> None:
    wrong = [
        case.text
        for case, _, others in read_cases()
        if case.construction == construction and others
    ]
    assert not wrong


def test_every_kind_of_name_may_stand_in_a_construction() -> None:
    told: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case, met, _ in read_cases():
        told[case.kind][0] += met
        told[case.kind][1] += len(case.states)
    low = {kind: share for kind, share in told.items() if share[0] < 0.65 * share[1]}
    assert not low


def matrix() -> Iterator[str]:
    """Yield the share found by construction × language and by kind of name; then what is not."""
    cells: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for case, met, _ in read_cases():
        for cell in ((case.construction, case.language), ("every", case.kind)):
            cells[cell][0] += met
            cells[cell][1] += len(case.states)
    for (row, column), (met, stated) in cells.items():
        if stated:
            yield f"{row:18} {column:18} {met:4} of {stated:4}  {met / stated:.2f}"
    for case, met, others in read_cases():
        if met < len(case.states) or others:
            judgement = "WRONG" if others else "LOST "
            yield f"{judgement} {case.construction} {case.kind} {case.text!r}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in matrix())
