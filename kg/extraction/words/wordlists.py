"""The word lists of the text wing, read from ``ontology/words/*.toml``.

A list is written either as one string of words separated by blanks or as an array (where a word
holds a blank itself). Words are folded, so a list may be written in either script.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.resources import ONTOLOGY
from kg.text.folding import fold

WORDS = ONTOLOGY / "words"


@dataclass(frozen=True)
class WordLists:
    """The lists by file and name, in the order in which they are written.

    >>> lists = WordLists({"posts": {"titles": ("总监", "顾问")}})
    >>> lists.get("posts", "titles")
    ('总监', '顾问')
    """

    tables: dict[str, dict[str, tuple[str, ...]]]

    def get(self, file: str, name: str) -> tuple[str, ...]:
        """Return one list; OntologyError if there is none of that name."""
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
        """
        words = {word for name in names for word in self.get(file, name)}
        return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def read(folder: Path = WORDS) -> WordLists:
    """Read every ``*.toml`` of ``folder``; OntologyError names the file that is malformed."""
    return WordLists({path.stem: _table(path) for path in sorted(folder.glob("*.toml"))})


def _table(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{path}: {error}", "correct the word list") from error
    return {name: _words(path, name, value) for name, value in table.items()}


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
            f"{path}: {name!r} is not a list of words", "write a string or an array of strings"
        )
    return tuple(dict.fromkeys(fold(word) for word in words))
