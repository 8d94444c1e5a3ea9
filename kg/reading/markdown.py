"""The outline of Markdown and of plain articles: which blocks are headings, and over what.

Beside the headings that are marked as such, people write others: a line that is bold as a whole, a
numbered line over paragraphs (``一、``, ``（一）``, ``1.``), and in a plain article the title and
short lines without punctuation over a paragraph. They rank below the marked ones, in that order.
Lists under a heading such as 參考資料 or References are definitions of references.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model.document import Block, BlockKind
from kg.reading import marks
from kg.reading.layout import Layout
from kg.text.folding import fold
from kg.text.scripts import width

_LEVELS = {"一、": 7, "（一）": 8, "1.": 9}
_DECIMAL_LEVEL = 9  # 4.1; each further number is a level deeper
_BOLD_LEVEL = 12
_TITLE_LEVEL = 1
_SECTION_LEVEL = 2
_INNER_LEVEL = 11  # of a section line where the sections are numbered
_DECIMAL = re.compile(r"\d{1,2}((?:[.．]\d{1,2}){1,3})[.．]?[ \t\u3000]+(?=[^\W\d_])")
_SLIDE = re.compile(
    r"(?:slide|page|第|幻灯片|投影片|简报)\s*\d{1,3}\s*[页张]?\s*[|:–—-]\s*(?=\S)", re.IGNORECASE
)
_BRACKETED = re.compile(r"【[^【】\d:：]{2,20}】")
_DETAIL = re.compile(r"[^:\d]{1,30}:\s*(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?:(?!\1)[^\r\n])+\1")
_SPACED = 0.3  # the share of blocks with a blank line before from which a section has one too
_LONGEST_TITLE = 100  # columns
_LONGEST_HEADING = 70
_OPEN = tuple("，、：；,:;—-")
_BYLINE = re.compile(
    r"(?:by|from|author|issued|published|updated|key ?words?|tags|abstract|contact|tel|base|note)\b"
    r"|(?:关键[词字]|主题词|标签|摘要|提要|电话|责任编辑|责编|编辑|查询|联系人)\s*:|作者|记者|编辑|文[:/|]|图[:/|]|日期|时间|发[布表]"
    r"|[(\[].*[)\]]$|.*(?:\d{4}\s*[年./-]\s*\d|\d{1,2}:\d{2}"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d"
    r"|\d (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)


def outline(text: str, blocks: Sequence[Block], layout: Layout, first: int = 0) -> list[Block]:
    """Return the blocks with headings recognised and every ``headings`` path filled in.

    ``first`` is the index that ``blocks[0]`` will have in the document.
    """
    found = list(blocks)
    numbered = False
    for index in range(len(found)):
        level = _level(text, found, index, layout)
        numbered = numbered or level in _LEVELS.values()
        if level == _INNER_LEVEL and not numbered:
            level = _SECTION_LEVEL
        if level:
            found[index] = replace(found[index], kind=BlockKind.HEADING, level=level)
    return _with_paths(text, found, first)


def _with_paths(text: str, blocks: Sequence[Block], first: int) -> list[Block]:
    placed: list[Block] = []
    stack: list[tuple[int, int]] = []  # level and index of the headings that are open
    is_references = False
    for index, block in enumerate(blocks, first):
        is_heading = block.kind is BlockKind.HEADING
        while is_heading and stack and stack[-1][0] >= block.level:
            stack.pop()
        path = tuple(index for _, index in stack)
        if is_references and block.kind is BlockKind.LIST_ITEM:
            block = replace(block, kind=BlockKind.FOOTNOTE, level=0)
        placed.append(replace(block, headings=path))
        if is_heading:
            stack.append((block.level, index))
            is_references = marks.is_reference_heading(block.span.of(text))
    return placed


def _level(text: str, blocks: Sequence[Block], index: int, layout: Layout) -> int:
    """Return the level of a heading that is not marked as one; 0 where a block is none."""
    block = blocks[index]
    content = block.span.of(text)
    if index + 1 == len(blocks) or not _is_short(content):
        return 0
    if block.kind is BlockKind.LIST_ITEM:
        return _numbered_level(blocks, index)
    if block.kind is not BlockKind.PARAGRAPH or block.level:
        return 0
    if _BOLD.fullmatch(content):
        return _BOLD_LEVEL
    if numbered := _told_level(text, blocks, index):
        return numbered
    if layout is Layout.MARKDOWN or _BYLINE.match(fold(content)):
        return 0
    if marks.is_figure(content) or marks.is_row(content):
        return 0
    if index == 0:
        return _TITLE_LEVEL
    if width(content) > _LONGEST_HEADING or _is_one_of_several(text, blocks, index):
        return 0
    return _INNER_LEVEL if _is_text(text, blocks[index + 1]) else 0


def _told_level(text: str, blocks: Sequence[Block], index: int) -> int:
    """Return the level of a line in ``【】``, of the title of a slide, or of one numbered ``4.1``.

    The lines of a table of contents follow on each other, and are none.
    """
    content = blocks[index].span.of(text)
    if _SLIDE.match(fold(content)) or _BRACKETED.fullmatch(content):
        return _SECTION_LEVEL
    found = _DECIMAL.match(content)
    before = blocks[index - 1 : index] if not blocks[index].gap else ()
    behind = blocks[index + 1 : index + 2] if not blocks[index + 1].gap else ()
    if not found or any(_DECIMAL.match(each.span.of(text)) for each in (*before, *behind)):
        return 0
    return _DECIMAL_LEVEL + len(re.findall(r"\d+", found[1])) - 1


def _is_one_of_several(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a short line is one of a group: of details, or of the rows of a list."""
    block, before, following = blocks[index], blocks[index - 1], blocks[index + 1]
    if _DETAIL.match(fold(block.span.of(text))) and not following.gap:
        return True
    if block.gap:
        return False
    if before.kind is not BlockKind.PARAGRAPH:
        spaced = sum(1 for each in blocks if each.gap)
        return not following.gap and spaced >= _SPACED * len(blocks)
    content = before.span.of(text)
    return width(content) <= _LONGEST_HEADING and not marks.ends_sentence(content)


