"""People who are met again by their family name or a pronoun."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.passages import passages
from kg.extraction.recognition import Recogniser
from kg.model.mention import Entity
from kg.reading.reader import read

known = cache(knowledge)


def again(text: str) -> list[tuple[str, str]]:
    texts = passages(read(f"{text}\n".encode(), "note.txt"))
    return [
        (reading.passage.text[m.start : m.end], m.meaning.labels[0].text)
        for reading in Recogniser(known().terminology).read(texts, None)
        for m in reading.mentions
        if isinstance(m.meaning, Entity)
        and m.rule == "anaphora"
        and m.meaning.types[0] == "kg:Person"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr Odile Branwell glazes. Branwell left.", [("Branwell", "Odile Branwell")]),
        ("Dr Odile Branwell glazes. Branwell Kilns left.", []),
        ("Dr Odile Branwell glazes. The Old Branwell left.", []),
        ("Dr Odile Branwell met Dr Ugo Branwell. Branwell left.", []),
        ("Dr Odile Branwell glazes. She taught at Melk.", [("She", "Odile Branwell")]),
        ("Dr Odile Branwell glazes.\n\nShe taught at Melk.", [("She", "Odile Branwell")]),
        ("Dr Odile Branwell met Dr Ugo Tressel. He left.", []),
        ("Dr Odile Branwell glazes. Dr Ugo Tressel paints. He left.", [("He", "Ugo Tressel")]),
        ("The kiln glows. She left.", []),
    ],
)
def test_who_is_met_again(text: str, expected: list[tuple[str, str]]) -> None:
    assert again(text) == expected
