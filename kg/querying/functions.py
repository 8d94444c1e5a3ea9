"""Functions that the engine does not know give no value, as the standard says.

SPARQL 1.1 § 17.3: a function that is not supported is an error of the expression, so that a filter
drops the row and a variable stays unbound. The engine refuses the whole request instead, but tells
the name; a function of that name that returns nothing is what the standard asks for.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
Functions = dict[NamedNode, Callable[..., Term | None]]
T = TypeVar("T")
_UNKNOWN = re.compile(r"custom function <([^>]*)> is not supported")


def with_unknown(evaluate: Callable[[Functions], T]) -> T:
    """Call ``evaluate`` with a stub for each function that the engine turns out not to know.

    The engine complains before it evaluates anything, so trying again costs hardly anything.
    """
    functions: Functions = {}
    while True:
        try:
            return evaluate(functions)
        except RuntimeError as error:
            match = _UNKNOWN.search(str(error))
            if not match or NamedNode(match[1]) in functions:
                raise
            functions[NamedNode(match[1])] = _nothing


def _nothing(*_: Term) -> None:
    return None
