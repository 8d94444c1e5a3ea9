"""Front matter: the metadata between two fences at the top of a file, as one block a value.

YAML stands between ``---`` and ``---`` (or ``...``), TOML between ``+++`` and ``+++``. YAML is
composed, not constructed: nothing in it is run, and every value keeps its place.
"""

import re
from collections.abc import Iterator
from itertools import chain

import yaml

from kg.errors import ReadError
from kg.model.document import Block, BlockKind
from kg.model.span import Span
from kg.reading import toml_values
from kg.reading.lines import Line, split

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"""(?:[\w-]+|"[^"]*"|'[^']*')(?:[ \t]*:(?:\s|$)|[ \t]*=)""")
_LARGEST = 50_000  # characters; the parser of YAML can take seconds for so many
_REMEDY = "mend the front matter, or take its fences away"
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")  # a tag or anchor before a value
_QUOTED = {"'": re.compile(r"''"), '"': re.compile(r"\\(?=[^\r\n])")}


def read(text: str, name: str) -> tuple[list[Block], int]:
    """Return the values of the front matter, and the offset behind its closing fence.

    The label of a block is its key, dotted where maps are nested (``author.name``); a list has one
    block an item; the span leaves the quotation marks out. A text without front matter gives no
    block and offset 0; a rule at the top of a text is not front matter. Raises ReadError, with
    file and line, where it is malformed or not closed.
    """
    start = 1 if text.startswith("\ufeff") else 0
    if not text.startswith(tuple(_FENCES), start):
        return [], 0
    lines = split(text, start)
    opening = next(lines)
    following = next(lines, None)
    if opening.text not in _FENCES or following is None:
        return [], 0
    looks_right = bool(_KEY.match(following.text)) and not following.gap
    closing = _closing(chain([following], lines), _FENCES[opening.text])
    if closing is None:
        if not looks_right:
            return [], 0
        raise ReadError(f"{name}, line 1: the front matter is not closed", f"add {opening.text}")
    span = Span(opening.end, closing.start)
    if span.end - span.start > _LARGEST:
        message = f"{name}, line 1: the front matter has over {_LARGEST} characters"
        raise ReadError(message, "move what is not metadata below it")
    try:
        return _values(text, span, opening.text), closing.end
    except _Malformed as error:
        if not looks_right:
            return [], 0
        message = f"{name}, line {error.line}: the front matter is malformed: {error.problem}"
        raise ReadError(message, _REMEDY) from error


class _Malformed(Exception):
    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def _closing(lines: Iterator[Line], fences: tuple[str, ...]) -> Line | None:
    return next((line for line in lines if line.text in fences and not line.indent), None)


def _values(text: str, span: Span, fence: str) -> list[Block]:
    if fence == "+++":
        return [_block(text, value, label) for label, value in _toml(text, span)]
    root = _composed(text, span)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise _Malformed("it is not a map of keys to values", 2)
    return list(_fields(text, root, "", span.start, set()))


def _toml(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    try:
        yield from toml_values.values(text, span)
    except toml_values.TomlError as error:
        raise _Malformed(str(error), error.line) from error


def _composed(text: str, span: Span) -> yaml.Node | None:
    try:
        return yaml.compose(span.of(text), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Malformed(error.problem or "no YAML", mark.line + 1 if mark else 1) from error
    except yaml.reader.ReaderError as error:
        line = len(text[: span.start + error.position].splitlines())
        raise _Malformed(error.reason, line) from error
    except RecursionError as error:
        raise _Malformed("it is nested too deeply", 2) from error


def _fields(text: str, node: yaml.Node, label: str, offset: int, seen: set[int]) -> Iterator[Block]:
    """Yield a block for every scalar below ``node``, each once though aliases repeat it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            path = f"{label}.{name}" if label else name
            yield from _fields(text, value, path, offset, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _fields(text, item, label, offset, seen)
    elif isinstance(node, yaml.ScalarNode) and node.value.strip():
        start, end = offset + node.start_mark.index, offset + node.end_mark.index
        properties = _PROPERTIES.match(text, start, end)
        place = Span(properties.end() if properties else start, end)
        yield _block(text, _content(text, place, node.style), label, node.style)


def _content(text: str, place: Span, style: str | None) -> Span:
    """Return the place of a scalar without its quotation marks, or without ``|`` and ``>``."""
    if style in ("'", '"'):
        return Span(place.start + 1, place.end - 1)
    raw = place.of(text)
    header = _BLOCK_HEADER.match(raw) if style in ("|", ">") else None
    body = raw[header.end() :] if header else raw
    start = place.start + len(raw) - len(body.lstrip())
    return Span(start, start + len(body.strip()))


def _block(text: str, span: Span, label: str, style: str | None = None) -> Block:
    marks: tuple[Span, ...] = ()
    if style in _QUOTED:
        found = _QUOTED[style].finditer(text, span.start, span.end)
        marks = tuple(Span(match.start(), match.start() + 1) for match in found)
    return Block(BlockKind.FIELD, span, marks, label=label)
