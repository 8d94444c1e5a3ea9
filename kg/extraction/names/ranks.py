"""What stands right at the name of a person: an academic rank, and the country that one is of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.names.holdings import PostHolding, holding, titles
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention

_NATIONAL = "籍"
_LONGEST = 24  # characters of a post


def national(text: str, person: Mention, country: Mention | None) -> PostHolding | None:
    """Read ``某國籍TITLE NAME``: somebody of a country, and not in its service."""
    if country is None or not text.startswith(_NATIONAL, country.end):
        return None
    start = country.end + len(_NATIONAL)
    is_post = text[start : person.start].endswith(titles()) and person.start - start <= _LONGEST
    return holding(person, start, person.start, None) if is_post else None


def told(text: str, person: Mention, held: Sequence[PostHolding]) -> Iterator[PostHolding]:
    """Yield the academic rank that stands at a name, whatever else its bearer is."""
    taken = [each.post for each in held]
    before = _rank_before().search(text, max(0, person.start - _LONGEST), person.start)
    behind = _rank_behind().match(text, person.end)
    for rank in filter(None, (before, behind)):
        if not any(a < rank.end("rank") and rank.start("rank") < b for a, b in taken):
            yield PostHolding(person, rank.span("rank"), None)


@cache
def _rank_before() -> re.Pattern[str]:
    ranks = "|".join(map(re.escape, read().get("posts", "ranks")))
    return expression(rf"(?<![\w-])(?P<rank>{ranks}) $")


@cache
def _rank_behind() -> re.Pattern[str]:
    ranks = "|".join(read().get("posts", "ranks_behind"))
    return expression(rf"(?P<rank>{ranks})(?![\u3400-\u9fff]?[级团会])")
