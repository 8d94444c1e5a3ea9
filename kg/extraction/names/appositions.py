"""Posts that stand behind a person's name: ``Jane Doe, Director of X``, ``某甲（某大學校長）``.

The body that the post is in stands before it (``, X Director``; ``某某院 院長``) or behind it
(``, head of Asia at X``; ``(Director, X)``). What a post is for (``Head of Investor Relations``)
belongs to the post unless it is a body.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.names import agent_nouns, english_posts, personal_names
from kg.extraction.names.foregoing import Foregoing
from kg.extraction.names.holdings import (
    UNTIL_NOW,
    PostHolding,
    employs,
    ends_as_title,
    holding,
    is_a,
)
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_NOW = rf"(?:who(?: is|['’]s) (?:now |also |currently )?|(?:formerly|{UNTIL_NOW}) )?"
_VERBAL = r"(?!(?:who|is|was|are|were|now|has|had|also|and)\b)"
_OPENING = expression(rf"(?:, |\s?\(){_NOW}(?:the |an? )?")
_KIND = (  # of the power-chip designer X: what a body is, before its name
    r"(?:the|an?) (?:(?!former\b|late\b)(?:[a-z][a-z-]*|[A-Z][a-z]+-based) ){0,3}?"
    r"(?:(?!former\b|other\b)[a-z-]{2,16}(?:er|or)|<grammar.kinds_of_bodies>)"
    r" (?=[“\"]?[A-Z])"
)
_LINK = expression(rf"(?: (?:of|at|for|with|in|to) (?:{_KIND}|the )?|, | \()")
_PERSONAL = expression(r"\s?\([\u3400-\u9fff]{2,4}\)")  # the name in the other script
_KIND_AND_NAME = expression(
    r" (?:[a-z-]{3,16} )?(?:[a-z-]*maker|<grammar.kinds_of_bodies>) [“\"]?[A-Z]"
)
_LABELLED = expression(r":\s*$")
_DIRECTED = ("kg:Site", "kg:InnovationPark", "kg:Programme", "kg:Fund", "kg:Project")
_BEHIND = 4  # mentions to look at behind a name
_ALSO = expression(r"(?:[;,] (?:and )?| and )(?=[A-Z])")
_CLOSED = expression(r"\s*(?:[,。;)\n*]|$)")
_MIDDLE = expression(r"[\w、·&/ -]{0,24}")


def behind(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    named: Foregoing,
    terminology: Terminology,
) -> PostHolding | None:
    """Return the post that follows the name at an index of the mentions of a passage."""
    person, last = mentions[index], mentions[index - 1] if index else None
    after = mentions[index + 1 : index + 1 + _BEHIND]
    start = person.end
    honorific = _honorific().match(text, start)
    start = honorific.end() if honorific else start
    other = _PERSONAL.match(text, start)
    start = other.end() if other else start
    letters = _letters().match(text, start)  # Jane Doe MP, Director of X
    start = letters.end() if letters else start
    listed = _english(text, person, start, last, after, terminology)
    told = _by_noun(text, person, start, after, terminology)
    if listed and told and listed.post[0] == told.post[0] and listed.post[1] < told.post[1]:
        listed = None  # alderman for trade
    return (
        listed
        or _own(text, person, index, named)
        or told
        or _chinese(text, person, start, after, terminology)
    )


def _english(
    text: str,
    person: Mention,
    start: int,
    last: Mention | None,
    after: Sequence[Mention],
    terminology: Terminology,
) -> PostHolding | None:
    opening = _OPENING.match(text, start)
    if opening is None:
        return None
    bodies = {m.start: m for m in after if employs(m, terminology) and not _attributive(text, m)}
    first = bodies.get(opening.end())
    if first and _title().match(text, first.start) and text[first.end : first.end + 1] != " ":
        first = None  # Assistant Commissioner for Skills
    at = first.end + 1 if first and text[first.end : first.end + 1] == " " else opening.end()
    post = _title().match(text, at)
    if post is None:
        return None
    end, body = post.end(), first
    link = _LINK.match(text, end)
    if link and body is None:
        # Sites and schemes have directors too, if no other body: chief executive of Melk Port.
        whole = next((m for m in after if m.start == link.end()), None)
        if whole and (whole.start in bodies or is_a(whole, terminology, *_DIRECTED)):
            return holding(person, at, end, whole)
    people = [
        english_posts.before_courtesies(text, m.start)
        for m in after
        if is_a(m, terminology, "kg:Person")
    ]
    limit = min((at for at in (*bodies, *people) if at > end), default=len(text))
    area = _area().match(text[:limit].rstrip(" ,"), end)
    if area:
        end = area.end()
        link = _LINK.match(text, end)
        body = body or (bodies.get(link.end()) if link else None)
    return holding(person, at, end, body or _labelling(text, person, last, terminology))


def _attributive(text: str, body: Mention) -> bool:
    """Tell whether a body or a place only says of which another is: the Graz chipmaker X."""
    return _KIND_AND_NAME.match(text, body.end) is not None


def _labelling(
    text: str, person: Mention, last: Mention | None, terminology: Terminology
) -> Mention | None:
    """Return the body whose name is the label before a person (``Media, X: Jane Doe``)."""
    labelled = last is not None and _LABELLED.fullmatch(text, last.end, person.start)
    return last if last and labelled and employs(last, terminology) else None


@cache
def _names() -> str:
    return "|".join(sorted(map(re.escape, read().get("posts", "english")), key=len, reverse=True))


@cache
def _title() -> re.Pattern[str]:
    lower = _names().lower()
    kind = r"(?:[A-Z][\w-]*,? (?:and )?){0,4}"
    return expression(
        rf"(?:{kind}(?:{_names()})(?: and (?:{kind}(?:{_names()})))?"
        rf"|(?:{_VERBAL}[a-z-]+ ){{0,2}}(?:{lower})(?= (?:of|at|for)\b))\b"
    )


@cache
def _area() -> re.Pattern[str]:
    return expression(
        r" (?:of|for|to) (?:the )?[A-Z][\w-]*"
        r"(?:(?:,? and |, | of | for | )(?:the )?[A-Z][\w-]*){0,7}(?: region)?"
        r"| \([A-Z][\w ,&-]{1,40}\)"
    )


def _by_noun(
    text: str, person: Mention, start: int, after: Sequence[Mention], terminology: Terminology
) -> PostHolding | None:
    """Read ``NAME, alderman for trade``, ``NAME, a ship broker at X``: whatever the noun."""
    told = agent_nouns.told(text, start)
    if told is None or told["whose"]:
        return None
    link = _LINK.match(text, told.end("post"))
    body = next((m for m in after if link and m.start == link.end()), None)
    fits = body and employs(body, terminology) and not _attributive(text, body)
    return holding(person, *told.span("post"), body if fits else None)


def further(text: str, held: PostHolding) -> Iterator[PostHolding]:
    """Yield the posts that follow an English one: ``Treasurer; Minister for Ports``."""
    end = held.post[1] if held.person.end <= held.post[0] else len(text)
    while joint := _ALSO.match(text, end):
        post = _title().match(text, joint.end())
        if post is None:
            return
        area = _area().match(text, post.end())
        end = area.end() if area else post.end()
        yield replace(held, post=(post.start(), end), organisation=None)


@cache
def _letters() -> re.Pattern[str]:
    return expression(rf"(?:,? (?:{read().any_of('posts', 'postnominals')})(?![\w-]))+")


def _own(text: str, person: Mention, index: int, named: Foregoing) -> PostHolding | None:
    """Read ``NAME, its managing director``, ``its managing director, NAME``.

    The post is in the last organisation named before.
    """
    after = _english_own().match(text, person.end)
    match = after or _before_name().search(text, max(0, person.start - 60), person.start)
    if match is None:
        return None
    theirs = (match["whose"] or "").lower() in ("its", "their", "whose")
    # Its managing director, who is its managing director: of which of several, nothing says.
    bare = after is None or " who" in match[0]
    body = named.last(index, "kg:Organisation") if theirs else None
    beside = body is not None and text[body.end : match.start("whose")] in (", ", " ")
    if body and bare and not beside and named.are_several(index, "kg:Organisation"):
        body = None  # X, whose managing director: of X
    how = "coreference" if body else "explicit"
    return PostHolding(person, match.span("post"), body, how)


@cache
def _before_name() -> re.Pattern[str]:
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    return expression(
        r"(?<![\w-])(?P<whose>[Ii]ts|[Tt]heir|whose) (?P<post>(?:[a-z-]+ ){0,2}"
        rf"(?:{_names().lower()})), (?:(?:{courtesies}) ){{0,3}}\Z"
    )


@cache
def _english_own() -> re.Pattern[str]:
    title = _names().lower()
    return expression(
        rf", {_NOW}(?:(?P<whose>its|their|the|an?) )"
        r"(?:then |new |former |current |long-serving )?"
        rf"(?P<post>(?:{_VERBAL}[a-z-]+ ){{0,2}}(?:{title}))(?=[,.;)])"
    )


@cache
def _honorific() -> re.Pattern[str]:
    return expression("|".join(read().get("posts", "honorifics")))


@cache
def _joint() -> re.Pattern[str]:
    being = "|".join(read().get("posts", "being"))
    age = r"(?:,\s?(?:现年|今年)?\d{2}岁)?"
    return expression(rf"{age}(?:\s?\(|[,、 ]\s?)|{being}")


def _chinese(
    text: str, person: Mention, start: int, after: Sequence[Mention], terminology: Terminology
) -> PostHolding | None:
    """Read ``NAME（ORG TITLE）``, ``NAME，ORG TITLE`` at the end, and ``NAME 係 ORG TITLE``."""
    joint = _joint().match(text, start)
    if joint is None:
        return None
    at, body = joint.end(), None
    for found in after[:2]:
        if found.start == at and employs(found, terminology):
            at, body = found.end, found
    words = _MIDDLE.match(text, at)
    if words is None:
        return None
    first = at + (len(words[0]) - len(words[0].lstrip()))
    for end in range(words.end(), first + 1, -1):
        closed = _CLOSED.match(text, end)
        if closed and ends_as_title(text[first:end]):
            if personal_names.name(text, first, end):
                return None  # Dr Ada Lo (羅雅達博士)
            loose = joint[0].strip()[-1:] in ("", ",", "、")
            apart = loose and (body is None or text[end : closed.end()].strip())
            goes_on = "岁" in joint[0] or _opens_sentence(text, person, joint[0], closed[0])
            apart = apart and not (body and goes_on)
            return None if apart else holding(person, first, end, body)
    return None


def _opens_sentence(text: str, person: Mention, joint: str, closing: str) -> bool:
    """Tell whether a sentence goes on about the person after the post: 某甲,某院院长,研究某事."""
    opens = text[: person.start].rstrip(" ")[-1:] in ("", "\n", "。", ";", "!", "?")
    return opens and joint.strip() == "," and closing.strip() == ","


def office(text: str, person: Mention, body: Mention | None) -> PostHolding | None:
    """Read ``NAME TITLE`` and ``ORG NAME TITLE`` (某局某某某局長): an office behind a name."""
    match = _office().match(text, person.end)
    adjacent = body if body and body.end == person.start else None
    return holding(person, *match.span(), adjacent) if match else None


@cache
def _office() -> re.Pattern[str]:
    lists = read()
    offices = {*lists.get("posts", "officers"), "议员", "校长"}
    longest = "|".join(sorted(offices, key=len, reverse=True))
    return expression(rf"(?:{longest})(?![\u3400-\u9fff]{{0,2}}长|[\u3400-\u9fff]?主席)")
