"""Who holds which post, and organisations that only a post beside them betrays.

In ``某某雲（某地區）資深顧問李某`` the post is what stands between the organisation and the person,
without a bracketed region; in ``Jane Doe, Director of X`` it is the apposition.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.boundaries import Landscape
from kg.extraction.hints import Hints
from kg.extraction.identity import mention
from kg.extraction.ordinary import is_ordinary
from kg.extraction.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_BETWEEN = 4  # mentions to look back over
_LONGEST = 24  # characters of a Chinese post
_REGION = re.compile(r"\s?\([^()\n]{1,20}\)\s?")
_IN_REGION = re.compile(r"\s?(?:\([^()\n]{0,20})?")
_CHINESE_POST = re.compile(r"[\w、·&/ -]+")
_POINTING = re.compile("(?:公司|集团|机构|学校|医院|部门)")  # 该公司: whoever that is
_AND_ALSO = re.compile("[兼、]")
_APPOINTED = re.compile("(?:获委任为|获任命为|获任|担任|出任|就任|接任|兼任|任)(?:了)?")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_REPORTS = re.compile("[说称的是]")
_EMPLOYER = (2, 14)  # characters of an organisation that only its post betrays


@dataclass(frozen=True, slots=True)
class PostHolding:
    """A person's post, in a passage's offsets.

    ``post`` is the half-open range of its words, ``organisation`` whom it is held for, or None
    where the text names none (``特首…``). ``how`` is ``explicit``, or ``coreference`` where the
    organisation is pointed at (該公司).
    """

    person: Mention
    post: tuple[int, int]
    organisation: Mention | None
    how: str = "explicit"


@cache
def _titles() -> tuple[str, ...]:
    return read().get("posts", "titles")


@cache
def _modifiers() -> tuple[str, ...]:
    return tuple(sorted(read().get("posts", "modifiers"), key=len, reverse=True))


@cache
def _english() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a post after a name (``, Director of``) and before it."""
    names = sorted(map(re.escape, read().get("posts", "english")), key=len, reverse=True)
    title = rf"(?:[A-Z][\w-]*,? (?:and )?){{0,4}}(?:{'|'.join(names)})"
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    area = r"(?: (?:for|of) (?:the )?[A-Z][\w-]*(?:(?:,? and |, | )[A-Z][\w-]*){0,7})"
    after = re.compile(rf", (?:the |an? )?(?P<post>{title})\b(?: (?:of|at|for|with|in) (?:the )?)?")
    before = re.compile(rf"(?P<post>{title}{area}?),? (?:(?:{courtesies}) ){{0,3}}$")
    return after, before


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
    for index, person in enumerate(mentions):
        if _is_a(person, terminology, "kg:Person"):
            before = _employer(text, mentions[max(0, index - _BETWEEN) : index], terminology)
            after = mentions[index + 1] if index + 1 < len(mentions) else None
            holding = (
                _before(text, person, before, terminology)
                or _after(text, person, after, terminology)
                or _own(text, person, mentions[:index], terminology)
            )
            if holding:
                held += _each(text, holding)
            held += _appointed(text, person, mentions[index + 1 :][:2], terminology)
    return held


def _employer(text: str, before: Sequence[Mention], terminology: Terminology) -> Mention | None:
    """Return the last organisation or place of government before a post.

    A concept (金融科技總監) may be mentioned between it and the person, and a place that is only
    the post's region: one in brackets, or directly behind an organisation.
    """
    classes = ("kg:Organisation", "kg:Jurisdiction")
    bodies = [m for m in before if _is_a(m, terminology, *classes)]
    if not bodies or _is_a(bodies[-1], terminology, "kg:Organisation"):
        return bodies[-1] if bodies else None
    place = bodies[-1]
    nearer = [m for m in bodies if _is_a(m, terminology, "kg:Organisation")][-1:]
    region = nearer and _IN_REGION.fullmatch(text, nearer[0].end, place.start)
    return nearer[0] if region else place


def _is_a(found: Mention, terminology: Terminology, *classes: str) -> bool:
    meaning = found.meaning
    return isinstance(meaning, Entity) and any(terminology.is_a(meaning.types, c) for c in classes)


def _holding(person: Mention, start: int, end: int, body: Mention | None) -> PostHolding:
    pointed = body is not None and body.rule == "anaphora"
    return PostHolding(person, (start, end), body, "coreference" if pointed else "explicit")


