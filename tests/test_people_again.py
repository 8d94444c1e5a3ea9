"""People who are met again by their family name or a pronoun."""

import pytest

from tests.extracting import mentioned


def again(text: str) -> list[tuple[str, str]]:
    return [
        (words, thing.name)
        for words, thing, rule in mentioned(text)
        if rule == "anaphora" and thing.types[0] == "kg:Person"
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
