"""A person's hold on a post: the value, and what tells a post and an employer."""

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.fact import Fact
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

_EMPLOYERS = ("kg:Organisation", "kg:Jurisdiction")
UNTIL_NOW = (
    r"[Uu]ntil (?:now|recently|last [a-z]+|this [a-z]+)|[Pp]reviously|[Mm]ost recently|[Hh]itherto"
)
"""What says before a post that it was held to this day: until now director of."""

_PAST = re.compile(
    "(?:(?<![目此日年之以先会提月当早事跟眼空生底午史])前任?|(?<![中太平高草])原(?:任|来的)?"
    "|退休|已故|曾任|历任|曾是|曾为|曾经是|原(?:是|为|本是|来是)"
    "|(?<![A-Za-z])(?:[Ff]ormer(?:ly)?(?: (?:an?|the))?|[Ee]x|[Oo]utgoing"
    f"|(?:{UNTIL_NOW})(?: (?:an?|the))?)[ -]) {{0,1}}\\Z"
)
FORMER = expression("<posts.held_once>(?=..)")
"""What tells before the name of a body that a post in it is a past one: 前某某署署長."""

_LEFT = re.compile(
    rf"\b(?:{UNTIL_NOW}|former(?:ly)?|outgoing|ex|one-?time|erstwhile|ousted|sacked|deposed)\b"
    r"|\bthe then[- ]|, then[- ](?=[a-z -]+ of\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(  # formerly of X, becomes: what stands behind is held now
    r".*, (?:becomes?|(?:has|have) been|was|is now|will be(?:come)?|takes? over|took over)\b",
    re.DOTALL,
)
_FAR = 24  # characters
_ENDS = 2  # the person, and the post or the employer
_ONCE = re.compile(
    rf"(?:{UNTIL_NOW}|former(?:ly)?|ex-|outgoing|then|one-?time|erstwhile)[ -]?(?:an? |the )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PostHolding:
    """A person's post, in a passage's offsets.

    ``post`` is the half-open range of its words, ``organisation`` whom it is held for, or None
    where the text names none (``特首…``). ``how`` is ``explicit``, or ``coreference`` where the
    organisation is pointed at (該公司) or named in the clause before. ``past`` tells that the post
    was held before.
    """

    person: Mention
    post: tuple[int, int]
    organisation: Mention | None
    how: str = "explicit"
    past: bool = False


def holding(person: Mention, start: int, end: int, body: Mention | None) -> PostHolding:
    """Return a holding; it rests on a coreference where the body is only pointed at."""
    pointed = body is not None and body.rule == "anaphora"
    return PostHolding(person, (start, end), body, "coreference" if pointed else "explicit")


def is_past(text: str, held: PostHolding) -> bool:
    """Tell whether a post is one that the person held before: 前某局局長, former chair of X."""
    once = once_before(text, held.post[0]) < held.post[0]
    if once or told_from(text, held) < _first(held) or _ONCE.match(text, held.post[0]) is not None:
        return True
    return held.post[1] <= held.person.start and _leaves().match(text, held.person.end) is not None


@cache
def _leaves() -> re.Pattern[str]:
    lists = read()
    honorifics, leaving = (lists.any_of("posts", name) for name in ("honorifics", "leaving"))
    return expression(
        rf"(?:{honorifics})?(?:已|于|刚|上月|去年|今年|今天|昨天|昨日|今日)?(?:{leaving})"
    )


def told_from(text: str, held: PostHolding) -> int:
    """Return where the words about a post begin, with what says before them that it is past."""
    return once_before(text, _first(held))


def once_before(text: str, at: int) -> int:
    """Return where what says begins that the post at a place is a past one; that place if none.

    >>> once_before("某公司前董事长", 4)
    3
    """
    before = _PAST.search(text, max(0, at - _FAR), at)
    return before.start() if before else at


def _first(held: PostHolding) -> int:
    return min(held.post[0], held.organisation.start if held.organisation else held.post[0])


def bare(post: str) -> str:
    """Return the words of a post without what says that it is a past one.

    >>> bare("former director")
    'director'
    """
    return _ONCE.sub("", post, count=1) if _ONCE.match(post) else post


def was(fact: Fact) -> bool:
    """Tell whether a fact is of a post that its statement says somebody held before."""
    return _says(fact, _LEFT)


def is_of_kin(fact: Fact) -> bool:
    """Tell whether a fact is of a post of somebody to whom its person is kin, or a friend."""
    return _says(fact, _kin())


def _says(fact: Fact, words: re.Pattern[str]) -> bool:
    """Tell whether words stand between the person and the post, or the body, of a fact."""
    if fact.predicate not in ("kg:worksFor", "kg:position"):
        return False
    statement, *parts = fact.evidence
    ends = [each.span for each in parts if each.role in ("subject", "object")]
    if len(ends) < _ENDS:
        return False
    start, end = min(each.start for each in ends), max(each.end for each in ends)
    first = statement.span.start
    said = fold(statement.quote)[max(0, start - first) : max(0, end - first)]
    since = _SINCE.match(said)
    return words.search(said, since.end() if since else 0) is not None


@cache
def _kin() -> re.Pattern[str]:
    kin = read().any_of("posts", "kin")
    return expression(rf"(?<![A-Za-z])(?:{kin})(?![A-Za-z-]|['’]s? [A-Z])", re.IGNORECASE)


def is_a(found: Mention, terminology: Terminology, *classes: str) -> bool:
    """Tell whether a mention is of a thing of one of the classes."""
    meaning = found.meaning
    return isinstance(meaning, Entity) and any(terminology.is_a(meaning.types, c) for c in classes)


def employs(found: Mention, terminology: Terminology) -> bool:
    """Tell whether a mention is of something that may employ people."""
    return is_a(found, terminology, *_EMPLOYERS)


@cache
def titles() -> tuple[str, ...]:
    """Return the words that end a Chinese title."""
    return read().get("posts", "titles")


def ends_as_title(words: str) -> bool:
    """Tell whether folded Chinese words end as a title does, of the list or by its last word.

    >>> [ends_as_title(words) for words in ("院长", "车辆调度员", "同比增长")]
    [True, True, False]
    """
    lists = read()
    if words.endswith(titles()):
        return True
    return words.endswith(lists.get("posts", "heads")) and not words.endswith(
        lists.get("posts", "no_heads")
    )


def is_calling(words: str) -> bool:
    """Tell whether folded Chinese words before a name say what somebody is: a post, a calling.

    >>> [is_calling(words) for words in ("前飞行员", "校友", "工程师", "前沿技术")]
    [True, True, True, False]
    """
    return ends_as_title(words) or words.endswith(read().get("posts", "callings"))


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """Return class → endings of posts that such bodies have."""
    entries = (entry.split("=") for entry in read().get("posts", "offices"))
    return {curie: tuple(words.split(",")) for curie, words in entries}


def bodies_of(post: str) -> tuple[str, ...]:
    """Return the classes of the bodies that have such a post.

    >>> bodies_of("总经理"), bodies_of("Chief Executive"), bodies_of("Mayor")
    (('kg:Firm',), ('kg:Organisation',), ())
    >>> bodies_of("Managing Director"), bodies_of("Committee Chairman")
    (('kg:Firm',), ())
    """
    post = post.lower()
    if post.startswith(read().get("posts", "units_first")):
        return ()  # the chairman of a committee, whoever's it is
    ends = {
        curie: max(map(len, filter(post.endswith, words)), default=0)
        for curie, words in _offices().items()
    }
    longest = max(ends.values())
    return tuple(curie for curie, length in ends.items() if 0 < length == longest)


def name_endings(post: str) -> tuple[str, ...]:
    """Return how the name of a body may end that has a folded post, if the post tells.

    >>> name_endings("副院长"), name_endings("董事长"), name_endings("director")
    (('院',), (), ())
    """
    return next((ends for office, ends in _named_for().items() if post.endswith(office)), ())


def is_called(entity: Entity, endings: tuple[str, ...]) -> bool:
    """Tell whether one of the names of a thing ends so; a committee (委员会) is no society (会)."""
    lists = read()
    longer = tuple(end for end in lists.get("posts", "longer_endings") if end not in endings)
    names = [fold(label.text).rstrip(")") for label in entity.labels]
    return any(name.endswith(endings) and not name.endswith(longer) for name in names)


@cache
def _named_for() -> dict[str, tuple[str, ...]]:
    entries = (entry.split("=") for entry in read().get("posts", "named_for"))
    return {office: tuple(words.split(",")) for office, words in entries}
