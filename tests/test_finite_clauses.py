"""The finite verb of an English clause and its subject."""

import pytest

from kg.extraction.grammar.english_words import NAME, NUMBER, TIME, VERB, tokens_of
from kg.extraction.grammar.finite_clauses import finite

_KINDS = {"<": (">", NAME), "{": ("}", NUMBER), "[": ("]", TIME)}


def parsed(text: str) -> tuple[str, tuple[tuple[int, int, str], ...], int]:
    """Return a sentence without its marks, what they mark, and the place of ``^``."""
    plain, named, at, opened = "", [], 0, (0, "", "")
    for character in text:
        if character == "^":
            at = len(plain)
        elif character in _KINDS:
            opened = (len(plain), *_KINDS[character])
        elif opened[1] and character == opened[1]:
            named.append((opened[0], len(plain), opened[2]))
        else:
            plain += character
    return plain, tuple(named), at


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("The quarry employs ^{40} people.", "The quarry", "employs"),
        ("The quarry, opened in May 1990, employs ^{40} people.", "The quarry", "employs"),
        ("The quarry, which a family owns, sold ^{9} tonnes.", "The quarry", "sold"),
        ("The quarry (north pit) has ^{9} wells.", "The quarry", "has"),
        ("The quarry was sold and now employs ^{40} people.", "The quarry", "employs"),
        ("[In 2019] the quarry had ^{9} wells.", "the quarry", "had"),
        ("Under the new lease an owner will pay ^{9} marks.", "an owner", "will"),
        ("Ferries that serve the outer isles carry ^{9} cars.", "Ferries", "carry"),
        (
            "Output at <Keel Mill> in [2030] stands at ^{9} tonnes.",
            "Output at Keel Mill in 2030",
            "stands",
        ),
        ("Sales [last year] rose by ^{9} marks.", "Sales last year", "rose"),
        ("In [2030] planned output stands at ^{9} tonnes.", "planned output", "stands"),
        ("The pits that feed the mill stood at ^{9} feet.", "The pits", "stood"),
        ("The council sold the land, and the mill has ^{9} wheels.", "the mill", "has"),
        ("<Keel Ltd>, which runs ^{9} ferries, grew.", "Keel Ltd", "runs"),
        ("They expect the ferry to carry ^{9} cars.", "the ferry", "expect"),
        ("The owner says women hold ^{9} of the posts.", "women", "hold"),
        ("Repairs will cost ^{9} marks.", "Repairs", "will"),
        ("There are ^{9} mills.", "There", "are"),
    ],
)
def test_the_last_verb_before_a_figure_has_a_subject(text: str, subject: str, verb: str) -> None:
    plain, named, at = parsed(text)
    found = finite(plain, (0, len(plain)), at, named)
    assert found is not None
    assert (plain[slice(*found.subject)], plain[slice(*found.verb)]) == (subject, verb)
    assert not found.holds


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("^{300} firms have joined.", "300 firms"),
        ("The mill closed, and ^{300} firms have left.", "300 firms"),
        ("[Last year] about ^{300} of them signed the book.", "about 300 of them"),
        ("At least ^{30} of the posts must go.", "At least 30 of the posts"),
    ],
)
def test_a_phrase_that_begins_with_a_figure_is_the_subject_of_what_follows(
    text: str, subject: str
) -> None:
    plain, named, at = parsed(text)
    found = finite(plain, (0, len(plain)), at, named)
    assert found is not None
    assert found.holds
    assert plain[slice(*found.subject)] == subject


@pytest.mark.parametrize(
    "text",
    [
        "A mill of ^{9} wheels.",
        "The mill was sold; ^{9} marks a day.",
        "",
    ],
)
def test_no_verb_governs_what_has_none(text: str) -> None:
    plain, named, at = parsed(text)
    assert finite(plain, (0, len(plain)), at, named) is None


@pytest.mark.parametrize(
    "text",
    ["And fell to ^{9} marks.", ", has ^{9} wheels.", ") has ^{9} wheels.", "It (so) and has ^{9}"],
)
def test_a_verb_without_a_subject_has_an_empty_one_or_its_words(text: str) -> None:
    plain, named, at = parsed(text)
    found = finite(plain, (0, len(plain)), at, named)
    assert found is None or plain[slice(*found.subject)] in ("", "And", "It")


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The costs of ice rose.", ["rose"]),
        ("The hall opened by the duke seats nine.", []),
        ("The hall holds {9} and costs {8} marks.", ["holds", "costs"]),
        ("A grant helps the poor.", ["helps"]),
        ("It has been repaired and will be sold.", ["has", "will"]),
        ("They met Will Ashby in May.", ["met"]),
        ("It dredged the bay.", ["dredged"]),
        ("It hopes to run.", ["hopes"]),
        ("The house, he said, is old.", ["said", "is"]),
        ("The hall, built of oak, holds {9}.", ["holds"]),
        ("The planned works in the hall that pay {9} marks.", ["pay"]),
    ],
)
def test_what_may_be_a_noun_is_a_verb_where_it_stands_as_one(text: str, verbs: list[str]) -> None:
    plain, named, _ = parsed(text)
    tokens = tokens_of(plain, 0, len(plain), named)
    assert [token.word for token in tokens if token.kind is VERB] == verbs
