"""Lists that a heading gives a meaning: recommendations, challenges, projects by sector."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from kg.extraction.layout import promoted, recommended
from kg.extraction.layout.promoted import LISTED, NEAR
from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.rankings import COUNT
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.numerals import number
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity, Quantity
from kg.text.folding import fold

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]
_Item = tuple[Passage, tuple[int, int]]

_RECOMMENDED = expression(r"<proposals.recommend>|recommendations?\b|we recommend\b", re.IGNORECASE)
_TITLED = expression(
    rf"^(?:(?:(?:{COUNT})\s*<proposals.points>?)?<proposals.kinds>*<proposals.nouns>"
    rf"<proposals.titles>?"
    r"|<proposals.policies><proposals.and_recommendations>?"
    rf"|(?:(?:our|key|main|policy|summary of|{COUNT}) )*"
    r"(?:recommendations?|asks|proposals|calls to action)"
    r"|what we (?:propose|recommend|ask for)"
    r"|what (?:should|must|needs to|has to) (?:be done|change|happen)"
    r"|we (?:propose|recommend)|the way forward)\s*[:?]?$",
    re.IGNORECASE,
)
_NUMBER = expression(
    r"^(?:<numerals.small>{1,3}、|\d{1,2}(?:\.\d)?[.、)]?\s|[(]<numerals.small>+[)])\s*"
)
_CHALLENGED = expression(r"<proposals.challenges>|challenges?\b", re.IGNORECASE)
_ANNOUNCED = seldom(
    rf"(?<![\w<numerals.ordinal>])?(?P<count>{COUNT})\s*(?:<proposals.points>|\b)\s*(?:[a-z]+ )?"
    rf"<proposals.main>?"
    r"(?P<noun><proposals.announced>|recommendations?\b|challenges?\b)",
    re.IGNORECASE,
)
_ENUMERATION = expression(
    r"\s*(?:(?:recommendation|<proposals.recommend>)\s*\d*\s*[:.]|\d{1,2}[.)、]"
    r"|\([\d<numerals.small>]+\))?\s*",
    re.IGNORECASE,
)
_BETWEEN_HAN = expression(r"(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])")
_INNER = expression(r"[()（）.、\s]")  # around the number of a label
_BARE = expression(r"(?P<number>\d{1,2})\s+(?=[^\d\s%])")
_SCHEDULE = expression(r"<proposals.schedules>$|\btime(?:line|table)$", re.IGNORECASE)
_LONGEST_ITEM = 240  # characters
_FARTHEST = 40  # blocks
_NEW_SLIDE = 3  # blank lines
_REST = expression(r"[\s<particles.of>:：’']+$")
_TRADE = expression(r"<proposals.trade_ends>$")
_NO_ITEM = expression(r"[\d%]|[。.:]$|^<proposals.recommend>|\S\s{2,}\S")


def find(texts: Sequence[Passage], subject: Entity, resolve: Resolve, mint: Mint) -> list[Fact]:
    """Return the facts of a document's lists.

    ``subject`` is the document, ``resolve`` gives the known thing that a text names, or None, and
    ``mint`` makes a thing of words and a class. What several slides say is one fact with several
    pieces of evidence.
    """
    told = list(recommended.find(texts, subject, resolve, mint))
    others = {f.evidence[0].span.start for f in told if f.subject != subject}
    return merge(
        [
            *told,
            *_propositions(texts, subject, resolve, mint, others),
            *promoted.find(texts, resolve, mint),
        ]
    )


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Return each fact once, with the evidence of all that say the same, in order of appearance."""
    merged: dict[str, Fact] = {}
    for fact in facts:
        known = merged.get(fact.id, fact)
        evidence = tuple(dict.fromkeys((*known.evidence, *fact.evidence)))
        merged[fact.id] = replace(known, evidence=evidence, tier=min(known.tier, fact.tier))
    return list(merged.values())


