"""What English words say somebody to be, by the ending of their noun.

Behind the name of a person, ``, alderman for the economy in`` and ``, a basket weaver from`` say
what that person does, whatever words they use: nouns of people end in *-er*, *-or*, *-ist*, *-man*.
Words that say how somebody is are no post (``known as``, ``married to the chair``).
"""

import re
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_NOW = r"(?:(?:who is|who['’]s) )?(?:(?:now|also|currently) )?"
_WORD = r"(?!(?:who|is|was|are|were|has|had|and|both|one|of|for|by|then|former|not)\b)[a-z][a-z-]+"
_OPENING = expression(
    rf"(?:, |\s?\(){_NOW}(?:(?P<whose>its|their) |the |an? )?"
    rf"(?P<post>(?P<noun>(?>{_WORD}(?: (?!(?:for|of|in|at|from|with|who)\b){_WORD}){{0,3}}))"
    r"(?P<area> (?:of|for|in charge of) (?:the )?[a-z][a-z-]+(?:(?:,? and |, | )"
    r"(?!(?:at|in|from|with|who|and|based)\b)[a-z][a-z-]+){0,3})?)"
    r"(?=[,.;)]|$| (?:at|in|of|for|from|with|who|based)\b)"
)

_HEAD = expression(r",? (?:of|for|at|in|to|with|by|as|from|on|after|between|and)\b|[,;(]")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_PREDICATED = expression(
    r"(?<![\w-])(?:the|an?|his|her|its|their|our|my|no|not|never|both)\b|[“”\"]"
)
_DENIED = expression("<posts.denied>")


def told(text: str, end: int) -> re.Match[str] | None:
    """Return what stands in folded ``text`` behind a person's name that ends at ``end``, or None.

    The match has the groups ``post`` and ``whose`` (*its*, *their*, or None).

    >>> text = "Ada Lee, alderman for trade in Turku, and Bo Lund, however, agreed."
    >>> [match["post"] for end in (7, 48) if (match := told(text, end))]
    ['alderman for trade']
    """
    match = _OPENING.match(text, end)
    return match if match and is_agent(match["noun"].split(" ")[-1]) else None


def is_agent(noun: str) -> bool:
    """Tell whether an English noun in small letters is one of people by what they do.

    >>> [is_agent(noun) for noun in ("weaver", "bursar", "however", "mother")]
    [True, True, False, False]
    """
    if noun in _callings():
        return True
    lists = read()
    return noun.endswith(lists.get("posts", "agent_endings")) and noun not in _none()


def is_post(words: str) -> bool:
    """Tell whether folded words may be a post: none that certainly are something else.

    English words are, that say what somebody does or how somebody is, and what people are to
    each other. What noun a post has is open: no list knows every calling.

    >>> [is_post(words) for words in ("an engineer", "part-time barista", "Chief", "总监")]
    [True, True, True, True]
    >>> [is_post(words) for words in ("suing the chair", "married", "a fan", "非会长")]
    [False, False, False, False]
    """
    if not words[:1].islower() or not words.isascii():
        return not is_denied(words)
    words = _ARTICLE.sub("", words, count=1)
    end = _HEAD.search(words)
    head = words[: end.start()] if end else words
    if _PREDICATED.search(head):
        return False
    first, noun = head.split(" ")[0], head.split(" ")[-1]
    if noun in _held() or is_agent(noun):
        return True
    lists = read()
    others = lists.get("posts", "no_post_endings")
    none = (*lists.get("posts", "no_posts"), *_none())
    return not any(word in none or word.endswith(others) for word in (first, noun))


def is_denied(words: str) -> bool:
    """Tell whether folded Chinese words begin by denying what they say: 非会长, 并非某局局长."""
    return _DENIED.match(words) is not None


@cache
def _held() -> frozenset[str]:
    """Return the last words of English posts."""
    lists = read()
    posts = (*lists.get("posts", "english"), *lists.get("posts", "english_held"))
    return frozenset(post.lower().split(" ")[-1] for post in posts)


@cache
def _callings() -> frozenset[str]:
    return frozenset(read().get("posts", "english_callings"))


@cache
def _none() -> frozenset[str]:
    return frozenset(read().get("posts", "no_agents"))
