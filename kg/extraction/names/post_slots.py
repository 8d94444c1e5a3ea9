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
_SHORT = 2  # words
_CHIEF = r"chief [a-z]+(?: [a-z]+)? officer|(?:vice[ -])?president|chair|chairperson|owner|partner"
_AREA = r" (?:of|for) (?:the )?[A-Z][\w&-]*(?:(?:,? and |, | )[A-Z][\w&-]*){0,4}"  # Head of Sales


def holds(text: str, start: int, end: int) -> bool:
    """Tell whether a post that somebody holds stands before a range, which is all of its body.

    >>> texts = ("the chief executive of Quay", "a welder at the Quay shipyard")
    >>> [holds(text, text.index("Quay"), text.index("Quay") + 4) for text in texts]
    [True, False]
    """
    if _GOES_ON.match(text, end):
        return False
    if employs(text, start, end):
        return True
    posted = _posted().search(text[max(0, start - _FAR) : start])
    is_unit = posted is not None and posted[0].endswith(", ") and _FOLLOWED.match(text, end)
    return posted is not None and not (is_unit and not posted["unit"])


def is_portfolio(text: str, start: int, end: int) -> bool:
    """Tell whether a range is what a post is for (Head of Sustainability), and no body's name.

    >>> texts = ("Head of Sustainability", "Chairman of Kelp Optics", "Finance Director of Kelp")
    >>> [is_portfolio(text, text.index("of ") + 3, len(text)) for text in texts]
    [True, False, False]
    """
    office = _office().search(text[max(0, start - _FAR) : start])
    return office is not None and not employs(text, start, end)


def employs(text: str, start: int, end: int) -> bool:
    """Tell whether a range names the body in which the post before it is held.

    So it does behind ``at``, behind a post that only bodies have (``CEO of X``), behind one that
    has its field before it (``finance director of X``), and with the article of a name
    (``director of the X``); unless its words are those of a field (``Head of the Finance Team``).
    """
    before = _employed().search(text[max(0, start - _FAR) : start])
    if before is None or any(each.isupper() for each in text[end : end + 1]):
        return False
    words = text[start:end].split()
    field = before["article"] and words[-1] in _plain() and len(words) > _SHORT
    return not (field or is_plain(text[start:end]))


def is_plain(name: str) -> bool:
    """Tell whether all the words of a name are such as name nothing (Corporate Services)."""
    return all(word in _plain() for word in name.split())


@cache
def _plain() -> frozenset[str]:
    """Return the capitalised words that are of a field or a kind and name nothing."""
    lists = read()
    fields = map(str.capitalize, lists.get("posts", "fields"))
    english = [
        word for name in ("openers", "common", "collective") for word in lists.get("english", name)
    ]
    own = lists.get("posts", "no_employers")
    return frozenset((*fields, *english, *lists.get("generic", "english"), *own))


@cache
def _employed() -> re.Pattern[str]:
    """Return what matches a post and the preposition behind which its body stands."""
    lists = read()
    heads, leads = lists.any_of("english", "heads_of"), lists.any_of("posts", "leading_bodies")
    titles, fields = lists.any_of("posts", "english"), lists.any_of("posts", "fields")
    field = rf"(?:{fields}|human resources)"
    lead = rf"(?i:{leads}|{titles})"
    return expression(
        rf"(?<![\w-])(?:(?i:{heads}|{_CHIEF}) (?:of|at)|(?i:{field} (?:{leads})) (?:of|at|with)"
        rf"|(?i:{leads}) of (?P<article>the)|{lead}(?:{_AREA})? at|(?:{titles}) with)"
        r"(?: the)? $"
    )


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
