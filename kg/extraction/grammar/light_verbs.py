"""The words of a light verb's own object: ``announced a boycott of the deal`` tells of no deal."""

import re
from functools import cache

from kg.extraction.grammar.predicates import Predicate
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_WORD = re.compile("[a-z]+")
_ADDED = re.compile(  # when, where and to whom, before the object: won in May a contract
    " ?(?:in|on|at|from|to|with) (?:the )?[\ue000-\uf8ff]"
)
_BECOMES = re.compile(
    " (?:on to|(?:to be )?(?:removed|withdrawn|destroyed|scrapped|banned|stopped|shut|closed|halted"
    "|dismantled|deleted|recalled|suspended))(?![a-z])"
)


def own(words: str) -> frozenset[str]:
    """Return the words of the noun phrase that follows a verb, up to what only qualifies it.

    >>> "loans" in own(" a series of loans to"), "loans" in own(" its criticism of loans to")
    (True, False)
    """
    added = _ADDED.match(words)
    rest = words[added.end() :] if added else words
    end = _qualifying().search(rest)
    return frozenset(_WORD.findall(rest[: end.start()] if end else rest))


def undone(predicate: Predicate, end: int) -> bool:
    """Tell whether an object goes on to what becomes of it: ordered P removed, passed P on to B."""
    return _BECOMES.match(predicate.sentence.text(end, end + 24)) is not None


def opposes(words: str) -> bool:
    """Tell whether the words of an object go on to what it is against.

    >>> opposes(" a petition against the contract "), opposes(" an agreement on fishing ")
    (True, False)
    """
    return _opposing().search(words) is not None


@cache
def _opposing() -> re.Pattern[str]:
    return expression(rf"(?<![a-z])(?:{read().any_of('grammar', 'opposing')})(?![a-z])")


@cache
def _qualifying() -> re.Pattern[str]:
    measured = "".join(f"(?<!{word} )" for word in read().get("grammar", "measuring"))
    begins = read().any_of("grammar", "qualifying")
    return expression(f"(?<![a-z])(?:(?:{begins})|{measured}(?<![\ue000-\uf8ff] )of)(?![a-z])")
