"""Projects that a title says somebody promotes, each with its sector in brackets."""

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extraction.layout import recommended
from kg.extraction.passages.passage import Passage
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_PROMOTED = re.compile(
    r"^(?P<who>.{2,40}?)\s*(?:推动|推广|支持|促进|资助|孵化|promotes?|supports?|funds?|backs?)",
    re.IGNORECASE,
)
_PROJECTS = re.compile(
    r"项目|案例|产品|方案|应用|发展|产业|projects?|cases?|products?|solutions?|applications?",
    re.IGNORECASE,
)
_SECTORED = re.compile(
    r"(?P<name>[^()]{3,80}?)\s*\((?P<sector>[^()]{1,20}?(?:业|行业|界|industry|sector|services|trade))\)",
    re.IGNORECASE,
)
_TITLES = (BlockKind.HEADING, BlockKind.LINE, BlockKind.PARAGRAPH)
LISTED = (*_TITLES, BlockKind.LIST_ITEM)
NEAR = 20  # blocks
_LONGEST_TITLE = 60  # characters


def is_title(text: Passage) -> bool:
    """Tell whether a line is short and unfinished, as titles are."""
    words = text.folded.strip()
    return (
        text.block.kind in _TITLES
        and not recommended.is_numbered(text)
        and 0 < len(words) <= _LONGEST_TITLE
        and not words.endswith(("。", ".", ";"))
    )


def find(texts: Sequence[Passage], resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield the projects near a title that says who promotes them.

    The sector in brackets at the end of a line tells a project from other lines. A slide may
    print its title above or below its boxes, so without a heading the nearest title counts.
    """
    titles = {i: who for i, t in enumerate(texts) if is_title(t) and (who := _promoter(t, resolve))}
    for index, text in enumerate(texts):
        under = [i for i in titles if i in text.block.headings]
        near = [i for i in titles if abs(i - index) <= NEAR]
        if text.block.kind not in LISTED or not (under or near):
            continue
        place = min(under or near, key=lambda i: (abs(i - index), i))
        title = texts[place]
        for project in _projects(text):
            yield Fact(
                kind="relation",
                subject=titles[place],
                evidence=(
                    text.evidence(*project.span(), "statement"),
                    text.evidence(*project.span("name"), "object"),
                    title.evidence(0, len(title.text), "heading"),
                ),
                rule="promoted-projects",
                tier="A" if under else "B",
                predicate="kg:promotes",
                object=mint(text.text[slice(*project.span("name"))], "kg:Project"),
                dimension=(("industry", text.text[slice(*project.span("sector"))]),),
            )


def _projects(text: Passage) -> Iterator[re.Match[str]]:
    """Yield the projects of a block: each ends with its sector, at the end of a line."""
    start = 0
    for _, end in text.lines or ((0, len(text.folded)),):
        stop = start + len(text.folded[start:end].rstrip())
        first = start + len(text.folded[start:stop]) - len(text.folded[start:stop].lstrip())
        if project := _SECTORED.fullmatch(text.folded, first, stop):
            yield project
        if text.folded[start:stop].endswith(")"):
            start = end


def _promoter(title: Passage, resolve: Resolve) -> Entity | None:
    """Return the known organisation that a title says promotes something."""
    match = _PROMOTED.match(title.folded)
    if not match or not _PROJECTS.search(title.folded):
        return None
    return resolve(title.text[slice(*match.span("who"))].strip())
