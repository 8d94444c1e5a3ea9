"""Bytes to documents: the door of the reading room."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from kg.errors import ReadError
from kg.model.document import Block, BlockKind, Document
from kg.reading import front_matter, markdown, slides
from kg.reading.decoding import decode
from kg.reading.layout import Layout, Wrapping, layout
from kg.reading.lines import Line, split
from kg.reading.scanner import scan
from kg.text.scripts import language

SUFFIXES = (".md", ".markdown", ".txt")
_SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._~-]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")


def read(data: bytes, name: str) -> Document:
    r"""Return the document that the bytes of a file called ``name`` hold.

    Raises ReadError where they are no text, in an encoding that cannot be told, or begin with
    malformed front matter.

    >>> document = read("# 藍圖\n\n內容。".encode(), "plan.md")
    >>> [(str(block.kind), block.span.of(document.text)) for block in document.blocks]
    [('heading', '藍圖'), ('paragraph', '內容。')]
    """
    text, encoding = decode(data, name)
    fields, body = front_matter.read(text, name)
    return Document(
        name=name,
        slug=slug(name),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding=encoding,
        language=language(text),
        blocks=(*fields, *_body(text, list(split(text, body)), len(fields))),
    )


def check(data: bytes, name: str) -> None:
    """Raise what :func:`read` would raise, in a small part of its time."""
    text, _ = decode(data, name)
    front_matter.read(text, name)


def _body(text: str, lines: list[Line], first: int) -> list[Block]:
    kind = layout(lines)
    if kind is Layout.SLIDES:
        found = scan(text, lines, Wrapping(lines).of_slides, BlockKind.LINE)
        return slides.outline(text, found.blocks, found.pages, first)
    joins = Wrapping(lines).of_article if kind is Layout.ARTICLE else _joined
    return markdown.outline(text, scan(text, lines, joins).blocks, kind, first)


def _joined(_line: Line, _following: Line) -> bool:
    """Markdown knows no other line break in a paragraph than a soft one."""
    return True


def slug(name: str) -> str:
    """Return the ASCII identifier of a document, from its file's name.

    A stem that is safe in an IRI is kept; another gives up what is not, and gets a short hash.

    >>> slug("reports/2024_outlook.md"), slug("施政報告 2024.txt")
    ('2024_outlook', '2024-683789d6')
    """
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    if _SAFE.fullmatch(stem):
        return stem
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    ascii_part = _UNSAFE.sub("-", stem).strip(".-")
    return f"{ascii_part}-{digest}" if ascii_part else digest


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the readable files among ``paths`` and, at any depth, in the folders among them.

    Sorted, each once. In a folder, other files and hidden ones are passed over; a file that is
    given must be readable. Raises ReadError where a path does not exist or has another suffix.
    """
    return sorted({found for path in paths for found in _found(path)})


def _found(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for inner in path.rglob("*"):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if not hidden and _is_readable(inner) and inner.is_file():
                yield inner
    elif not path.exists():
        raise ReadError(f"{path} does not exist", "check the path")
    elif _is_readable(path):
        yield path
    else:
        suffixes = ", ".join(SUFFIXES)
        message = f"{path}: cannot read files of type {path.suffix or '(none)'}"
        raise ReadError(message, f"give one of {suffixes}")


def _is_readable(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES
