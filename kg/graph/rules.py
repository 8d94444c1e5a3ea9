"""``ontology/rules/*.rq`` → the rules of OWL 2 RL as values.

A rule is a CONSTRUCT query of one triple that runs as it is in any tool. It is named after the rule
that it stands for in the W3C's table (https://www.w3.org/TR/owl2-profiles/, section 4.3), and
written with one triple pattern a line, so that the program knows the premises of a conclusion::

    #+ summary: What is a member of a class is a member of every class above it.
    #+ rule: cax-sco
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

    CONSTRUCT {
      ?x a ?d .
    }
    WHERE {
      ?c rdfs:subClassOf ?d .
      ?x a ?c .
    }
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.errors import OntologyError
from kg.resources import ONTOLOGY
from kg.vocabulary import RDF

RULES = ONTOLOGY / "rules"

Term = NamedNode | BlankNode | Literal | Triple

_HEADER = re.compile(r"#\+ (?P<key>summary|rule): (?P<value>.+)")
_PREFIX = re.compile(r"PREFIX (?P<prefix>[\w-]*): <(?P<iri>[^>]+)>")
_FILTER = re.compile(r"FILTER\(.+\)")
_PATTERN = re.compile(r"(?P<s>\S+) (?P<p>\S+) (?P<o>\S+) \.")
_PLACE = re.compile(r"error at (?P<line>\d+):\d+: ")
_REMEDY = "one triple pattern or FILTER(…) a line, as in the other rules"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern; a variable is a string with its question mark."""

    subject: str | NamedNode
    predicate: str | NamedNode
    object: str | NamedNode

    def __iter__(self) -> Iterator[str | NamedNode]:
        yield from (self.subject, self.predicate, self.object)

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object} ."

    def match(self, triple: Triple) -> dict[str, Term] | None:
        """Return what the variables must stand for to make this the triple; None if nothing."""
        bound: dict[str, Term] = {}
        for place, term in zip(self, triple, strict=True):
            wanted = bound.setdefault(place, term) if isinstance(place, str) else place
            if wanted != term:
                return None
        return bound

    def fill(self, bound: Mapping[str, Term]) -> Triple:
        """Return the triple that it is with the variables bound."""
        terms = [bound[place] if isinstance(place, str) else place for place in self]
        return Triple(*terms)  # type: ignore[arg-type]  # a match has bound terms that fit


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: wherever all premises hold, and the filters let it pass, so does the conclusion.

    ``name`` is the file's stem and ``w3c`` the rule of the W3C's table that it stands for.
    """

    name: str
    w3c: str
    summary: str
    conclusion: Pattern
    premises: tuple[Pattern, ...]
    filters: tuple[str, ...]


def load(folder: Path = RULES) -> tuple[Rule, ...]:
    """Read the rules, in order of name; OntologyError tells the file and line of a broken one."""
    files = sorted(folder.glob("*.rq"), key=lambda file: file.stem)
    if not files:
        raise OntologyError(f"there are no rules in {folder}", "is the folder complete?")
    return tuple(_Reader(file).rule() for file in files)


class _Reader:
    """Reads one file, and knows on which line it is."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._line = 1
        self._header: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._concluding = 1
        self._part = ""
        self._patterns: dict[str, list[Pattern]] = {"CONSTRUCT": [], "WHERE": []}
        self._filters: list[str] = []

    def rule(self) -> Rule:
        text = self._text()
        for self._line, line in enumerate(text.splitlines(), 1):
            self._read(line.strip())
        conclusions, premises = self._patterns["CONSTRUCT"], self._patterns["WHERE"]
        self._require(not self._part, "a block is not closed")
        self._line = self._concluding  # of what is wrong with the whole, tell where it leads
        self._require(set(self._header) == {"summary", "rule"}, "no #+ summary: or #+ rule:")
        self._require(len(conclusions) == 1, "a rule has one conclusion")
        self._require(bool(premises), "a rule has premises")
        known = {place for pattern in premises for place in pattern}
        self._require(known.issuperset(_variables(conclusions[0])), "a variable has no premise")
        self._check_syntax(text)
        return Rule(
            self._file.stem,
            self._header["rule"],
            self._header["summary"],
            conclusions[0],
            tuple(premises),
            tuple(self._filters),
        )

    def _text(self) -> str:
        try:
            return self._file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise OntologyError(f"{self._file}: {error}", "mend the file") from error

    def _read(self, line: str) -> None:
        if header := _HEADER.fullmatch(line):
            self._header[header["key"]] = header["value"]
        elif prefix := _PREFIX.fullmatch(line):
            self._prefixes[prefix["prefix"]] = prefix["iri"]
        elif line in ("CONSTRUCT {", "WHERE {") and not self._part:
            self._part = line.removesuffix(" {")
        elif line == "}" and self._part:
            self._part = ""
        elif line and not line.startswith("#"):
            self._read_inside(line)

    def _read_inside(self, line: str) -> None:
        pattern = _PATTERN.fullmatch(line)
        if self._part == "WHERE" and _FILTER.fullmatch(line):
            self._filters.append(line)
        elif self._part and pattern:
            terms = [self._term(pattern[place]) for place in "spo"]
            self._patterns[self._part].append(Pattern(*terms))
            if self._part == "CONSTRUCT":
                self._concluding = self._line
        else:
            self._require(False, f"cannot read {line!r}")

    def _term(self, text: str) -> str | NamedNode:
        if text.startswith("?"):
            return text
        if text == "a":
            return RDF.type
        prefix, _, local = text.partition(":")
        self._require(prefix in self._prefixes, f"{text!r} has no prefix that is declared")
        return NamedNode(self._prefixes[prefix] + local)

    def _check_syntax(self, text: str) -> None:
        try:
            Store().query(text)
        except SyntaxError as error:
            place = _PLACE.match(error.msg)
            self._line = int(place["line"]) if place else self._line
            self._require(False, f"not SPARQL: {_PLACE.sub('', error.msg)}")

    def _require(self, holds: bool, message: str) -> None:
        if not holds:
            raise OntologyError(f"{self._file}:{self._line}: {message}", _REMEDY)


def _variables(pattern: Pattern) -> set[str]:
    return {place for place in pattern if isinstance(place, str)}