def _before(
    text: str, person: Mention, body: Mention | None, terminology: Terminology
) -> PostHolding | None:
    """Read ``ORG TITLE NAME`` and ``TITLE NAME`` in either language."""
    if body and _is_a(body, terminology, "kg:Organisation", "kg:Jurisdiction"):
        start, end = body.end, person.start
        region = _REGION.match(text, start, end)
        start = region.end() if region else start
        if text[start:end].startswith(("的", "之")):
            start += 1
        post = text[start:end].rstrip(' “「"')
        if len(post) <= _LONGEST and _CHINESE_POST.fullmatch(post) and post.endswith(_titles()):
            return _holding(person, start, start + len(post), body)
    floor = body.end if body else 0
    match = _english()[1].search(text, max(floor, person.start - 90), person.start)
    if match and text[match.start() - 1 : match.start()] in ("", " ", "(", "“", '"'):
        employer = (
            body if body and text[body.end : match.start("post")] in (" ", "'s ", "’s ") else None
        )
        return _holding(person, *match.span("post"), employer)
    start = _post_start(text, person.start)
    return _holding(person, start, person.start, None) if start < person.start else None


def _after(
    text: str, person: Mention, body: Mention | None, terminology: Terminology
) -> PostHolding | None:
    """Read ``NAME, TITLE of ORG``."""
    match = _english()[0].match(text, person.end)
    if match is None:
        return None
    employer = None
    if body and body.start == match.end():
        employs = _is_a(body, terminology, "kg:Organisation", "kg:Jurisdiction")
        employer = body if employs else None
    return _holding(person, *match.span("post"), employer)


def _own(
    text: str, person: Mention, before: Sequence[Mention], terminology: Terminology
) -> PostHolding | None:
    """Read ``NAME, its managing director``: the post is in the last organisation named before."""
    match = _english_own().match(text, person.end)
    if match is None:
        return None
    bodies = [m for m in before if _is_a(m, terminology, "kg:Organisation")]
    body = bodies[-1] if bodies and match["whose"] in ("its", "their") else None
    how = "coreference" if body else "explicit"
    return PostHolding(person, match.span("post"), body, how)


@cache
def _english_own() -> re.Pattern[str]:
    names = sorted((w.lower() for w in read().get("posts", "english")), key=len, reverse=True)
    title = "|".join(map(re.escape, names))
    return re.compile(
        r", (?:(?P<whose>its|their|the|an?) )"
        r"(?:then |new |former |current |long-serving )?"
        rf"(?P<post>(?:[a-z-]+ ){{0,2}}(?:{title}))(?=[,.;)])"
    )


def _appointed(
    text: str, person: Mention, after: Sequence[Mention], terminology: Terminology
) -> Iterator[PostHolding]:
    """Read ``NAME 擔任 ORG TITLE``."""
    match = _APPOINTED.match(text, person.end)
    if match is None:
        return
    start = match.end()
    body = next(
        (m for m in after if m.start == start and _is_a(m, terminology, "kg:Organisation")), None
    )
    start = body.end if body else start
    words = _CHINESE_POST.match(text, start, start + _LONGEST)
    ends = [
        at
        for at in range(start + 2, (words.end() if words else start) + 1)
        if text[start:at].endswith(_titles()) and not _CHINESE.match(text, at)
    ]
    if ends and not _REPORTS.search(text, start, ends[0]):
        yield PostHolding(person, (start, ends[0]), body)


def _post_start(text: str, end: int) -> int:
    """Return where the Chinese title that ends at ``end`` begins, its modifiers included."""
    head = text[max(0, end - 10) : end]
    start = end - max((len(title) for title in _titles() if head.endswith(title)), default=0)
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
    head = text[max(0, start - 9) : start - 1]
    length = max((len(title) for title in _titles() if head.endswith(title)), default=0)
    return start - 1 - length if length else None


def _each(text: str, holding: PostHolding) -> Iterator[PostHolding]:
    """Yield one holding for each post of several that are joined (創辦人兼行政總裁)."""
    start, end = holding.post
    at = start
    for match in _AND_ALSO.finditer(text, start, end):
        if text[at : match.start()].endswith(_titles()):
            yield replace(holding, post=(at, match.start()))
            at = match.end()
    yield replace(holding, post=(at, end))


def find(
    land: Landscape,
    original: str,
    people: Sequence[Mention],
    terminology: Terminology,
    hints: Hints,
) -> Iterator[Mention]:
    """Yield the organisations that only ``ORG TITLE NAME`` betrays (``某某汽車副總裁李某``)."""
    for person in people:
        end = _post_start(land.text, person.start)
        region = re.search(r"\([^()\n]{1,20}\)$", land.text[max(0, end - 24) : end])
        end -= len(region[0]) if region else 0
        if end == person.start or not end:
            continue
        start = land.stem(end).start
        pointing = _POINTING.match(land.text, start, end)
        if pointing:
            continue
        name = land.text[start:end]
        shortest, longest = _EMPLOYER
        clear = not is_ordinary(name) and "(" not in name and not land.overlaps(start, end)
        if shortest <= len(name) <= longest and clear:
            ending = hints.ending(name)
            is_body = ending and terminology.is_a((ending[0],), "kg:Organisation")
            curie = ending[0] if ending and is_body else "kg:Organisation"
            label = (original[start:end],)
            yield mention((start, end), label, curie, "employer", terminology)
