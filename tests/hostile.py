"""Queries that have ended other servers, and broken ones without end."""

import random

JOIN = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {JOIN} FILTER(?a != ?i) }}"
FLOOD = f"SELECT * {{ {JOIN} }}"
SORT = f"SELECT * {{ {JOIN} }} ORDER BY ?c ?f ?i"
DOUBLING = 'SELECT ?x { BIND("' + "x" * 1000 + '" AS ?x0) ' + "".join(
    f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1}) " for i in range(24)
) + "BIND(STRLEN(?x24) AS ?x) }"  # fmt: skip

_PARTS = [
    ENDLESS,
    FLOOD,
    DOUBLING,
    "ASK {}",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    r"'\u0000'",
    "<",
    "(((",
]


def broken(chance: random.Random) -> str:
    """Return a query cut and mixed from others, some letters of it replaced."""
    pieces = chance.choices(_PARTS, k=chance.randint(1, 4))
    text = " ".join(piece[chance.randrange(len(piece)) :] for piece in pieces)
    return "".join(
        chr(chance.randrange(1, 0x3000)) if chance.random() < 0.02 else letter for letter in text
    )
