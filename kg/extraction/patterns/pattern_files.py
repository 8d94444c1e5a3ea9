"""Patterns as an analyst writes them: TOML tables, read and checked against the terminology.

A file is a family. Each ``[[pattern]]`` has an ``id``, the ``property`` that it states (a relation
or an indicator), a ``pattern`` (or a list of alternatives, see :mod:`.pattern_language`), what
fills the fact (``subject``, ``object`` or ``value``, ``time``, ``dimension``, ``measure`` …), and
``examples`` and ``counter`` examples, which are run as tests: of a counter-example no pattern may
state what this one states; what ``leaves`` names, another pattern must state instead of this one.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from kg.errors import PatternError
from kg.extraction.grammar import frames
from kg.extraction.grammar.projection import DATE, Alphabet
from kg.extraction.patterns.pattern_checks import faults
from kg.extraction.patterns.pattern_language import compiled
from kg.extraction.patterns.pattern_pieces import Expression, PatternSyntaxError
from kg.extraction.patterns.templates import DOCUMENT, TOPIC, Pattern, Template
from kg.model.fact import MODALITIES
from kg.model.terminology import Terminology

WORD_SETS = "wordsets.toml"

_TEMPLATE_KEYS = {
    "property", "subject", "object", "value", "time", "unit", "per", "qualifier", "dimension",
    "measure", "modality", "inherit", "default_subject", "about", "speaker", "zip", "mint",
}  # fmt: skip
_HANDED_ON = (
    "property", "subject", "time", "modality", "inherit", "default_subject", "speaker", "mint",
)  # fmt: skip
_PATTERN_KEYS = _TEMPLATE_KEYS | {
    "id", "pattern", "also", "tier", "priority", "window", "examples", "counter", "leaves",
}  # fmt: skip


def read(
    folder: Path, terminology: Terminology, alphabet: Alphabet
) -> tuple[tuple[Pattern, ...], dict[str, tuple[str, ...]]]:
    """Return the patterns of a folder's files, in the order of names and places, and the word sets.

    :class:`~kg.errors.PatternError` names the file, the pattern and the remedy.
    """
    if not folder.is_dir():
        raise PatternError(f"{folder}: no such folder", "name a folder of pattern files")
    word_sets = _word_sets(folder / WORD_SETS)
    patterns: list[Pattern] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != WORD_SETS:
            patterns += _File(path, terminology, alphabet, word_sets).patterns()
    seen: dict[str, Pattern] = {}
    for pattern in patterns:
        if (other := seen.setdefault(pattern.id, pattern)) is not pattern:
            raise PatternError(
                f"{folder / pattern.family}.toml: pattern {pattern.id}: {other.family}.toml has it",
                "give every pattern its own id",
            )
    return tuple(patterns), word_sets


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: {error}", "mend the TOML") from error


def _word_sets(path: Path) -> dict[str, tuple[str, ...]]:
    sets: dict[str, tuple[str, ...]] = {}
    for name, words in (_load(path) if path.is_file() else {}).items():
        if not isinstance(words, list) or not words or not all(map(_is_text, words)):
            raise PatternError(f"{path}: word set {name}", "write a list of words in quotes")
        sets[name] = tuple(words)
    return sets


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


class _File:
    """One file being read."""

    def __init__(
        self,
        path: Path,
        terminology: Terminology,
        alphabet: Alphabet,
        word_sets: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._path = path
        self._terminology = terminology
        self._alphabet = alphabet
        self._word_sets = word_sets
        self._id = ""

    def patterns(self) -> Iterator[Pattern]:
        """Yield the file's patterns."""
        content = _load(self._path)
        if unknown := set(content) - {"pattern", "frame"}:
            raise self._error(f"unknown table {min(unknown)}", "write [[pattern]] or [[frame]]")
        for kind, made in (("frame", self._frame), ("pattern", self._pattern)):
            for table in content.get(kind, []):
                self._id = str(table.get("id", ""))
                if not self._id:
                    raise self._error(f"a {kind} without an id", 'write id = "…"')
                yield made(table)

    def _error(self, message: str, remedy: str) -> PatternError:
        if not self._id:
            return PatternError(f"{self._path}: {message}", remedy)
        # TOML keeps no lines; an id is written in one, and no two patterns have the same.
        text = self._path.read_text(encoding="utf-8")
        found = re.search(rf"""^id\s*=\s*["']{re.escape(self._id)}["']""", text, re.MULTILINE)
        line = f":{text.count(chr(10), 0, found.start()) + 1}" if found else ""
        return PatternError(f"{self._path}{line}: pattern {self._id}: {message}", remedy)

    def _pattern(self, table: Mapping[str, Any]) -> Pattern:
        self._known(table, _PATTERN_KEYS)
        expressions = tuple(self._expressions(table))
        slots = _together(expressions)
        main = self._template(table, slots)
        also = [
            self._template(_inherited(table) | each, slots, extra=True)
            for each in table.get("also", [])
        ]
        window = self._one_of(table, "window", ("sentence", "paragraph"), "sentence")
        priority = table.get("priority", 50)
        if not isinstance(priority, int):
            raise self._error("priority is not a whole number", "write priority = 50")
        return Pattern(
            self._id,
            self._path.stem,
            expressions,
            (main, *also),
            self._one_of(table, "tier", ("A", "B", "C"), "A"),
            priority,
            window == "paragraph",
            tuple(self._examples(table)),
            tuple(table.get("counter", ())),
            tuple(table.get("leaves", ())),
        )

    def _frame(self, table: Mapping[str, Any]) -> Pattern:
        """Return a frame: its relation first, then what its date and its place are of."""
        self._known(table, frames.KEYS)
        try:
            frame = frames.frame(table)
        except KeyError as error:
            raise self._error(f"no {error}", "name the classes of agent and patient") from error
        slots = {role: frame.kinds(role) for role in frames.ROLES}
        slots |= {"when": DATE, "where": "kg:Place"}
        if unknown := [k for role in frames.ROLES for k in slots[role].split("|")
                       if not self._alphabet.knows(k)]:  # fmt: skip
            raise self._error(f"{unknown[0]} is no class", "name classes of the ontology")
        return Pattern(
            self._id,
            self._path.stem,
            (),
            tuple(self._template(each, slots) for each in frames.stated(table)),
            self._one_of(table, "tier", ("A", "B", "C"), "A"),
            int(table.get("priority", 65)),
            examples=tuple(self._examples(table)),
            counter=tuple(table.get("counter", ())),
            frame=frame,
        )

    def _known(self, table: Mapping[str, Any], keys: Set[str]) -> None:
        if unknown := set(table) - keys:
            raise self._error(f"unknown key {min(unknown)}", f"keys are {', '.join(sorted(keys))}")

    def _one_of(
        self, table: Mapping[str, Any], key: str, values: tuple[str, ...], default: str
    ) -> str:
        value = table.get(key, default)
        if value not in (*values, default):
            raise self._error(f"{key} is {value!r}", f"write one of {', '.join(values)}")
        return str(value)

    def _expressions(self, table: Mapping[str, Any]) -> Iterator[Expression]:
        sources = table.get("pattern")
        sources = [sources] if isinstance(sources, str) else sources
        if not sources or not isinstance(sources, list):
            raise self._error("no pattern", 'write pattern = "…" or a list of them')
        for source in sources:
            try:
                yield compiled(source, self._alphabet, self._word_sets)
            except PatternSyntaxError as error:
                raise self._error(f"{source!r}: {error}", "mend the pattern") from error

    def _examples(self, table: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        for example in table.get("examples", ()):
            if not isinstance(example, dict) or not _is_text(example.get("text")):
                raise self._error("an example without a text", 'write { text = "…", value = 1 }')
            yield example

    def _template(
        self, table: Mapping[str, Any], slots: Mapping[str, str], extra: bool = False
    ) -> Template:
        if extra:
            self._known(table, _TEMPLATE_KEYS)
        time, time_as = self._time(table)
        template = Template(
            property=str(table.get("property", "")),
            **{key: str(table.get(key, "")) for key in ("subject", "object", "value", "measure")},
            **{key: str(table.get(key, "")) for key in ("unit", "per", "qualifier", "speaker")},
            time=time,
            time_as=time_as,
            dimension=tuple((str(k), str(v)) for k, v in table.get("dimension", {}).items()),
            modality=self._one_of(table, "modality", MODALITIES, ""),
            inherit=tuple(table.get("inherit", ())),
            about=self._about(table, slots),
            default_subject=self._one_of(table, "default_subject", (TOPIC, DOCUMENT), ""),
            zip=tuple(table.get("zip", ())),
            mint=tuple(sorted(table.get("mint", {}).items())),
        )
        for fault in faults(template, slots, self._terminology):
            raise self._error(*fault)
        return template

    def _about(self, table: Mapping[str, Any], slots: Mapping[str, str]) -> tuple[str, ...]:
        """Return the classes that a topic may be of; none means any."""
        term = self._terminology.properties.get(str(table.get("property", "")))
        if "about" in table:
            kinds = [f"kg:{name}" for name in str(table["about"]).split("|")]
        elif table.get("object") == TOPIC:
            kinds = [term.range if term else ""]
        else:
            kinds = (
                slots.get(str(table.get("subject", ""))) or (term.domain if term else "")
            ).split("|")
        known = tuple(kind for kind in kinds if kind in self._terminology.classes)
        if "about" in table and len(known) < len(kinds):
            raise self._error(f"about {table['about']}", "name classes of the ontology")
        return known

    def _time(self, table: Mapping[str, Any]) -> tuple[str, str]:
        time = table.get("time", "")
        if isinstance(time, str):
            return time, ""
        return str(time.get("slot", "")), self._one_of(time, "as", ("as-of", "since"), "")


def _together(expressions: tuple[Expression, ...]) -> dict[str, str]:
    """Return what each slot holds in any of the alternatives, ``|`` between several kinds."""
    kinds: dict[str, dict[str, None]] = {}
    for expression in expressions:
        for name, kind in expression.slots.items():
            kinds.setdefault(name, {}).update(dict.fromkeys(kind.split("|")))
    return {name: "|".join(held) for name, held in kinds.items()}


def _inherited(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a further fact of a pattern takes over from the first one."""
    return {key: table[key] for key in _HANDED_ON if key in table}
