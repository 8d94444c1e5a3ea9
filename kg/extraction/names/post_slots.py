"""What stands before the Latin name of a body that somebody has a post in."""

import re
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import WORD
from kg.extraction.words.wordlists import read

_GOES_ON = expression(  # the Quay shipyard
    r" (?!(?:and|or|in|on|at|of|for|from|by|to|as|with|who|which|that|but|since|until|when|while"
    r"|where|after|before|has|have|had|is|was|will|would|said|says|told|last|this|next|during|[a-z]+ed)\b)"
    r"[a-z]"
)
_FOLLOWED = expression(r", [A-Z][a-z]+ [A-Z]")  # Press Officer, Public Affairs, Quay Trust
_FAR = 90  # characters


def holds(text: str, start: int, end: int) -> bool:
    """Tell whether a post that somebody holds stands before a range, which is all of its body.

    >>> texts = ("the chief executive of Quay", "a welder at the Quay shipyard")
    >>> [holds(text, text.index("Quay"), text.index("Quay") + 4) for text in texts]
    [True, False]
    """
    if _GOES_ON.match(text, end):
        return False
    posted = _posted().search(text[max(0, start - _FAR) : start])
    is_unit = posted is not None and posted[0].endswith(", ") and _FOLLOWED.match(text, end)
    return posted is not None and not (is_unit and not posted["unit"])


def is_portfolio(text: str, start: int) -> bool:
    """Tell whether what begins at a place is what a post is for (Head of Sustainability)."""
    return _office().search(text[max(0, start - _FAR) : start]) is not None


@cache
def _office() -> re.Pattern[str]:
    titles = read().any_of("posts", "english")
    return expression(rf"\b(?:{titles}) (?:of|for)(?: the)? $")


@cache
def _posted() -> re.Pattern[str]:
    lists = read()
    titles, heads = lists.any_of("posts", "english"), lists.any_of("english", "heads_of")
    callings = {*lists.get("posts", "english_callings"), *lists.get("posts", "english")}
    callings -= set(lists.get("posts", "shared"))
    held = "|".join(sorted(map(str.lower, callings), key=lambda word: (-len(word), word)))
    return expression(
        rf"\b(?i:{heads}) (?:of|at) (?:the )?$|\((?:[A-Z][\w ]+), $"
        rf"|\b(?:{held})(?: (?:of|for) [a-z-]+(?: (?:and )?[a-z-]+){{0,2}})? at (?:the )?$"
        rf"|{WORD} {WORD}, (?:[A-Z][\w&-]* ){{0,4}}(?:{titles})(?: \([^()]{{2,40}}\))?"
        r"(?P<unit>, [A-Z][\w& ]{3,40})?, (?:the )?$"
    )
