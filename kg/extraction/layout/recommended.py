"""Recommendations that are told by their own form, and not by the title of a list alone.

One is a numbered lead (``建議三：擴建實驗室``, ``Recommendation 2. Build more``); others are the
items below a text in which somebody proposes (``會長羅啟豪建議政府：``, ``我的建議有四點。``) or
behind it in its own sentence (``本會建議：一、…；二、…``), and sentences that say what a body
should do. What is recommended is not so, at least not yet.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from sys import maxsize

from kg.extraction.layout import proposing
from kg.extraction.passages.passage import Passage
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_NUMBERED = re.compile(
    r"^[\s*_]*(?:(?:政策|重点|核心)?(?:建议|倡议|提议)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
    r"|(?:key |policy )?(?:recommendation|proposal)\s*(?:no\.? ?)?(?:\d{1,2}|one|two|three|four"
    r"|five|six|seven|eight|nine|ten))\s*[:.、—–-]\s*(?=\S)",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"(?:(?:And|But|So|Finally|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Next|Then|Meanwhile),? )?"
    r"(?:[Tt]he )?(?P<who>[A-Z][\w&’'-]*(?: (?:[A-Z][\w&’'-]*|of|for|and|the)){0,7})"
    r" (?:should|ought to)(?= [a-z])(?! (?:not|never|have|also not|be (?:noted|read|seen)))\b"
)
_BOLD = re.compile(r"(\*\*|__)(?P<lead>(?:(?!\1)[^\r\n]){2,80})\1")
_FIRST_SENTENCE = re.compile(r"(?P<lead>[^。;:]{4,30})[。:](?=.)")
_MADE = frozenset({
    "kg:establishedBy", "kg:establishedOn", "kg:launchedBy", "kg:launchedOn", "kg:operatedBy",
    "kg:administeredBy", "kg:builtBy", "kg:fundedBy", "kg:organisedBy", "kg:heldOn", "kg:heldIn",
    "kg:partner", "kg:signedWith", "kg:investedIn", "kg:acquiredBy", "kg:offeredBy",
    "kg:effectiveOn", "kg:ledBy", "kg:issuedBy", "kg:publishedOn", "kg:actsOn",
})  # fmt: skip
_ENDS = " 。.;:；：*_"
THE_END = re.compile(
    r"\W*(?:完|ends?|谢谢.{0,6}|感谢.{0,8}|thank you.{0,20}|q ?& ?a)\W*$", re.IGNORECASE
)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.HEADING, BlockKind.LIST_ITEM)
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
RECOMMENDS = "kg:recommends"
_LONGEST_ITEM = 300  # characters


def find(texts: Sequence[Passage], subject: Entity, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield the recommendations of the document ``subject``, and of those whom it quotes."""
    for index, text in enumerate(texts):
        if text.block.kind not in _KINDS:
            continue
        number = _NUMBERED.match(text.folded)
        if number:
            place = lead(text, number.end())
            yield _fact(text, place, subject, (), mint)
        proposed = proposing.BEFORE_LIST.search(text.folded)
        if not (number or proposed) and text.block.kind in _RUNNING:
            yield from _should(text, subject, resolve, mint)
        if proposed and not number:
            who = proposing.who(text.text, text.folded, proposed.start(), subject, resolve)
            for item in _items(texts, index) if who else ():
                context = text.evidence(0, len(text.text), "context")
                point = proposing.ORDINAL.match(item.folded)
                place = lead(item, point.end() if point else 0)
                yield _fact(item, place, who or subject, (context,), mint)
        elif text.block.kind in _RUNNING:
            yield from _enumerated(text, subject, resolve, mint)


