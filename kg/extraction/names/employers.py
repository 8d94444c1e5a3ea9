"""Who holds which post.

In ``某某雲（某地區）資深顧問李某`` the post is what stands between the organisation and the person,
without a bracketed region; what follows a name is read by :mod:`kg.extraction.names.appositions`. A
bare post that begins a clause (``副總裁李某表示``) is one in the body of which the text speaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.names import ranks
from kg.extraction.names.appositions import behind, office
from kg.extraction.names.foregoing import Foregoing, implied
from kg.extraction.names.holdings import PostHolding, holding, is_a, is_past, titles
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
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
_POINTED = expression(
    "(?:该?(?:公司|集团|机构|学校|医院|协会|商会|学会|联会|中心|基金会|联盟)的?)\\Z"
)
_AND_ALSO = expression("[兼、]")
_APPOINTED = "(?:受聘|应邀|受邀)?(?:获委任为|获任命为|获任|担任|出任|就任|接任|兼任|任)(?:了)?"
HEADS = (
    "局长", "署长", "处长", "厅长", "院长", "所长", "校长", "部长",
    "市长", "省长", "县长", "区长", "镇长", "州长",
)  # fmt: skip
_TIERS = ("市", "省", "县", "区", "镇", "州")
_OPENING = ",。!?;:\n “”「」"
_CHINESE = expression(r"[\u3400-\u9fff]")
_REPORTS = expression("[说称的是]")


@cache
def _modifiers() -> tuple[str, ...]:
    return tuple(sorted(read().get("posts", "modifiers"), key=len, reverse=True))


@cache
def _appointment() -> re.Pattern[str]:
    honorifics = "|".join(read().get("posts", "honorifics"))
    return expression(rf"(?:{honorifics})?{_APPOINTED}")


@cache
def _courtesy() -> re.Pattern[str]:
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    return expression(rf"(?:(?:{courtesies}) ){{1,3}}$")


@cache
def _english() -> re.Pattern[str]:
    """Return the pattern of a post before a name (``Minister for X,``)."""
    names = sorted(map(re.escape, read().get("posts", "english")), key=len, reverse=True)
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    own = rf"(?!(?:The|A|An|{courtesies})\b)[A-Z][\w-]*"
    title = rf"(?:{own},? (?:and )?){{0,4}}(?:{'|'.join(names)})"
    area = rf"(?: (?:for|of) (?:the )?{own}(?:(?:,? and |, | ){own}){{0,7}})"
    return expression(rf"(?P<post>{title}{area}?),? (?:(?:{courtesies}) ){{0,3}}$")


@cache
def _small() -> re.Pattern[str]:
    """Return the pattern of a post in small letters between a body and a name."""
    names = sorted(map(re.escape, read().get("posts", "english")), key=len, reverse=True)
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    kind = r"(?:(?!(?:and|former|ex|then|for|of|by|to|with)\b)[a-z-]+ ){0,3}"
    title = "|".join(names).lower()
    return expression(rf"(?:['’]s)? (?P<post>{kind}(?:{title}))(?: (?:{courtesies}))? ")


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
            before = _employer(text, mentions[max(0, index - _BETWEEN) : index], terminology)
            found = (
                ranks.national(text, person, before)
                or _before(text, person, before, terminology)
                or behind(text, mentions, index, named, terminology)
                or _bare(text, person, index, named)
                or office(text, person, before)
                or _listed(text, mentions, index, named, terminology)
            )
            if found and is_past(text, found):
                held += _each(text, replace(found, past=True))
            elif found:
                held += _each(text, found)
                held += _joined(text, found, index, named)
            held += _appointed(text, mentions, index, named, terminology)
            held += ranks.told(text, person, held)
    return held


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
    if first < end and first - clause <= _UNNAMED and not (other and other.end > clause):
        yield PostHolding(found.person, (first, end), None)  # 学院院长、甲大学教授某某
        return
    if other is None:
        return
    post = text[other.end : end]
    if 1 < len(post) <= _LONGEST and _CHINESE_POST.fullmatch(post) and post.endswith(titles()):
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
    text: str, person: Mention, body: Mention | None, terminology: Terminology
) -> PostHolding | None:
    """Read ``ORG TITLE NAME`` and ``TITLE NAME`` in either language."""
    if body and is_a(body, terminology, "kg:Organisation", "kg:Jurisdiction"):
        start, end = body.end, _polite(text, person.start)
        region = _REGION.match(text, start, end)
        start = region.end() if region else start
        if text[start:end].startswith(("的", "之")):
            start += 1
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
        if len(post) <= _LONGEST and _CHINESE_POST.fullmatch(main) and main.endswith(titles()):
            return holding(person, start, start + len(post), body)
    if body and (small := _small().fullmatch(text, body.end, person.start)):
        return holding(person, *small.span("post"), body)  # Turku mayor NAME
    floor = body.end if body else 0
    match = _english().search(text, max(floor, person.start - 90), person.start)
    if match and text[match.start() - 1 : match.start()] in ("", " ", "(", "“", '"'):
        employer = (
            body if body and text[body.end : match.start("post")] in (" ", "'s ", "’s ") else None
        )
        return holding(person, *match.span("post"), employer)
    return None


def _polite(text: str, start: int) -> int:
    """Return where the courtesy before a Latin name begins (``行政總裁 Dr Jane Doe``)."""
    courtesy = _courtesy().search(text, max(0, start - 24), start)
    return courtesy.start() if courtesy else start


def _bare(text: str, person: Mention, index: int, named: Foregoing) -> PostHolding | None:
    """Read ``TITLE NAME``; where it begins a clause, the body may be named before."""
    end = len(text[: _polite(text, person.start)].rstrip())
    start = post_start(text, end)
    if start == end:
        return None
    pointing = _POINTED.search(text, max(0, start - 4), start)  # 公司創辦人某某
    first = pointing.start() if pointing else start
    begins = first == 0 or text[first - 1] in _OPENING
    body = implied(text, first, text[start:end], index, named) if begins else None
    return PostHolding(person, (start, end), body, "coreference" if body else "explicit")


def _appointed(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    named: Foregoing,
    terminology: Terminology,
) -> Iterator[PostHolding]:
    """Read ``NAME 擔任 ORG TITLE``, or without a body where the sentence is about one."""
    person = mentions[index]
    match = _appointment().match(text, person.end)
    if match is None:
        return
    start = match.end()
    after = mentions[index + 1 : index + 3]
    body = next(
        (m for m in after if m.start == start and is_a(m, terminology, "kg:Organisation")), None
    )
    start = body.end if body else start
    words = _CHINESE_POST.match(text, start, start + _LONGEST)
    ends = [
        at
        for at in range(start + 2, (words.end() if words else start) + 1)
        if text[start:at].endswith(titles()) and not _CHINESE.match(text, at)
    ]
    if ends and not _REPORTS.search(text, start, ends[0]):
        how = "explicit"
        if body is None:
            body = implied(text, start, text[start : ends[0]], index, named)
            how = "coreference" if body else how
        yield PostHolding(person, (start, ends[0]), body, how)


def post_start(text: str, end: int) -> int:
    """Return where the Chinese title that ends at ``end`` begins, its modifiers included."""
    start = end - _title(text[max(0, end - 10) : end])
    while 0 < start < end:
        joint = _also(text, start)
        if joint is not None:
            start = joint
            continue
        modifier = next((m for m in _modifiers() if text.startswith(m, start - len(m))), "")
        if not modifier or len(modifier) > start:
            break
        start -= len(modifier)
    return start


def _also(text: str, start: int) -> int | None:
    """Return where the post begins that the same person holds too (創辦人兼…), if any."""
    if text[start - 1] not in "兼、":
        return None
    length = _title(text[max(0, start - 9) : start - 1])
    return start - 1 - length if length else None


def _title(words: str) -> int:
    """Return the length of the longest title that words end with, 0 where they end with none."""
    if not words.endswith(titles()):
        return 0  # as most do, which is told at once
    return max(len(title) for title in titles() if words.endswith(title))


def _each(text: str, holding: PostHolding) -> Iterator[PostHolding]:
    """Yield one holding for each post of several that are joined (創辦人兼行政總裁)."""
    start, end = holding.post
    start += len(text[start:end]) - len(text[start:end].lstrip("的 "))
    at = start
    for match in _AND_ALSO.finditer(text, start, end):
        if text[at : match.start()].endswith(titles()):
            yield replace(holding, post=(at, match.start()))
            at = match.end()
    yield replace(holding, post=(at, end))
