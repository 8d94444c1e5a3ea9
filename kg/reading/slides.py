"""The outline of a slide text: titles, tab bars, labels over lists.

Slide texts come without marks; what is known of them is guessed from these signs:

- **A slide begins** at a form feed, a rule, a page number or ``Slide 3``, and two blank lines
  below a notice of rights: the first short line there is its title. Else a short line is a title
  if it was one before, if it opens a run of lines that recur in the text, or if three blank lines
  or more (a lost picture) are below it and it does not stand right under another label.
- **A statement**, a line with an amount in it or nothing but a date, is no title.
- **A tab bar** is three or more lines that recur in the same order. The first is the title; the
  active tab is not marked, so none of the others is ever a label.
- **A label** is the nearest short line over a list, however large the gap. If exactly one more
  line is between the title and it, that is the label's own heading (who was asked), and stays so
  for the next label with nothing but a list between. A run of figures (``45% …``) counts as a
  list, but three blank lines over it mean that the chart's title was a picture: then it has none.
- **A line that announces** how many follow (三大…, five …) is over just as many lines.

A path is thus at most title, outer label, label.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.model.document import Block, BlockKind
from kg.reading import marks
from kg.text.folding import fold
from kg.text.scripts import width

_LOST_PICTURE = 3  # blank lines
_LONG_WORD = 8  # letters; a shorter word in capitals may be the name of a body
_LONGEST_LINE = 120  # columns; a longer one is a paragraph
_SHORTEST_SENTENCE = 40
_BAR = 3  # the fewest lines of a tab bar
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("一", "二 兩 两 two", "三 three", "四 four", "五 five", "六 six", "七 seven", "八 eight",
         "九 nine", "十 ten"), start=1,
    )
    for word in words.split()
}  # fmt: skip
_ANNOUNCED = re.compile(
    r"([二两三四五六七八九十]|\d{1,2})\s*(?:大|个|项|点|类|种|方面)"
    r"|\b(two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)

_AMONG = re.compile(
    r"(?:among|of (?:the|those)|for (?:the|those))\b[^.]*:$|(?:其中|在|至于).*(?:中|当中|之中)?:$"
    r"|.*(?:当中|之中|中):$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[、，,;；]")  # a box of words that wraps is a statement, not a label
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?(?!\d)\s*年?度?")
_NUMBER = re.compile(r"\d{1,2}[ .、]+(?=[^\W\d_])")  # of a chapter
_NAME_WITH_DIGIT = re.compile(r"[A-Za-z][A-Za-z-]*\d+|\d+[A-Za-z]+")


def outline(text: str, blocks: Sequence[Block], pages: set[int], first: int = 0) -> list[Block]:
    """Return the blocks with paragraphs told from lines and every ``headings`` path filled in.

    ``pages`` are the indexes of the blocks that begin a page; ``first`` is the index that
    ``blocks[0]`` will have in the document.
    """
    told = [
        replace(block, kind=BlockKind.PARAGRAPH) if _is_paragraph(text, block) else block
        for block in blocks
    ]
    return _Outline(text, told, pages, first).placed()


def _is_paragraph(text: str, block: Block) -> bool:
    """Tell whether a line is none: it is long, or ends as a sentence does."""
    if block.kind is not BlockKind.LINE:
        return False
    content = block.span.of(text)
    columns = width(content)
    is_sentence = marks.ends_sentence(content) and columns >= _SHORTEST_SENTENCE
    return is_sentence or columns > _LONGEST_LINE


class _Outline:
    """The state of one pass over the blocks: the title, and the labels, that are in force."""

    def __init__(self, text: str, blocks: list[Block], pages: set[int], first: int) -> None:
        self.text = text
        self.blocks = blocks
        self.pages = pages
        self.first = first
        self.keys = [_key(text, block) for block in blocks]
        self.counts = Counter(key for key in self.keys if key)
        self.tabs = _tabs(self.keys)
        self.title: tuple[int, ...] = ()
        self.labels: tuple[int, ...] = ()
        self.run: list[int] = []  # the plain lines since the title or the last list
        self.announcer = -1
        self.answers: set[int] = set()  # the lines that were announced
        self.announced = 0  # how many lines are still to come that it announced
        self.titles: set[str] = set()  # the keys of all titles so far
        self.is_fresh = True  # a page has begun that has no title yet

    def placed(self) -> list[Block]:
        """Return the blocks with their paths."""
        return [
            replace(block, kind=self._kind(block), headings=self._path(index))
            for index, block in enumerate(self.blocks)
        ]

    def _kind(self, block: Block) -> BlockKind:
        """Return the kind, which the heading above decides for a list of references."""
        if block.kind is not BlockKind.LIST_ITEM:
            return block.kind
        above = self.run[-1:] or self.labels[-1:] or self.title
        heading = self.blocks[above[0]].span.of(self.text) if above else ""
        return BlockKind.FOOTNOTE if marks.is_reference_heading(heading) else block.kind

    def _path(self, index: int) -> tuple[int, ...]:
        """Return the path of a block, and take it into account for the next ones."""
        self.is_fresh = self.is_fresh or index in self.pages
        block = self.blocks[index]
        if block.kind is BlockKind.HEADING or self._is_chapter(index) or self._is_title(index):
            self._begin(index)
            return ()
        if block.kind is BlockKind.LIST_ITEM or self._is_figure(index):
            return self._numbered(*self.title, *self._list_labels(index))
        if block.kind is BlockKind.LINE:
            return self._numbered(*self.title, *self._announcer(index))
        if block.kind is BlockKind.CELL:
            return self._numbered(*self.title, *self.run[-1:])
        self.run, self.labels = [], ()
        return self._numbered(*self.title)

    def _numbered(self, *path: int) -> tuple[int, ...]:
        return tuple(self.first + index for index in path)

    def _begin(self, index: int) -> None:
        self.title, self.labels, self.run = (index,), (), []
        self.titles.add(self.keys[index])
        self.is_fresh = False
        self.announced = 0
        self._announce(index)

    def _is_title(self, index: int) -> bool:
        key = self.keys[index]
        if not key or index in self.tabs or self.announced:
            return False
        if _is_statement(self.blocks[index].span.of(self.text)):
            return False
        if self.is_fresh or key in self.titles or self._is_in_capitals(index):
            return True
        return self._opens_run(index) or self._is_over_picture(index)

    def _is_chapter(self, index: int) -> bool:
        """Tell whether a line numbered ``一、`` is a title: none of its like stands next to it."""
        here, *beside = (
            found.style if (found := marks.marker(self._label_at(at) + " …")) else ""
            for at in (index, index - 1, index + 1)
        )
        content = self.blocks[index].span.of(self.text)
        return here == "一、" and here not in beside and not marks.ends_sentence(content)

    def _label_at(self, index: int) -> str:
        is_item = self._kind_at(index) is BlockKind.LIST_ITEM
        return self.blocks[index].label if is_item else ""

    def _is_in_capitals(self, index: int) -> bool:
        """Tell whether a line stands in capitals below a wide gap, as titles may do."""
        block = self.blocks[index]
        content = block.span.of(self.text)
        shouted = content.isupper() and content.isascii()
        is_phrase = " " in content or len(content) >= _LONG_WORD
        return shouted and is_phrase and block.gap >= _LOST_PICTURE

    def _opens_run(self, index: int) -> bool:
        recurs = self.counts[self.keys[index]] > 1 and self.counts[self.keys[index - 1]] < 2
        return recurs and self._kind_at(index + 1) is BlockKind.LINE

    def _is_over_picture(self, index: int) -> bool:
        gap = self.blocks[index].gap
        if self._kind_at(index - 1) is BlockKind.BOILERPLATE and gap > 1:
            return True
        before = index - 1
        is_label = self.keys[before] and before not in self.tabs and before not in self.answers
        stands_free = gap > 1 or not is_label
        is_last = index + 1 == len(self.blocks)
        return stands_free and not is_last and self.blocks[index + 1].gap >= _LOST_PICTURE

    def _kind_at(self, index: int) -> BlockKind | None:
        return self.blocks[index].kind if 0 <= index < len(self.blocks) else None

    def _is_figure(self, index: int) -> bool:
        block = self.blocks[index]
        return block.kind is BlockKind.LINE and not self.keys[index]

    def _list_labels(self, index: int) -> tuple[int, ...]:
        """Return the labels over a list item or figure."""
        block = self.blocks[index]
        is_list = block.kind is BlockKind.LIST_ITEM
        told = [at for at in self.run if not _is_statement(self.blocks[at].span.of(self.text))]
        run = [*told[-1:], self.run[-1]] if is_list and self.run[-1:] != told[-1:] else told
        if self.run and not is_list and block.gap >= _LOST_PICTURE:
            self.labels = ()
        elif len(self.run) == len(run) == 2:
            self.labels = tuple(run)
        elif run:
            outer = self.labels[:1] if len(self.labels) > 1 or self._narrows(run[-1]) else ()
            self.labels = (*outer, run[-1])
        self.run = []
        return self.labels

    def _narrows(self, index: int) -> bool:
        """Tell whether a label only says for whom of those asked what follows holds."""
        content = fold(self.blocks[index].span.of(self.text)).strip()
        return self.blocks[index].gap < _LOST_PICTURE and bool(_AMONG.match(content))

    def _announcer(self, index: int) -> tuple[int, ...]:
        """Return the line that announced this one, if any; else take it for a label to come."""
        if self.announced:
            self.announced -= 1
            self.answers.add(index)
            return (self.announcer,) if (self.announcer,) != self.title else ()
        if index in self.tabs:
            return ()
        self.run.append(index)
        self._announce(index)
        return ()

    def _announce(self, index: int) -> None:
        """Remember a line that says how many come, if just as many short lines follow."""
        content = self.blocks[index].span.of(self.text).strip()
        is_box = "\n" in content and (any(map(str.isdigit, content)) or _ASIDE.search(content))
        found = _ANNOUNCED.search(fold(content))
        if found and not is_box and not marks.ends_sentence(content):
            word = (found[1] or found[2]).lower()
            count = _NUMBERS.get(word) or int(word)
            following = self.keys[index + 1 : index + 1 + count]
            if len(following) == count and all(following):
                self.announcer, self.announced = index, count


def _is_statement(content: str) -> bool:
    """Tell whether a line holds an amount, ends a sentence, or is nothing but a date.

    >>> [_is_statement(line) for line in ("2024年", "培訓2萬人", "2024年的COVID-19")]
    [True, True, False]
    """
    bare = _NAME_WITH_DIGIT.sub("X", _YEAR.sub("", _NUMBER.sub("", fold(content), count=1)))
    has_word = any(character.isalpha() for character in bare)
    return not has_word or any(map(str.isdigit, bare)) or marks.ends_sentence(content)


def _key(text: str, block: Block) -> str:
    """Return what makes a short line the same as another; empty where it is no such line."""
    content = block.span.of(text)
    if block.kind is not BlockKind.LINE or marks.is_figure(content):
        return ""
    return "".join(fold(content).replace("*", "").split())


def _tabs(keys: Sequence[str]) -> set[int]:
    """Return the lines of tab bars, but for the first of each.

    A bar is a sequence of lines that recurs; a line that only stands over a list is in none.
    """
    windows = Counter(bar for at in range(len(keys)) if all(bar := tuple(keys[at : at + _BAR])))
    inside: set[int] = set()
    for at in range(len(keys) - _BAR + 1):
        if windows[tuple(keys[at : at + _BAR])] > 1:
            inside.update(range(at + 1, at + _BAR))
    return inside
