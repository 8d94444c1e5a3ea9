"""Who holds which post.

In ``某某雲（某地區）資深顧問李某`` the post is what stands between the organisation and the person,
without a bracketed region; what follows a name is read by :mod:`kg.extraction.names.appositions`. A
bare post that begins a clause (``副總裁李某表示``) is one in the body of which the text speaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.names import english_posts, predicated_posts, ranks
from kg.extraction.names.appositions import behind, further, office
from kg.extraction.names.chinese_slots import after_date
from kg.extraction.names.foregoing import Foregoing, implied
from kg.extraction.names.holdings import (
    FORMER,
    PostHolding,
    ends_as_title,
    holding,
    is_a,
    is_past,
    titles,
)
from kg.extraction.names.post_extents import each, post_start
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import particle, read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_BETWEEN = 4  # mentions to look back over
_LONGEST = 24  # characters of a Chinese post
_UNNAMED = 4  # and of a body without a name before one (学院院长)
_REGION = expression(r"\s?\([^()\n]{1,20}\)\s?")
_AND = expression(r"(?:\([^()]{1,8}\))?\s?[、,和及与]\s?")
_ASIDE = expression(r"\([^()\n]{1,12}\)$")
_IN_REGION = expression(r"\s?(?:\([^()\n]{0,20})?")
_CHINESE_POST = expression(r"[\w、·&/ -]+")
_BY = expression(r"(?:\d{4}<times.year>(?:\d{1,2}<times.month>)?)?<particles.by>")
_POINTED = expression(r"<posts.this>?<posts.pointed_bodies><particles.of>?\Z")
HEADS = (
    "局长", "署长", "处长", "厅长", "院长", "所长", "校长", "部长",
    "市长", "省长", "县长", "区长", "镇长", "州长",
)  # fmt: skip
_TIERS = ("市", "省", "县", "区", "镇", "州")
_OPENING = ",。!?;:\n “”「」"


@cache
def _serving() -> re.Pattern[str]:
    return expression(rf"(?:{read().any_of('posts', 'serving')})?的|之")


def posts(
    text: str,
    original: str,  # noqa: ARG001
    mentions: Sequence[Mention],
    terminology: Terminology,
) -> list[PostHolding]:
    """Return the posts that a passage states of the people in ``mentions``, in order.

    ``text`` is folded; ``mentions`` are all of the passage, sorted, without overlap; those that
    point back (rule ``anaphora``) count as organisations too.
    """
    held: list[PostHolding] = []
    named = Foregoing(mentions, terminology)
    for index, person in enumerate(mentions):
        if is_a(person, terminology, "kg:Person"):
            last = held[-1].person if held else None
            before = _employer(text, mentions[max(0, index - _BETWEEN) : index], terminology)
            found = ranks.national(text, person, before)
            found = found or _before(text, person, before, terminology, last)
            if not found and (bare := _bare(text, mentions, index, named, held)):
                told = behind(text, mentions, index, named, terminology)
                held += each(text, bare) if told else []  # 理事長某某兼任館長
                found = told or bare
            found = (
                found
                or behind(text, mentions, index, named, terminology)
                or office(text, person, before)
                or _listed(text, mentions, index, named, terminology)
            )
            if found and is_past(text, found):
                held += each(text, replace(found, past=True))
            elif found:
                held += each(text, found)
                held += (
                    h for h in further(text, found) if not _names_other(h, mentions, terminology)
                )
                held += _joined(text, found, index, named)
                held += _within(found, index, named)
            held += ranks.told(text, person, held)
    return [*held, *predicated_posts.find(text, mentions, named, terminology)]


def _names_other(found: PostHolding, mentions: Sequence[Mention], terminology: Terminology) -> bool:
    """Tell whether the words of a post name somebody else: ``and Ms Jane Doe, Head of Talent``."""
    first, end = found.post
    inside = (m for m in mentions if m.start < end and first < m.end)
    return any(is_a(m, terminology, "kg:Person") for m in inside)


def _within(found: PostHolding, index: int, named: Foregoing) -> Iterator[PostHolding]:
    """Yield the post in the body pointed at of which its own body is a part: 该校甲学院教授."""
    body = found.organisation
    whole = next(
        (m for m in named.before(index, "kg:Organisation") if body and m.end <= body.start), None
    )
    if body and whole and whole.end == body.start and whole.rule == "anaphora":
        yield replace(found, organisation=whole, how="coreference")


def _joined(text: str, found: PostHolding, index: int, named: Foregoing) -> Iterator[PostHolding]:
    """Yield the posts in other bodies that stand before one: 甲系副教授、乙會理事某某."""
    body = found.organisation
    if body is None or body.end != found.post[0]:
        return
    end = body.start - 1
    if end < 0 or text[end : end + 1] not in "、兼及":
        return
    other = next((m for m in named.before(index, "kg:Organisation") if m.end <= end), None)
    first = post_start(text, end)
    clause = max(text.rfind(mark, 0, end) for mark in _OPENING) + 1
    being = _being().match(text, clause, first)  # 负责人为学会副会长、甲大学教授某某
    clause = being.end() if being else clause
    if first < end and first - clause <= _UNNAMED and not (other and other.end > clause):
        yield PostHolding(found.person, (first, end), None)  # 学院院长、甲大学教授某某
        return
    if other is None:
        return
    post = text[other.end : end]
    if 1 < len(post) <= _LONGEST and _CHINESE_POST.fullmatch(post) and ends_as_title(post):
        yield holding(found.person, other.end, end, other)


def _listed(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    named: Foregoing,
    terminology: Terminology,
) -> PostHolding | None:
    """Read ``TITLE：NAME、NAME``; the body is the one that the text names before."""
    first = index
    while first and is_a(mentions[first - 1], terminology, "kg:Person"):
        if not _AND.fullmatch(text, mentions[first - 1].end, mentions[first].start):
            break
        first -= 1
    end = len(text[: mentions[first].start].rstrip())
    if text[end - 1 : end] != ":":
        return None
    end = len(text[: end - 1].rstrip())
    start = post_start(text, end)
    if start == end:
        return None
    body = named.last(first, "kg:Organisation")
    return PostHolding(mentions[index], (start, end), body, "coreference" if body else "explicit")


def _employer(text: str, before: Sequence[Mention], terminology: Terminology) -> Mention | None:
    """Return the last organisation or place of government before a post.

    A concept (金融科技總監) may be mentioned between it and the person, and a place that is only
    the post's region: one in brackets, or directly behind an organisation.
    """
    classes = ("kg:Organisation", "kg:Jurisdiction")
    bodies = [m for m in before if is_a(m, terminology, *classes)]
    if not bodies or is_a(bodies[-1], terminology, "kg:Organisation"):
        return bodies[-1] if bodies else None
    place = bodies[-1]
    nearer = [m for m in bodies if is_a(m, terminology, "kg:Organisation")][-1:]
    region = nearer and _IN_REGION.fullmatch(text, nearer[0].end, place.start)
    return nearer[0] if region else place


def _before(
    text: str,
    person: Mention,
    body: Mention | None,
    terminology: Terminology,
    between: Mention | None = None,
) -> PostHolding | None:
    """Read ``ORG TITLE NAME`` and ``TITLE NAME`` in either language.

    ``between`` is somebody named before: a post does not reach over a name.
    """
    if body and is_a(body, terminology, "kg:Organisation", "kg:Jurisdiction"):
        start, end = body.end, english_posts.before_courtesies(text, person.start)
        region = _REGION.match(text, start, end)
        start = region.end() if region else start
        serving = _serving().match(text, start, end)  # 在某大學任教的副教授
        start = serving.end() if serving else start
        start += FORMER.match(text, start, end) is not None  # 某公司前董事長
        by = _BY.match(text, start, end)
        start = by.end() if by else start  # 某中心由總監某某主理
        if text[start - 1 : start + 1] in HEADS and text[start - 1 : end] in titles():
            start -= 1  # 某某局 + 長: one character ends the body and begins the post
        post = text[start:end].rstrip(' “「"')
        aside = _ASIDE.search(post)  # 秘書長(特別職務)
        main = post[: aside.start()] if aside else post
        if not is_a(body, terminology, "kg:Organisation"):
            own = post_start(text, start + len(post))
            if text[start:own] in _TIERS:  # 某 + 市 + 副市長
                return holding(person, own, start + len(post), body)
            if start < own < start + len(post):
                return holding(person, own, start + len(post), None)  # 某市 + 精機 + 董事長
        fits = len(post) <= _LONGEST and _CHINESE_POST.fullmatch(main) and ends_as_title(main)
        fits = fits and not _serving().search(main)
        fits = fits and not _handed_on(main)  # 某会会长由前任秘书长某某担任
        if fits and not (between and between.end > start):
            runs = not (by and _founds(text, person.end))  # 某公司由工程师某某创办
            return holding(person, start, start + len(post), body if runs else None)
    if body and (small := english_posts.of_body().fullmatch(text, body.end, person.start)):
        return holding(person, *small.span("post"), body)  # Turku mayor NAME
    floor = max((m.end for m in (body, between) if m), default=0)
    if lowly := english_posts.lowly().search(text, max(floor, person.start - 60), person.start):
        return holding(person, *lowly.span("post"), None)  # transport secretary NAME
    match = english_posts.titled().search(text, max(floor, person.start - 90), person.start)
    if match and text[match.start() - 1 : match.start()] in ("", " ", "(", "“", '"'):
        employer = (
            body if body and text[body.end : match.start("post")] in (" ", "'s ", "’s ") else None
        )
        return holding(person, *match.span("post"), employer)
    return None


def _handed_on(words: str) -> bool:
    """Tell whether words name a post, and behind it who takes that up: 会长由前任秘书长."""
    first, by, _ = words.partition(particle("by"))
    return bool(by) and ends_as_title(first)


def _founds(text: str, at: int) -> bool:
    return text.startswith(read().get("posts", "founds"), after_date(text, at))


@cache
def _being() -> re.Pattern[str]:
    return expression(r"[^,。;:!?\n]{1,12}?(?:<posts.has_post>|<particles.by>)")


def _bare(
    text: str, mentions: Sequence[Mention], index: int, named: Foregoing, held: list[PostHolding]
) -> PostHolding | None:
    """Read ``TITLE NAME``; where it begins a clause, the body may be named before.

    In a list of people (``某社社长甲、编辑乙``) it is the one of the person before.
    """
    person = mentions[index]
    end = len(text[: english_posts.before_courtesies(text, person.start)].rstrip())
    start = post_start(text, end)
    if start == end:
        return None
    pointing = _POINTED.search(text, max(0, start - 4), start)  # 公司創辦人某某
    first = pointing.start() if pointing else start
    begins = first == 0 or text[first - 1] in _OPENING
    body = implied(text, first, text[start:end], index, named) if begins else None
    body = _kindred(text, start, index, named) or body
    last = held[-1] if held else None
    if last and last.person == mentions[index - 1] and not last.past:
        joint = _AND.fullmatch(text, _named_until(text, last.person), start)
        body = last.organisation if joint and last.organisation else body
    return PostHolding(person, (start, end), body, "coreference" if body else "explicit")


def _kindred(text: str, start: int, index: int, named: Foregoing) -> Mention | None:
    """Return the body named before whose last word opens the clause of a post: 實驗室主任某某."""
    noun = text[max(text.rfind(mark, 0, start) for mark in _OPENING) + 1 : start]
    noun = noun.removesuffix(particle("of"))
    if not 1 < len(noun) <= _UNNAMED or noun.isascii():
        return None
    bodies = named.before(index, "kg:Organisation")
    return next((m for m in bodies if text[m.start : m.end].endswith(noun)), None)


def _named_until(text: str, person: Mention) -> int:
    """Return where a name ends, with the honorific behind it."""
    honorific = _honorific().match(text, person.end)
    return honorific.end() if honorific else person.end


@cache
def _honorific() -> re.Pattern[str]:
    return expression(read().any_of("posts", "honorifics"))
