"""Where the values of a TOML text are: ``tomllib`` reads TOML, but tells no places.

``tomllib`` has the say whether the text is TOML; what is left to do here is to cut a valid one
into its tokens and to follow keys, tables and brackets.
"""

import re
import tomllib
from collections.abc import Iterator

from kg.model.span import Span

_TOKEN = re.compile(
    r"""(?P<skip>[ \t]+|\#[^\n]*)"""
    r"""|(?P<break>\r?\n)"""
    r'''|"""\r?\n?(?P<long>(?:[^\\]|\\.)*?)"""(?!")'''
    r"""|\'\'\'\r?\n?(?P<long_raw>.*?)\'\'\'(?!\')"""
    r'''|"(?P<quoted>(?:[^"\\\n]|\\.)*)"'''
    r"""|'(?P<raw>[^'\n]*)'"""
    r"""|(?P<mark>[\[\]{},=])"""
    r"""|(?P<bare>[^\s\[\]{},=\#"']+(?:[ ]\d\d:[^\s,\]}\#]+)?)""",
    re.DOTALL,
)
_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


class TomlError(Exception):
    """A text is not TOML; ``line`` is where, the first one being 1."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def values(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    r"""Yield the dotted key and the place of every value in the TOML that ``span`` covers.

    Places leave the quotation marks out; empty strings are passed over. Raises TomlError.

    >>> source = 'title = "A plan"\n[author]\nnames = ["Ho", "Li"]'
    >>> [(key, place.of(source)) for key, place in values(source, Span(0, len(source)))]
    [('title', 'A plan'), ('author.names', 'Ho'), ('author.names', 'Li')]
    """
    _validate(span.of(text))
    yield from _Reader(text).read(span)


def _validate(content: str) -> None:
    try:
        tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found and found[1] else content.count("\n") + 1
        raise TomlError(_LINE.sub("", str(error)), line) from error
    except RecursionError as error:
        raise TomlError("it is nested too deeply", 1) from error


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.table: list[str] = []
        self.key: list[str] = []  # of the value that is being read, or the words read so far
        self.brackets: list[tuple[str, list[str]]] = []  # and the key outside each
        self.is_value = False

    def read(self, span: Span) -> Iterator[tuple[str, Span]]:
        for token in _TOKEN.finditer(self.text, span.start, span.end):
            kind = token.lastgroup or ""
            if kind == "mark":
                self._mark(token[0])
            elif kind == "break":
                self._end_line()
            elif kind == "skip":
                continue
            elif self.is_value and token[kind].strip():
                label = ".".join([*self.table, *self._outer(), *self.key])
                yield label, Span(token.start(kind), token.end(kind))
            elif not self.is_value:
                words = token[kind].split(".") if kind == "bare" else [token[kind]]
                self.key += [word for word in words if word]

    def _outer(self) -> list[str]:
        return [word for bracket, key in self.brackets if bracket == "{" for word in key]

    def _mark(self, mark: str) -> None:
        match mark:
            case "=":
                self.is_value = True
            case "{" | "[" if self.is_value:
                self.brackets.append((mark, self.key))
                if mark == "{":
                    self.key, self.is_value = [], False
            case "[":
                self.key = []
            case "}":
                self._close()
            case "]" if self.brackets:
                self._close()
            case "]":
                self.table = self.key
            case "," if self.brackets and self.brackets[-1][0] == "{":
                self.key, self.is_value = [], False

    def _close(self) -> None:
        _, self.key = self.brackets.pop()
        self.is_value = True

    def _end_line(self) -> None:
        if not self.brackets:
            self.key, self.is_value = [], False
