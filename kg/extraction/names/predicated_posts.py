"""Posts that a Chinese clause predicates of somebody: ``某甲现为某院院长``, ``会长由某甲出任``.

Who holds it stands right before the verb, or opens the sentence (``某甲今年三十岁，如今是某公司的
经理``). The body stands before the post, or the text names it before. What was held is told too
(``曾任某局局长``), and several posts of one clause (``任某院院长、某会理事``).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from kg.extraction.names.foregoing import Foregoing, implied
from kg.extraction.names.holdings import PostHolding, employs, ends_as_title, is_a, titles
from kg.extraction.names.post_extents import post_start
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_LONGEST = 20  # characters of a post
_SHORTEST = 2
_FAR = 24  # characters between 由 and who takes up a post
_POST = expression(r"[\w·&/ -]+")
_CLOSED = expression(
    r"\s*(?:[,。;:)\n、]|$|<posts.also>(?!<posts.no_serving>)"
    r"|<posts.and_their>(?!<posts.theirs>)|<posts.after_posts>)"
)
_JOINT = expression(r"\s?<posts.post_joints>\s?")
_INSIDE = expression(r"<posts.inside_bodies>\Z")
_SERVES = expression("<posts.serves>(?!<posts.no_serving>)")
_NO_POST = expression("<posts.no_post>")
_OWN = expression("<posts.of_body>?")
_ATTRIBUTE = expression(r"<particles.of>(?P<post>[\u3400-\u9fff]{0,6})\Z")
_SUCCEEDED = expression(  # 接替荣休的某甲: what follows is of who takes the place
    r"<posts.succeeding><particles.done>?(?:[\u3400-\u9fff]{1,8}?<particles.of>)?\Z"
)
_SHORT = 8  # characters from the end of an attribute to the name
_WHEN = expression(
    r"\A[^,。;:!?\n]{0,8}(?:<times.year>|<times.month>|<posts.day>|<posts.onward>|<posts.when_opening>),"
)
_SINCE = (  # 于二〇二六年一月一日起
    r"(?:<posts.when>[\d<numerals.digits><posts.ten><times.year><times.month><posts.day>]{2,14}"
    r"<posts.onward>?)?"
)
_STOPS = "。!?\n"
_MARKS = f",;:{_STOPS}"


def find(
    text: str, mentions: Sequence[Mention], named: Foregoing, terminology: Terminology
) -> Iterator[PostHolding]:
    """Yield the posts that clauses of a folded passage predicate of people, in order of these."""
    people = [(n, m) for n, m in enumerate(mentions) if is_a(m, terminology, "kg:Person")]
    if not people:
        return
    starts = {m.start: n for n, m in enumerate(mentions)}
    whole = _Whole(text, mentions, starts, named, terminology)
    ends = {person.end: (index, person) for index, person in people}
    for match in predicates(text, ends):
        opened = match.start() in ends
        subject = ends[match.start()] if opened else _subject(text, match.start(), people)
        if subject:
            yield from whole.posts(subject[1], subject[0], match)
    for body in mentions:
        serves = _SERVES.match(text, body.end) if employs(body, terminology) else None
        if serves and _INSIDE.search(text, max(0, body.start - 2), body.start):
            subject = _subject(text, body.start, people)
            if subject:
                yield from whole.posts(subject[1], subject[0], serves, body=body)
    for index, person in people:
        yield from whole.taken_up(person, index)
        for relative, end in _relatives(text, person):
            yield from whole.posts(person, index, relative, end)


def predicates(text: str, ends: Collection[int]) -> Iterator[re.Match[str]]:
    """Yield what may say in a folded text that somebody holds a post, up to the post.

    It stands right behind a name, at one of ``ends``, or opens a clause that goes on about whom the
    sentence is about.
    """
    for end in ends:
        if match := _predicate().match(text, end):
            yield match
    yield from _clause().finditer(text)


def _subject(
    text: str, at: int, people: Sequence[tuple[int, Mention]]
) -> tuple[int, Mention] | None:
    """Return the only person of a sentence before a place in it, if one opens it, and the index.

    What stands before such a name is where and what its bearer is: 某院院长某甲.
    """
    first = max(text.rfind(mark, 0, at) for mark in _STOPS) + 1
    met = [
        each
        for each in people
        if first <= each[1].start < at
        and not _SUCCEEDED.search(text, max(first, each[1].start - _SHORT * 2), each[1].start)
    ]
    if len({_thing(each[1]) for each in met}) != 1 or at - first > _FAR * 8:
        return None
    opening = _WHEN.sub("", text[first : met[0][1].start])
    return met[-1] if not any(mark in opening for mark in _MARKS) else None


def _relatives(text: str, person: Mention) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the predicates of a clause before a name, and its end: 曾任某局局长的(医师)某甲."""
    ended = _ATTRIBUTE.search(text, max(0, person.start - _SHORT), person.start)
    if ended and (ended.end() == person.start or ends_as_title(ended["post"])):
        first = max(text.rfind(mark, 0, person.start) for mark in _MARKS) + 1
        for verb in _verb().finditer(text, max(first, person.start - _FAR * 2), ended.start()):
            yield verb, ended.start()


def _thing(mention: Mention) -> str:
    return mention.meaning.id if isinstance(mention.meaning, Entity) else ""


