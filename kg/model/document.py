"""A document as read: its decoded text and the blocks found in it."""

from dataclasses import dataclass
from enum import StrEnum

from kg.model.span import Span


class BlockKind(StrEnum):
    """What a block is in the layout of its document."""

    FIELD = "field"  # one value of the front matter; ``label`` is the key
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CELL = "cell"  # one cell of a table; ``row`` and ``column`` say where
    FOOTNOTE = "footnote"  # the definition of a reference; ``label`` is its marker
    LINE = "line"  # a short line of a slide: a title, a tab, a label
    SOURCE = "source"  # "資料來源：…", "Source: …"
    BOILERPLATE = "boilerplate"  # a copyright line, a page number, a repeated cover


@dataclass(frozen=True, slots=True)
class Block:
    r"""One piece of a document's layout.

    ``span`` covers the content, without list marker, heading marks or trailing line break;
    ``markup`` are the ranges inside it that are not content (``**``, ``[^1]``, HTML tags, ``\``
    escapes, the leading ``> `` of a quote's further lines), in order, none overlapping.
    ``headings`` are the indexes, outermost first, of the blocks that this one stands under: true
    headings in Markdown, slide titles and list labels (``LINE``) in a slide text.
    ``gap`` is the number of blank lines before it (a large one often means a lost picture).
    """

    kind: BlockKind
    span: Span
    markup: tuple[Span, ...] = ()
    level: int = 0
    label: str = ""
    headings: tuple[int, ...] = ()
    gap: int = 0
    table: int = -1
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded document.

    ``text`` is exactly what the bytes decode to (a BOM and carriage returns stay), so that offsets
    hold for everyone who opens the same file. ``slug`` is the ASCII identifier: the document's
    identity is ``doc/<slug>``. ``sha256`` is of the bytes, ``text_sha256`` of the text in UTF-8.
    ``language`` is ``zh-Hans``, ``zh-Hant`` or ``en``, whichever dominates.
    """

    name: str
    slug: str
    text: str
    sha256: str
    text_sha256: str
    encoding: str
    language: str
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """The document's identifier, relative to the base."""
        return f"doc/{self.slug}"
