"""Whether a query gets the same answer, byte for byte, when it is asked again."""

import re
from collections.abc import Iterable, Iterator

from kg.querying.lexer import Token, tokens

# Their values differ from one evaluation to the next; SERVICE asks who knows what.
_VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid|bnode|service)\b", re.IGNORECASE)
# Brackets, lists and reifiers stand for new nodes.
_MAKING = frozenset("[(<|~")
_CONSTRUCT = re.compile(r"\bconstruct\b", re.IGNORECASE)


def repeatable(query: str) -> bool:
    """Tell whether a query surely gets the same answer from the same data.

    The blank nodes that a template makes have other labels each time.

    >>> repeatable("ASK {}"), repeatable("SELECT (RAND() AS ?x) {}")
    (True, False)
    >>> repeatable("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c . ?s ?p [] }")
    True
    >>> repeatable("CONSTRUCT { ?s a [ ?p (1 2) ] } WHERE { ?s a ?c }")
    False
    >>> repeatable("CONSTRUCT { << ?s ?p ?o >> <a:q> 1 } WHERE { ?s ?p ?o }")
    False
    """
    if _VOLATILE.search(query):
        return False
    if not _CONSTRUCT.search(query):
        return True
    return not any(map(_makes_node, _template(tokens(query))))


def _makes_node(token: Token) -> bool:
    made = token.kind == "sign" and token.text[:1] in _MAKING
    return made or token.text.startswith("_:")


def _template(found: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of the first group after CONSTRUCT."""
    inside = constructing = False
    for token in found:
        if not token.depth:
            if inside and token.text != "{":
                return
            constructing |= token.keyword == "CONSTRUCT"
        inside |= constructing and token.text == "{"
        if inside:
            yield token
