r"""The word lists of the text wing, read from ``ontology/words/*.toml``.

A list is written either as one string of words separated by blanks or as an array (where a word
holds a blank itself). Words are folded, so a list may be written in either script. A word with
``!`` before it is a longer one in which the shorter ones of its list do not count: ``将 !将军``.

The grammar names the lists: ``expression(r"<clauses.copulas>\s?\d")`` finds any word of the list
``copulas`` of ``clauses.toml`` before a figure. A copy of the ontology needs to hold only the lists
that are changed in it; the others are those of the project.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.resources import ONTOLOGY, OWN_ONTOLOGY
from kg.text.folding import fold

WORDS = ONTOLOGY / "words"
_OWN = OWN_ONTOLOGY / "words"
_PIECE = re.compile(r"\\.|\[\^?\]?|\]|<(?P<file>[a-z_]+)\.(?P<name>[a-z_]+)>", re.DOTALL)


@dataclass(frozen=True)
class WordLists:
    """The lists by file and name, in the order in which they are written.

    >>> lists = WordLists({"posts": {"titles": ("总监", "顾问")}})
    >>> lists.get("posts", "titles")
    ('总监', '顾问')
    """

    tables: dict[str, dict[str, tuple[str, ...]]]
    longer: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The longer words in which those of a list do not count, by file and name."""

    def get(self, file: str, name: str) -> tuple[str, ...]:
        """Return the words of one list; OntologyError if there is none of that name."""
        try:
            return self.tables[file][name]
        except KeyError:
            raise OntologyError(
                f"{file}.toml has no word list {name!r}", f"add `{name} = …` to ontology/words"
            ) from None

    def any_of(self, file: str, *names: str) -> str:
        """Return a regular expression for any word of some lists of a file, the longest first.

        >>> WordLists({"posts": {"titles": ("局长", "副局长")}}).any_of("posts", "titles")
        '副局长|局长'
        >>> lists = WordLists({"voices": {"own": ("我",)}}, {("voices", "own"): ("自我", "我国")})
        >>> lists.any_of("voices", "own")
        '(?<!自)我(?!国)'
        """
        words = {word for name in names for word in self.get(file, name)}
        longer = {word for name in names for word in self.longer.get((file, name), ())}
        return "|".join(
            _apart(word, longer) for word in sorted(words, key=lambda word: (-len(word), word))
        )

    def filled(self, source: str) -> str:
        r"""Return a regular expression with the words of the lists that it names.

        Within brackets a list stands for its characters.

        >>> lists = WordLists({"numerals": {"small": ("一", "二")}, "units": {"of_time": ("年",)}})
        >>> lists.filled(r"[\d<numerals.small>]+<units.of_time>|[^<numerals.small>]")
        '[\\d一二]+(?:年)|[^一二]'
        """
        return "".join(self._filled(source)) if "<" in source else source

    def _filled(self, source: str) -> Iterator[str]:
        end, inside = 0, False
        for piece in _PIECE.finditer(source):
            yield source[end : piece.start()]
            end = piece.end()
            if piece["name"] is None:
                inside = piece[0] != "]" if inside else piece[0][0] == "["
                yield piece[0]
            elif inside:
                yield "".join(map(re.escape, self._characters(piece["file"], piece["name"])))
            else:
                yield f"(?:{self.any_of(piece['file'], piece['name'])})"
        yield source[end:]

    def _characters(self, file: str, name: str) -> tuple[str, ...]:
        words = self.get(file, name)
        for word in words:
            if len(word) > 1:
                raise OntologyError(
                    f"{file}.toml: {name!r} is a list of characters", f"take {word!r} out of it"
                )
        return words


@cache
def read(folder: Path = WORDS) -> WordLists:
    """Read every ``*.toml`` of ``folder``, over the lists of the project itself.

    OntologyError names the file and the line of what is malformed, or of a list that is not known.
    """
    tables = {path.stem: _table(path) for path in sorted(_OWN.glob("*.toml"))}
    if folder != _OWN:
        for path in sorted(folder.glob("*.toml")):
            table = _table(path)
            _check_names(path, table, tables.get(path.stem, {}))
            tables[path.stem] = {**tables.get(path.stem, {}), **table}
    longer = {
        (file, name): tuple(word[1:] for word in words if word[0] == "!")
        for file, table in tables.items()
        for name, words in table.items()
    }
    for file, name in (place for place, words in longer.items() if words):
        tables[file][name] = tuple(word for word in tables[file][name] if word[0] != "!")
    return WordLists(tables, {place: words for place, words in longer.items() if words})


@cache
def particle(name: str) -> str:
    """Return the particle of ``particles.toml`` that has a part in a rule of its own.

    >>> particle("of")
    '的'
    """
    return read().get("particles", name)[0]


@cache
def filled(source: str) -> str:
    """Return a regular expression with the words of the ontology in use."""
    return read().filled(source)


def _apart(word: str, longer: Iterable[str]) -> str:
    """Return an expression for a word where it is no part of a longer one."""
    behind, before, around = [], [], []
    for other in sorted(longer):
        start = other.find(word)
        while start >= 0:
            head, tail = re.escape(other[:start]), re.escape(other[start + len(word) :])
            if head and tail:
                around.append(f"(?!(?<={head}){re.escape(word)}{tail})")
            elif head:
                before.append(f"(?<!{head})")
            elif tail:
                behind.append(tail)
            start = other.find(word, start + 1)
    refused = f"(?!{'|'.join(behind)})" if behind else ""
    return f"{''.join(before)}{''.join(around)}{re.escape(word)}{refused}"


def _table(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{path}: {error}", "correct the word list") from error
    return {name: _words(path, name, value) for name, value in table.items()}


def _check_names(path: Path, table: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a list that nothing reads; lists by class (``"kg:Firm"``) may be of any class."""
    for name in table:
        if ":" not in name and name not in known:
            near = get_close_matches(name, list(known), 1)
            raise OntologyError(
                f"{_place(path, name)}: nothing reads a word list {name!r}",
                f"call it {near[0]!r}" if near else "take the list out",
            )


def _place(path: Path, name: str) -> str:
    """Return the path with the line where a list begins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = (rf'["\']?{re.escape(name)}["\']?\s*=', rf'\["?{re.escape(name)}"?\]')
    found = [n for n, line in enumerate(lines, 1) if any(re.match(key, line) for key in keys)]
    return f"{path}:{found[0]}" if found else str(path)


def _words(path: Path, name: str, value: object) -> tuple[str, ...]:
    """Return the words of a list; a table of pairs becomes ``word=meaning`` entries."""
    if isinstance(value, str):
        words = value.split()
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        words = value
    elif isinstance(value, dict) and all(isinstance(word, str) for word in value.values()):
        words = [f"{key}={meaning}" for key, meaning in value.items()]
    else:
        raise OntologyError(
            f"{_place(path, name)}: {name!r} is not a list of words",
            "write a string or an array of strings",
        )
    return tuple(dict.fromkeys(fold(word) for word in words if word))