def _propositions(
    texts: Sequence[Passage], subject: Entity, resolve: Resolve, mint: Mint, told: Iterable[int]
) -> Iterator[Fact]:
    """Yield recommendations and challenges, and how many a title announces.

    ``told`` is where those stand that others recommend.
    """
    done = set(told)
    for index, title in enumerate(texts):
        if not (promoted.is_title(title) or _is_item_over_items(texts, index)):
            continue
        announced = _ANNOUNCED.search(title.folded)
        count = int(number(announced["count"]) or 0) if announced else 0
        titled = _TITLED.match(_NUMBER.sub("", title.folded.strip()))
        if titled or _RECOMMENDED.search(title.folded):
            predicate, curie, about = "kg:recommends", "kg:Recommendation", subject
            items = _counted(texts, index, count) or _under(texts, index)
            items = items or _following(texts, index, count)
            items = items or (_grouped(texts, index) if titled else [])
        elif announced:
            predicate, curie = "kg:hasChallenge", "kg:Challenge"
            about = _challenged(title, announced.start(), resolve, mint) or subject
            items = _following(texts, index, count)
        else:
            continue
        if announced:
            yield _count(title, announced, about)
        for item, place in items:
            if place[0] < place[1] and item.span(*place).start not in done:
                done.add(item.span(*place).start)
                thing = mint(item.text[slice(*place)], curie)
                fact = _proposition(texts, index, item, place, about, predicate, thing)
                yield fact
                if titled:
                    yield from _pillars(fact, mint)


def _pillars(fact: Fact, mint: Mint) -> Iterator[Fact]:
    """Yield that the document recommends something about the pillar of a recommendation."""
    for key, words in fact.dimension:
        if key == "pillar":
            shown = next(e for e in fact.evidence if e.role == "context")
            heading = next(e for e in fact.evidence if e.role == "heading")
            evidence = (replace(shown, role="statement"), heading)
            pillar = mint(words, "kg:Recommendation")
            yield replace(fact, evidence=evidence, object=pillar, dimension=(), rule="pillar")


def _count(title: Passage, announced: re.Match[str], subject: Entity) -> Fact:
    """Return how many recommendations or challenges a title announces."""
    challenges = _CHALLENGED.search(announced["noun"])
    noun = title.text[slice(*announced.span("noun"))]
    value = number(announced["count"]) or Decimal(0)
    return Fact(
        kind="quantity",
        subject=subject,
        evidence=(
            title.evidence(0, len(title.text), "statement"),
            title.evidence(*announced.span("count"), "value"),
        ),
        rule="announced-count",
        predicate="kg:count",
        quantity=Quantity(value, "challenge" if challenges else "recommendation", noun=noun),
        measure=noun,
    )


def _challenged(title: Passage, end: int, resolve: Resolve, mint: Mint) -> Entity | None:
    """Return what a title says has challenges, if it is known or a sector."""
    name = _REST.sub("", title.text[:end])
    known = resolve(name) if name else None
    return known or (mint(name, "kg:Sector") if _TRADE.search(fold(name)) else None)


def _under(texts: Sequence[Passage], index: int) -> list[_Item]:
    """Return what stands under a heading: list items, else short lines that head nothing."""
    under = [
        text
        for text in texts[index + 1 :]
        if index in text.block.headings
        and 0 < len(text.text.strip()) <= _LONGEST_ITEM
        and not recommended.THE_END.match(text.folded)
    ]
    listed = [text for text in under if text.block.kind is BlockKind.LIST_ITEM]
    heads = {texts[i].block.span.start for text in texts for i in text.block.headings}
    lines = [
        text
        for text in under
        if text.block.kind is BlockKind.LINE
        and text.block.span.start not in heads
        and not _NO_ITEM.search(text.folded.strip())
    ]
    return [(text, _core(text, 0, len(text.text))) for text in listed or _ungrouped(lines)]


def _ungrouped(lines: Sequence[Passage]) -> Sequence[Passage]:
    """Return the lines without those that are numbered, where others stand under these."""
    plain = [text for text in lines if not text.block.label]
    return plain if plain and len(plain) < len(lines) else lines


def _is_item_over_items(texts: Sequence[Passage], index: int) -> bool:
    """Tell whether a short item heads a list of its own: ``五、三點建議`` over ①, ②, ③."""
    below = texts[index + 1].block if index + 1 < len(texts) else None
    block = texts[index].block
    deeper = below is not None and block.kind is below.kind is BlockKind.LIST_ITEM
    return deeper and below is not None and below.level > block.level


