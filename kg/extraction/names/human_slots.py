"""English names of people by the slot that they fill: no given name is needed there.

Nobody but a person *is the chief economist of* something, *teaches*, *holds a doctorate*, is born;
a body appoints one, and its *head of lending, X*, is one. A meeting may be *chaired by* a country,
a firm *sits on* a board: there a given name or a courtesy is needed too. What is a thing's name by
its words (``Rail Authority``) is none whatever it does.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import PARTICLE, WORD, is_given
from kg.extraction.words.wordlists import read

NAME = rf"(?>{WORD}(?: (?:{PARTICLE} ){{0,2}}(?:[A-Z]\. )?{WORD}){{1,2}})(?! {WORD})"
_BEHIND = r"(?<![\w&.’'-])"
_LEFT = expression(
    r"(?<![\w’'-])(?:(?:[Tt]he|[Aa]n?|[a-z]+ of)|(?P<word>[A-ZÀ-ÖØ-Þ][\w’'-]*))(?: &)? $"
)
_BOUND = (
    r"(?=[,.;)]| (?:of|at|for|in|since|from|and|who|on|to|with|until|after|last|this|next|yesterday"
    r"|today)\b|$)"
)
_KINDS = r"(?:(?!(?:of|at|for|and|not|no)\b)[a-z-]+ ){0,3}"
_AREA = r"(?: (?:of|for) (?:[a-z][a-z-]+)(?: (?:and )?[a-z][a-z-]+){0,2})?"
_BEING = (
    r"(?:is|becomes?|became|remains?|serves? as|served as|acts as|(?:has|had) been"
    r"|(?:will|is to|would) (?:be|become|serve as|remain)|(?:was|has been|is|been)"
    r"(?: (?:also|then|first|later|recently))? (?:re-?)?(?:appointed|named|elected|made|chosen"
    r"|sworn in)(?: as)?|was)"
)
_ALONE = (  # what nobody but a person does
    r"(?:(?:now |also |later |then |has |had )?(?:teaches|taught|lectures|lectured"
    r"|graduated from|grew up|was born|emigrated|wrote (?:her|his)"
    r"|(?:holds?|earned|received|took|completed|has|gained) an? (?:[a-z]+ ){0,2}"
    r"(?:phd|PhD|DPhil|doctorate|degree|master['’]s|bachelor['’]s|MBA|MSc|chair in|professorship)"
    r"|replaces (?:her|him)))(?![\w-])"
)
_ALONE_OF_KNOWN = (  # what firms, places and crafts are said to do too
    r"(?:(?:now |also |later |then |has |had )?(?:studied|studies|retired|trained as|qualified as"
    r"|resigned as|stepped down|sits on|sat on|serves on|served on|chairs|chaired|presided over"
    r"|acts as|works? (?:as|for|at)|worked (?:as|for|at)|wrote (?:in|the|a)"
    r"|joined (?:the )?board of|succeeded|succeeds|will succeed|founded|co-founded"
    r"|took over as|takes over as))(?![\w-])"
)
_DONE_BY = (  # what is done by people
    r"(?:founded|co-founded|chaired|taught|written|authored|co-authored|edited|moderated"
    r"|translated|illustrated|presided over|co-chaired|headed|penned)"  # and by firms and states
    r"(?: (?:since|in|from) (?:[A-Z][a-z]+ )?\d{4})? by "
)
_FOUNDED = r"\b(?:co-)?founded(?: (?:in|during) (?:[A-Z][a-z]+ )?\d{4})? by "
_GROUP = (  # bodies of people, which people lead
    r"(?:task force|taskforce|team|committee|commission|panel|board|delegation|inquiry|department"
    r"|institute|agency|council|working group|review|study|unit|laboratory|lab|group),?"
    r"(?: (?:which|that))?(?: (?:is|was|will be|has been))?(?: (?:now|jointly|currently))? led by "
)


_ASIDE = (  # what somebody did before
    r"(?:, (?:who|formerly|previously|until recently|most recently) [^.;:!?\n]{2,120},)"
)
_RUN = r"(?:the )?[A-Z][\w&’'-]*(?: (?:of |for |and |the ){0,2}[A-Z][\w&’'-]*){0,7}"


@cache
def _posts() -> str:
    """Return the words of posts that only people hold, in small letters."""
    lists = read()
    held = {each.lower() for each in lists.get("posts", "english")}
    held |= set(lists.get("posts", "english_callings"))
    held -= set(lists.get("posts", "shared")) | set(lists.get("english", "holders"))
    return "|".join(sorted(map(re.escape, held), key=len, reverse=True))


@cache
def _slots() -> tuple[re.Pattern[str], ...]:
    """Return the slots: in each, ``name`` is that of a person, ``other`` of one beside."""
    posts = _posts()
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    polite = rf"(?:(?:{courtesies}) ){{0,3}}"
    beside = rf"(?:(?:, (?:{NAME}))? and {polite}(?P<other>{NAME}))?"
    name = rf"(?P<name>{NAME})"
    return (
        expression(
            rf"{_BEHIND}{name}{_ASIDE}? (?:(?:now|also|currently|then) )?{_BEING} "
            rf"(?:(?:now|also|the|an?|its|their|our|her|his|then|currently) ){{0,2}}{_KINDS}"
            rf"(?:{posts}|deputy)"
            rf"{_BOUND}"
        ),
        expression(rf"{_BEHIND}{name}(?: and {polite}(?P<other>{NAME}))? {_ALONE}"),
        expression(
            rf"{_BEHIND}{name}(?: and {polite}(?P<other>{NAME}))?(?P<weak>) {_ALONE_OF_KNOWN}"
        ),
        expression(
            rf"{_BEHIND}{name},? and {polite}(?P<other>{NAME}) (?:are|were) "
            rf"(?:(?:the|both|its|all) ){{0,2}}{_KINDS}"
            rf"(?:{posts}|author|founder|co-founder|editor)s(?![\w-])"
        ),
        expression(rf"(?:\b{_DONE_BY}|{_GROUP})(?P<weak>){polite}{name}{beside}"),
        expression(rf"{_FOUNDED}{polite}{name}{beside}(?=[,.;]| (?:and|in|with|as)\b)"),
        expression(  # NAME (director, X); NAME (Director)
            rf"{_BEHIND}{name} \((?:the )?{_KINDS}(?i:{posts}){_AREA}(?=[,);]| (?:of|at|for)\b)"
        ),
        expression(  # X's head of lending, NAME,
            rf"(?:['’]s?|\b[Ii]ts|\b[Tt]heir|\b[Tt]he) {_KINDS}(?:{posts}){_AREA}, {polite}{name}"
            r"(?=[,.])"
        ),
        expression(  # has appointed NAME (as its) chief executive
            r"\b(?:appoint(?:ed|s)|named|elected|hired|chosen|recruited|promoted|chose|picked) "
            rf"{polite}{name},? (?:as |to be )?(?:(?:its|the|an?|their|new) ){{0,2}}{_KINDS}"
            rf"(?:{posts}){_BOUND}"
        ),
        expression(rf"\bfounded (?:the )?(?:[\w’'-]+ ){{1,8}}with {polite}{name}(?=[,.]| and )"),
        expression(
            rf"\b(?:succeed(?:ed|s|ing)?|replac(?:e|ed|es|ing))(?P<weak>) {polite}{name}"
            r"(?=[,.;]| (?:as|in|on|who|when|from|after|at)\b)"
        ),
        expression(  # NAME joined X as its head of lending
            rf"{_BEHIND}{name} (?:has )?(?:joined|joins|rejoined|left|quit) {_RUN} as "
            rf"(?:(?:its|the|an?|new|first) ){{0,2}}{_KINDS}(?:{posts})(?![\w-])"
        ),
        expression(  # NAME moved from X to Y, left X for Y, joined from Y
            rf"{_BEHIND}{name} (?:has |recently )?(?:(?:moved|switched|transferred|returned)"
            rf" from {_RUN} to|(?:left|quit) {_RUN} (?:for|to join)"
            rf"|moved to|(?:joined|came|moved) from) (?P<body>{_RUN})"
        ),
    )


def find(text: str, heads: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of folded ``text`` that fill a slot of people, in the order of the slots.

    ``heads`` are the head words of names of things: from a place to a place anything moves, to
    what is a body by its words (the Tyne Institute) only people do.
    """
    for slot in _slots():
        for match in slot.finditer(text):
            named = match.groupdict()
            if named.get("body") and not any(w in heads for w in named["body"].split()):
                continue
            spans = [_bare(text, match.span(g)) for g in ("name", "other") if named.get(g)]
            if named.get("weak") is not None and not any(is_known(text, span) for span in spans):
                continue
            for span in spans:
                begins = _begins(text, span[0])
                if begins and (is_known(text, span) or not _begins_a_thing(text, span)):
                    yield span


def is_known(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a given name begins the words, or a courtesy stands before them."""
    before = text[: span[0]].rsplit(None, 1)[-1:] if text[: span[0]].endswith(" ") else []
    polite = bool(before) and before[0] in read().get("posts", "courtesies")
    return polite or is_given(text[slice(*span)].split(" ")[0])


def _begins_a_thing(text: str, span: tuple[int, int]) -> bool:
    return text[slice(*span)].split(" ")[0] in read().get("posts", "never_given")


def _begins(text: str, start: int) -> bool:
    """Tell whether no name goes on there, and no article makes a thing of it (the Red Heron)."""
    before = _LEFT.search(text, max(0, start - 32), start)
    if before is None:
        return True
    word = before["word"] or ""
    lists = read()
    return word in lists.get("english", "openers") or (bool(word) and _is_post(word))


def _is_post(word: str) -> bool:
    lists = read()
    return word in lists.get("posts", "courtesies") or word in lists.get("posts", "english")


def _bare(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the range without a word that has its capital from the sentence (When Ada Roe)."""
    start, end = span
    words = text[start:end].split(" ")
    opens = words[0] in read().get("english", "openers") and len(words) > 2
    return (start + len(words[0]) + 1, end) if opens else span