def unmade(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out what would be so if a recommendation were followed: it makes nothing exist."""
    wished = [
        (e.span.start, e.span.end)
        for fact in facts
        if fact.predicate == "kg:recommends"
        for e in fact.evidence
        if e.role == ("object" if any(e.role == "object" for e in fact.evidence) else "statement")
    ]

    def is_wish(fact: Fact) -> bool:
        place = fact.evidence[0].span
        ends = [e.span for e in fact.evidence if e.role in ("subject", "object")]
        return fact.predicate in _MADE and any(
            (start <= place.start and place.end <= end)
            # A urges that P be launched: who urges it launches nothing
            or (_within(ends, start, end) and any(each.end <= start for each in ends))
            for start, end in wished
        )

    return [fact for fact in facts if not is_wish(fact)] if wished else list(facts)


def _within(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(start <= span.start and span.end <= end for span in spans)


def _enumerated(text: Passage, subject: Entity, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield what is proposed point by point in one text: ``我們建議：一、…；二、…``."""
    for at, places in proposing.points(text.folded):
        if who := proposing.who(text.text, text.folded, at, subject, resolve):
            for place in places:
                yield _fact(text, place, who, (), mint)


def _should(text: Passage, subject: Entity, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield what the sentences of a text say that a known body should do."""
    for start, end in (
        text.sentences if " should " in text.folded or " ought " in text.folded else ()
    ):
        first = start + len(text.folded[start:end]) - len(text.folded[start:end].lstrip(" *_"))
        said = _SHOULD.match(text.folded, first, end)
        known = resolve(text.text[slice(*said.span("who"))]) if said else None
        if said and known and "kg:Person" not in known.types:
            last = first + len(text.text[first:end].rstrip(_ENDS))
            yield _fact(text, (said.start("who"), last), subject, (), mint)


def proposed(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts; a figure in what somebody recommends is no actual one but a plan."""
    facts = list(facts)
    spans = [_statement(fact) for fact in facts if fact.predicate == RECOMMENDS]
    starts = sorted((span.start, span.end) for span in spans)

    def is_proposed(fact: Fact) -> bool:
        at = _statement(fact, "value")
        before = bisect_right(starts, (at.start, maxsize)) - 1
        return before >= 0 and at.end <= starts[before][1]

    return [
        replace(fact, modality="plan")
        if fact.kind == "quantity" and fact.modality == "actual" and is_proposed(fact)
        else fact
        for fact in facts
    ]


def _statement(fact: Fact, role: str = "statement") -> Span:
    """Return the place of a fact's evidence of a role, else of its first."""
    return next((e.span for e in fact.evidence if e.role == role), fact.evidence[0].span)


def is_numbered(text: Passage) -> bool:
    """Tell whether a line is one of several recommendations, and not the title of them all."""
    return bool(_NUMBERED.match(text.folded))


def lead(text: Passage, start: int) -> tuple[int, int]:
    """Return the place of what an item recommends: its bold lead, else all of it."""
    source = text.block.span.of(text.document.text)
    bold = _BOLD.match(source) if start == 0 else None
    first = _FIRST_SENTENCE.match(text.folded, start)
    end = len(text.text)
    if bold and text.text.startswith(bold["lead"][:2]):
        end = min(end, len(bold["lead"]))
    elif first and len(text.text) > 2 * len(first["lead"]):
        end = first.end("lead")
    return start, start + len(text.text[start:end].rstrip(_ENDS))


def _items(texts: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield the items of the list that follows a line."""
    for text in texts[index + 1 :]:
        listed = text.block.kind is BlockKind.LIST_ITEM or proposing.ORDINAL.match(text.folded)
        if not listed or len(text.text) > _LONGEST_ITEM:
            return
        if not THE_END.match(text.folded):
            yield text


def _fact(
    text: Passage,
    place: tuple[int, int],
    who: Entity,
    context: tuple[Evidence, ...],
    mint: Mint,
) -> Fact:
    thing = mint(text.text[slice(*place)], "kg:Recommendation")
    evidence = (text.evidence(*place, "statement"), *context)
    return Fact("relation", who, evidence, "recommendation", "A", RECOMMENDS, thing)