class _Whole:
    """A passage, and what is mentioned in it."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        starts: dict[int, int],
        named: Foregoing,
        terminology: Terminology,
    ) -> None:
        self._text, self._mentions, self._starts = text, mentions, starts
        self._named, self._terminology = named, terminology

    def posts(
        self,
        person: Mention,
        index: int,
        predicate: re.Match[str],
        stop: int | None = None,
        body: Mention | None = None,
    ) -> Iterator[PostHolding]:
        """Yield the posts that stand behind a predicate, up to where the last one must ``stop``."""
        past = predicate.groupdict().get("once") is not None
        at, of = predicate.end(), body
        while True:
            body = self._body(at)
            start = body.end if body else at
            body = body or of
            start = _OWN.match(self._text, start).end()  # type: ignore[union-attr]
            end = self._end(start, stop)
            if end is None:
                return
            how = "coreference" if body and body.rule == "anaphora" else "explicit"
            if body is None:
                body = implied(self._text, start, self._text[start:end], index, self._named)
                how = "coreference" if body else how
            yield PostHolding(person, (start, end), body, how, past)
            joint = _JOINT.match(self._text, end)
            if joint is None:
                return
            at = joint.end()

    def taken_up(self, person: Mention, index: int) -> Iterator[PostHolding]:
        """Yield the post before, where a clause says who has it: 会长由某甲出任, 会长是某甲."""
        before = self._text[max(0, person.start - _FAR - _LONGEST) : person.start]
        named = _named().search(before)
        if named is None:
            return
        takes = named["by"] is not None and _takes_up().match(self._text, person.end)
        closes = named["by"] is None and _closes().match(self._text, person.end)
        if not (takes or closes):
            return
        first = person.start - len(before)
        end = first + named.end("post")
        start = min(first + named.start("post"), post_start(self._text, end))
        at = max((m.end for m in self._mentions[:index] if m.end <= start), default=0)
        body = next((m for m in self._mentions[:index] if m.end == at), None)
        between = self._text[at:start]
        own = not between or between in read().get("posts", "of_own_post")
        if not (body and own and employs(body, self._terminology)):
            earlier = sum(m.end <= start for m in self._mentions[:index])
            body = implied(self._text, start, self._text[start:end], earlier, self._named)
        for part in _several(self._text, start, end):
            yield PostHolding(person, part, body, "explicit" if own and body else "coreference")

    def _body(self, at: int) -> Mention | None:
        """Return the body that is named at a place, the longest where a place begins it."""
        index = self._starts.get(at)
        found = self._mentions[index] if index is not None else None
        if found is None or not employs(found, self._terminology):
            return None
        following = self._body(found.end)
        return following or found

    def _end(self, start: int, stop: int | None) -> int | None:
        """Return where the post ends that begins at a place, if one does."""
        words = _POST.match(self._text, start, stop or start + _LONGEST)
        for end in range(start + _SHORTEST, (words.end() if words else start) + 1):
            closed = end == stop or _CLOSED.match(self._text, end)
            if ends_as_title(self._text[start:end]) and closed:
                return None if _NO_POST.search(self._text, start, end) else end
        return None


def _several(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the posts that are joined in one: 创办人兼执行长."""
    for match in _JOINT.finditer(text, start, end):
        if ends_as_title(text[start : match.start()]):
            yield start, match.start()
            start = match.end()
    yield start, end


@cache
def _lead() -> str:
    lists = read()
    adverbs = lists.any_of("posts", "predicate_adverbs")
    date = (
        r"(?:<posts.when>?(?:\d{4}<times.year>)?(?:\d{1,2}<times.month>)?(?:\d{1,2}<posts.day>)?"
        r"<posts.onward>?)"
    )
    held, once = (lists.any_of("posts", name) for name in ("predicates", "predicated_once"))
    verbs = f"(?P<once>{once})|(?:{held})"
    free = f"(?!{once}|{held})"
    return rf"{date}(?>(?:{free}(?:{adverbs})){{0,3}})(?:{verbs})<particles.done>?"


@cache
def _predicate() -> re.Pattern[str]:
    lists = read()
    honorifics = lists.any_of("posts", "honorifics")
    return expression(rf"(?:{honorifics})?(?:\([^()\n]{{1,24}}\))?{_lead()}")


@cache
def _clause() -> re.Pattern[str]:
    return expression(rf"(?<=[,;]){_lead()}")


@cache
def _verb() -> re.Pattern[str]:
    held = (word for word in read().get("posts", "predicates") if len(word) > 1)
    once = read().any_of("posts", "predicated_once")
    longest = "|".join(sorted(held, key=len, reverse=True))
    return expression(rf"(?:(?P<once>{once})|(?:{longest}))<particles.done>?")


@cache
def _named() -> re.Pattern[str]:
    """Return the pattern of a post that a clause says who has, up to that name."""
    title = "|".join(sorted(titles(), key=len, reverse=True))
    return expression(
        rf"(?P<post>(?:(?:{title})<posts.also>)?(?:{title}))(?:<posts.post_itself>,?{_SINCE})?"
        r"<posts.post_to_come>?<posts.post_still>?(?:(?P<by><particles.by>)|<posts.has_post>)"
        rf"[^,。;:!?\n<posts.not_between>]{{0,{_FAR}}}\Z"
    )


@cache
def _closes() -> re.Pattern[str]:
    """Return what matches the end of a clause behind a name, and an honorific before it."""
    honorifics = read().any_of("posts", "honorifics")
    return expression(rf"(?:{honorifics})?{_CLOSED.pattern}")


@cache
def _takes_up() -> re.Pattern[str]:
    honorifics = read().any_of("posts", "honorifics")
    takes = read().any_of("posts", "takes_up")
    return expression(rf"(?:{honorifics})?{_SINCE}(?:{takes})(?=[,。;\n]|$)")
