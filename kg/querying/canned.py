"""``queries/*.rq`` → questions that have a name, a summary and typed parameters.

A file is a SPARQL query that runs as it is in any tool; its ``#+`` comment lines are YAML, as grlc
reads them: ``summary``, ``description``, ``tags``, and our ``params``::

    #+ summary: Parks in a city, and who runs them.
    #+ tags: [places]
    #+ params:
    #+   city: {type: string, summary: Part of the city's name., default: Shenzhen}

The header is read when it is first asked for: answering a question does not need it, and the YAML
parser costs a quarter of the time that the command line needs to start.

A question may ask what guards of a kind find (``#+ guards: conflict``): see :mod:`.composition`.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import QueryError, UnknownQuery
from kg.querying import composition
from kg.querying.header import header
from kg.querying.parameters import Parameter
from kg.resources import QUERIES


@dataclass(frozen=True)
class CannedQuery:
    """One question: ``name`` (the file's stem, the argument, the URL segment) and its text."""

    name: str
    text: str

    @property
    def summary(self) -> str:
        """One sentence that says what the answer lists."""
        return str(self.header.get("summary", ""))

    @property
    def description(self) -> str:
        """More about it; may be empty."""
        return str(self.header.get("description", "")).strip()

    @property
    def tags(self) -> tuple[str, ...]:
        """Words to group questions by."""
        return tuple(str(tag) for tag in self.header.get("tags", ()))

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What may be asked more precisely, in the order of the header."""
        if not re.search(r"^#\+[ \t]*params[ \t]*:", self.text, re.MULTILINE):
            return ()
        declared = self.header.get("params") or {}
        if not isinstance(declared, Mapping):
            raise QueryError(f"{self.name}.rq: params must map names to {{type: …}}")
        return tuple(
            Parameter.declared(self.name, str(name), entry) for name, entry in declared.items()
        )

    @cached_property
    def header(self) -> Mapping[str, Any]:
        """What the '#+' lines say; QueryError where they are not YAML."""
        return header(self.name, self.text)


def names(folder: Path = QUERIES) -> list[str]:
    """Return the names of all questions, sorted."""
    return sorted(path.stem for path in folder.glob("*.rq"))


def load(folder: Path = QUERIES) -> tuple[CannedQuery, ...]:
    """Return all questions, sorted by name."""
    return tuple(get(name, folder) for name in names(folder))


def get(name: str, folder: Path = QUERIES) -> CannedQuery:
    """Return the question called ``name``; UnknownQuery names the nearest one otherwise."""
    known = names(folder)
    if name not in known:
        raise UnknownQuery(
            f"no question is called {name!r}", nearest(name, known) or "kg query lists them"
        )
    text = (folder / f"{name}.rq").read_text(encoding="utf-8")
    return CannedQuery(name, composition.composed(text) if composition.asks_guards(text) else text)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean …?`` with the nearest of ``known``; empty where none is near.

    >>> nearest("talent-scheme", ["funds", "talent-schemes"])
    "did you mean 'talent-schemes'?"
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else ""