def _counted(texts: Sequence[Passage], index: int, count: int) -> list[_Item]:
    """Return the numbered lines after a title where there are as many as it announces."""
    numbers: list[object] = []
    items: list[_Item] = []
    for text in texts[index + 1 : index + 1 + NEAR]:
        bare = _BARE.match(text.folded)
        label = bare["number"] if bare else _INNER.sub("", text.block.label)
        if label and text.block.kind in LISTED and len(text.text) <= _LONGEST_ITEM:
            numbers.append(number(label))
            start = bare.end() if bare else 0
            items.append((text, _core(text, start, len(text.text))))
    counted = count > 0 and numbers[:count] == list(range(1, count + 1))
    return items[:count] if counted else []


def _following(texts: Sequence[Passage], index: int, count: int) -> list[_Item]:
    """Return as many items after a title as it announces, or none at all.

    They are list items, whatever lines stand between; else short lines or the lines of one block.
    """
    near: list[Passage] = []
    for text in texts[index + 1 : index + NEAR]:
        if text.block.kind not in LISTED or _ANNOUNCED.search(text.folded):
            break
        near.append(text)
    listed = [text for text in near if text.block.kind is BlockKind.LIST_ITEM]
    items = [(text, (0, len(text.text))) for text in listed]
    if near and near[0].block.kind is not BlockKind.LIST_ITEM and len(near[0].lines) == count:
        items = [(near[0], line) for line in near[0].lines]
    elif not listed:
        items = [(text, (0, len(text.text))) for text in near]
    if len(items) < count or (listed and len(items) > count):
        return []
    return [(text, _core(text, *place)) for text, place in items[:count]]


def _grouped(texts: Sequence[Passage], index: int) -> list[_Item]:
    """Return the list items after a title, in groups under short lines, up to the next slide.

    Without any list item the short lines themselves are the items.
    """
    near: list[Passage] = []
    for text in texts[index + 1 : index + _FARTHEST]:
        is_new = near and text.block.gap >= _NEW_SLIDE
        if text.block.kind not in LISTED or is_new or len(text.text) > _LONGEST_ITEM:
            break
        if text.block.kind is BlockKind.HEADING or _SCHEDULE.search(text.folded):
            break
        near.append(text)
    items = [text for text in near if text.block.kind is BlockKind.LIST_ITEM]
    lines = [text for text in near if not text.folded.rstrip().endswith((":", "。"))]
    lines = list(_ungrouped(lines))
    numbered = list(takewhile(lambda text: text.block.label, near))  # what follows is no item
    chosen = items or numbered or (lines if len(lines) > 1 else [])
    return [(text, _core(text, 0, len(text.text))) for text in chosen]


def _core(item: Passage, start: int, end: int) -> tuple[int, int]:
    """Return the range of an item without its number and final stop."""
    lead = _ENUMERATION.match(item.folded, start, end)
    start = lead.end() if lead else start
    if (start, end) == (0, len(item.text)):
        return recommended.lead(item, start)
    return start, max(start, start + len(item.text[start:end].rstrip(" \t。.;；")))


def _proposition(
    texts: Sequence[Passage], index: int, item: Passage, place: tuple[int, int], about: Entity,
    predicate: str, thing: Entity,
) -> Fact:  # fmt: skip
    """Return one recommendation or challenge, with the pillar that it stands under."""
    title = texts[index]
    evidence = [item.evidence(*place, "statement"), title.evidence(0, len(title.text), "heading")]
    pillars = [texts[i] for i in item.block.headings if i > index]
    if not pillars and item.block.kind is BlockKind.LIST_ITEM:
        between = texts[index + 1 : item.index]
        pillars = [text for text in between if text.block.kind is BlockKind.LINE]
    if not item.block.label and not any(text.block.label for text in pillars):
        between = texts[index + 1 : item.index]
        numbered = [t for t in between if t.block.kind is BlockKind.LINE and t.block.label]
        pillars = numbered or pillars
    pillars = [text for text in pillars if not _RECOMMENDED.search(text.folded)]
    dimension = []
    for pillar in pillars[-1:]:
        dimension = [("pillar", _BETWEEN_HAN.sub("", pillar.text.strip(" :：")))]
        evidence.append(pillar.evidence(0, len(pillar.text), "context"))
    return Fact(
        kind="relation",
        subject=about,
        evidence=tuple(evidence),
        rule="headed-list",
        predicate=predicate,
        object=thing,
        dimension=tuple(dimension),
    )
