"""What an English post looks like right before the name of who has it, as expressions."""

import re
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read


@cache
def courtesy() -> re.Pattern[str]:
    """Return the pattern of the courtesies before a name, up to it."""
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    return expression(rf"(?:(?:{courtesies}) ){{1,3}}$")


def before_courtesies(text: str, start: int) -> int:
    """Return where a Latin name begins, with its courtesies (``行政總裁 Dr Jane Doe``)."""
    found = courtesy().search(text, max(0, start - 24), start)
    return found.start() if found else start


@cache
def titled() -> re.Pattern[str]:
    """Return the pattern of a post before a name (``Minister for X,``)."""
    names = sorted(map(re.escape, read().get("posts", "english")), key=len, reverse=True)
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    own = rf"(?!(?:The|A|An|{courtesies})\b)[A-Z][\w-]*"
    title = rf"(?:{own},? (?:and )?){{0,4}}(?:{'|'.join(names)})"
    area = rf"(?: (?:for|of) (?:the )?{own}(?:(?:,? and |, | ){own}){{0,7}})"
    return expression(rf"(?P<post>{title}{area}?),? (?:(?:{courtesies}) ){{0,3}}$")


@cache
def of_body() -> re.Pattern[str]:
    """Return the pattern of a post in small letters between a body and a name."""
    names = sorted(map(re.escape, read().get("posts", "english")), key=len, reverse=True)
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    kind = r"(?:(?!(?:and|former|ex|then|for|of|by|to|with)\b)[a-z-]+ ){0,3}"
    title = "|".join(names).lower()
    return expression(rf"(?:['’]s)? (?P<post>{kind}(?:{title}))(?: (?:{courtesies}))? ")


@cache
def lowly() -> re.Pattern[str]:
    """Return the pattern of a post in small letters right before a name, and its field.

    The first letter may be a capital, as that of a sentence is: ``Chief executive NAME``.
    """
    lists = read()
    titles = sorted(lists.get("posts", "english"), key=len, reverse=True)
    title = "|".join(map(re.escape, titles)).lower()
    opening = "|".join(re.escape(words.capitalize()) for words in titles if " " in words)
    fields, courtesies = (lists.any_of("posts", name) for name in ("fields", "courtesies"))
    first = "|".join(map(str.capitalize, lists.get("posts", "fields")))
    return expression(
        rf"(?<![\w'’-])(?P<post>(?>(?:{fields}) ){{0,2}}(?:{title})"
        rf"|(?:{first}) (?>(?:{fields}) )?(?:{title})|(?:{opening}))"
        rf" (?:(?:{courtesies}) ){{0,2}}\Z"
    )
