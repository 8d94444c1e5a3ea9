"""What one line states of posts: the post, the body that it is in, and who holds it.

``主任：甲、乙`` has the post before the colon, ``Legal counsel, Quay Trust: Ada Lee`` its body too,
and ``Chair: Ann Lee, Quay Trust`` the body behind the name. A line of which any part is neither a
name, a post, a body nor a number says something else.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from kg.extraction.names import body_names, personal_names, standing_of_posts
from kg.extraction.names.bylines import POST, is_credit
from kg.extraction.names.standing_of_posts import PRESENT
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

Range = tuple[int, int]

_LABEL = expression(r"[\s*_•·–-]*(?P<label>[^\s:][^:。;!?\d]{1,60}?)[\s*_]*:[\s*_]*(?=\S)")
_NOUN = (
    rf"(?:{POST.pattern}|\b(?:counsel|engineer|accountant|adviser|advisor|member|clerk|trustee"
    r"|scientist|master|bursar|registrar|co-?ordinator|convenor|auditor|actuary|attach[eé])\b)"
)
_ENDING = expression(rf"{_NOUN}$", re.IGNORECASE)
_PLURAL = expression(r"(?<=[a-z])s$")
_OPENING = expression(rf"^(?:[\w-]+ ){{0,2}}{_NOUN} (?:of|for|to)\b", re.IGNORECASE)
_ASIDE = expression(r"\s?\((?P<inside>[^()]*)\)")
_WIDE = expression(r"\s{2,}(?=[^\s:]{2,24}:)|(?<=[\u3400-\u9fff)])\s(?=[\u3400-\u9fff]{2,12}:)")
_TEAM = expression(
    r"[\u3400-\u9fff]{0,8}(?:负责人|主持人|(?:课题|项目|编写|执行|研究|专家)组{0,2}长)"
)
_CUT = expression(r"\s*(?:[,;、/&]|\band\b|\s[和与及]\s|(?<=\))\s)\s*")
_NUMBER = expression(r"[\d\s()+-]{5,}|\S+@\S+|www\.\S+|(?:tel|电话|ext)\b.*", re.IGNORECASE)
_NAMED = expression(r"(?:[A-Z][\w.'’&-]*|[A-Z]{2,})(?: (?:[A-Z][\w.'’&-]*|of|for|the|and|&)){0,8}")
_MEMBERS = frozenset(
    ("委员", "成员", "组员", "理事", "监事", "组长", "副组长", "顾问", "队长", "召集人")
)
_ALL = expression(r"members|trustees|成员|组员", re.IGNORECASE)  # no post of one of them
_LONGEST = 240


class Holder(NamedTuple):
    """A person of a list, the body that the list says the person is of, and when.

    ``known`` tells that the words show by themselves that they are a person's name.
    """

    place: Range
    body: Range | None
    known: bool
    standing: str


@dataclass
class Roster:
    """What a line states: the post, the body of the post, and who holds it, as ranges."""

    post: Range | None
    body: Range | None
    holders: list[Holder] = field(default_factory=list)


def stated(folded: str, start: int, end: int) -> list[Roster]:
    """Return what the parts of a line state of posts; offsets are those of the folded text.

    >>> words = "Legal counsel, Quay Trust: Ada Lee"
    >>> (told,) = stated(words, 0, len(words))
    >>> told.post and words[slice(*told.post)], [words[slice(*one.place)] for one in told.holders]
    ('Legal counsel', ['Ada Lee'])
    """
    parts = _parted(folded, start, end) if end - start <= _LONGEST else []
    return [roster for part in parts if (roster := _roster(folded, *part))]


def carded(folded: str, name: Range, below: Range) -> Roster | None:
    """Return what a line that is a person's name states with the line below it, if that is a post.

    >>> words = "Ada Lee Legal counsel, Quay Trust"
    >>> told = carded(words, (0, 7), (8, 33))
    >>> told and told.post and words[slice(*told.post)]
    'Legal counsel'
    """
    person = personal_names.name(folded, *name, sure=True)
    whole = next(body_names.trimmed(folded, *name), None)
    if person is None or person != whole:
        return None
    ascii_ = folded[slice(*below)].isascii()
    roster = _latin_label(folded, *below) if ascii_ else _han_label(folded, *below)
    if roster is None or roster.post is None:
        return None
    known = personal_names.name(folded, *name) is not None
    return Roster(roster.post, roster.body, [Holder(person, None, known, PRESENT)])


def to_all(post: str) -> bool:
    """Tell whether words before a list name all who are in a body, and so no post of one of them.

    >>> to_all("Trustees"), to_all("Trustee")
    (True, False)
    """
    return _ALL.fullmatch(post) is not None


def _parted(folded: str, start: int, end: int) -> list[Range]:
    """Return the parts of a line that wide gaps before labels set apart."""
    cuts = [gap.span() for gap in _WIDE.finditer(folded, start, end)] if ":" in folded else []
    starts = [start, *(last for _, last in cuts)]
    return list(zip(starts, [*(first for first, _ in cuts), end], strict=True))


def _roster(folded: str, start: int, end: int) -> Roster | None:
    """Return what a line states of posts; None where it states something else."""
    label = _LABEL.match(folded, start, end)
    if label is None:
        return None
    first, last = label.span("label")
    team = _TEAM.fullmatch(folded, first, last)
    if is_credit(folded[start:end]) and not team:
        return None
    ascii_ = folded[first:last].isascii()
    roster = _latin_label(folded, first, last) if ascii_ else _han_label(folded, first, last)
    if roster is None or not _read(folded, label.end(), end, roster):
        return None
    return roster if roster.post and roster.holders else None


def _latin_label(folded: str, start: int, end: int) -> Roster | None:
    """Return the post and the body of a label: ``Head of X, Quay Trust``, ``Media, Quay Trust``."""
    words, _, behind = folded[start:end].partition(", ")
    is_post = _is_post(words)
    body = (end - len(behind), end) if behind and _NAMED.fullmatch(behind) else None
    if (behind and not body) or not (is_post or body):
        return None
    return Roster((start, start + len(words)) if is_post else None, body)


def _is_post(words: str) -> bool:
    if words in read().get("posts", "english"):
        return True
    return bool(_ENDING.search(_PLURAL.sub("", words)) or _OPENING.match(words))


def introduced(
    folded: str, start: int, end: int, sure: bool = False
) -> tuple[Range, Range | None, Range | None]:
    """Return the ranges of a person, and of the post and the body behind the name, in a cell.

    The first is empty where the words are no such thing; ``sure`` tells that people stand there.

    >>> words = "Ann Lee, Director of Ports, Quay Trust Ltd"
    >>> [words[slice(*place)] for place in introduced(words, 0, len(words)) if place]
    ['Ann Lee', 'Director of Ports', 'Quay Trust Ltd']
    """
    roster = Roster(None, None)
    if not _read(folded, start, end, roster) or len(roster.holders) != 1:
        return (start, start), None, None
    (holder,) = roster.holders
    if not (sure or holder.known):
        return (start, start), None, None
    return holder.place, roster.post, holder.body


def _han_label(folded: str, start: int, end: int) -> Roster | None:
    """Return the post that a Chinese label is, and the body before it: ``某學會會長``."""
    words = folded[start:end]
    titles = _titles()
    if words in titles or _TEAM.fullmatch(words):
        return Roster((start, end), None)
    for cut in range(len(words) - 1, 2, -1):
        if words[cut:] in titles and body_names.BODY.search(words[:cut]):
            return Roster((start + cut, end), (start, start + cut))
    return None


@cache
def _titles() -> frozenset[str]:
    lists = read()
    return frozenset(lists.get("posts", "titles")) | _MEMBERS - set(lists.get("posts", "labels"))


def _read(folded: str, start: int, end: int, roster: Roster) -> bool:
    """Read the people of a list into a roster; False where a part of it is nothing of the kind."""
    bare = _ASIDE.sub(lambda aside: " " * len(aside[0]), folded)
    at = start
    for stop, after in [*(cut.span() for cut in _CUT.finditer(bare, start, end)), (end, end)]:
        for place in body_names.trimmed(bare, at, stop):
            if not _item(folded, bare, place, after, roster):
                return False
        at = after
    return True


def _item(folded: str, bare: str, place: Range, stop: int, roster: Roster) -> bool:
    """Read one part of a list: a person, or the post, body or number of the last one."""
    words = bare[slice(*place)]
    if person := personal_names.name(bare, *place, sure=True):
        aside = _ASIDE.search(folded, person[1], stop)
        inside = aside.span("inside") if aside else None
        of = inside if inside and body_names.signed(folded[slice(*inside)]) else None
        known = personal_names.name(bare, *place) is not None
        when = standing_of_posts.standing(folded[slice(*inside)]) if inside else PRESENT
        roster.holders.append(Holder(person, of, known, when))
        return True
    if not roster.holders:
        return False
    holder = roster.holders[-1]
    if roster.post is None and _is_post(words):
        roster.post = place
        return True
    if body_names.signed(words) and holder.body is None:
        roster.holders[-1] = holder._replace(body=place)
        return True
    return bool(_NUMBER.fullmatch(words))