def _is_short(content: str) -> bool:
    bare = content.strip("*_ ")
    is_one_line = "\n" not in content and "\r" not in content
    is_label = not marks.ends_sentence(bare) and not bare.endswith(_OPEN)
    return (
        len(content) <= _LONGEST_TITLE
        and width(content) <= _LONGEST_TITLE
        and (is_one_line and is_label)
    )


def _numbered_level(blocks: Sequence[Block], index: int) -> int:
    """Return the level of a numbered line that stands over something else than its like."""
    block, following = blocks[index], blocks[index + 1]
    style = _style(block)
    before = blocks[index - 1] if index else None
    if style in (_style(before), _style(following)):
        return 0
    if style == "1." and (block.level > 1 or not _stands_over_text(blocks, index)):
        return 0
    return _LEVELS.get(style or "", 0)


def _stands_over_text(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a ``1.`` has a paragraph below it and no item of its kind on either side."""
    following = blocks[index + 1]
    if following.kind is not BlockKind.PARAGRAPH or not following.gap:
        return False
    siblings = _sibling(blocks, index, -1), _sibling(blocks, index, 1)
    return _style(blocks[index]) not in map(_style, siblings)


def _sibling(blocks: Sequence[Block], index: int, step: int) -> Block | None:
    """Return the block before or behind a list item that is not part of an item of its list."""
    index += step
    while 0 <= index < len(blocks):
        block = blocks[index]
        kinds = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
        if block.kind not in kinds or block.level < (2 if block.kind is kinds[0] else 1):
            return block
        index += step
    return None


def _style(block: Block | None) -> str | None:
    """Return the style of number that a list item has, None if it has none."""
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return None
    found = marks.marker(block.label + " …")
    return found.style if found else None


def _is_text(text: str, block: Block) -> bool:
    content = block.span.of(text)
    is_long = width(content) > _LONGEST_HEADING or marks.ends_sentence(content)
    return block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and is_long)
