"""Sentences made from a grammar, with what each of them states: what is read is known beforehand.

Every construction × language × kind of name is filled with verbs and invented names, drawn by a
seeded generator; the vocabulary and the wordings are data (``data/constructions``).
"""

import random
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import opencc

_DATA = Path(__file__).parent / "data" / "constructions"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
AGENTS = ("plain", "latin", "bracketed", "alias", "anaphor", "three")
PATIENTS = ("quoted", "bracketed", "alias", "anaphor")
KINDS = (*(f"agent:{kind}" for kind in AGENTS), *(f"patient:{kind}" for kind in PATIENTS))
_FORMS = ("V0", "VS", "VD", "VP", "VG")
_SLOT = re.compile(r"\{(\w+-?)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """A short text; the relations it states, each (property, subject, object); its parties."""

    construction: str
    language: str
    kind: str
    text: str
    states: frozenset[tuple[str, str, str]]
    loose: bool = False
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name: how it stands in the sentence, what it is called in full, what is said before."""

    form: str
    full: tuple[str, ...]
    before: str = ""


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return one of the files of the vocabulary."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def cases(seed: str, each: int, constructions: Sequence[str] = ()) -> Iterator[Case]:
    """Yield ``each`` cases for every cell of the matrix that makes sense."""
    for construction in constructions or tuple(data("constructions")):
        for language in LANGUAGES:
            for kind in KINDS:
                draw = random.Random(f"{seed} {construction} {language} {kind}")
                made = (_case(draw, construction, language, kind) for _ in range(each))
                yield from (case for case in made if case is not None)


def _case(draw: random.Random, construction: str, language: str, kind: str) -> Case | None:
    script = "en" if language == "en" else "zh"
    table = data("constructions")[construction]
    if script not in table:  # a wording of one language only
        return None
    frames = [f for f in data("frames")["frame"] if _suits(f, kind)]
    frame = draw.choice(frames)
    other = _paired(draw, frame) if table.get("paired") else frame
    if other is None or (other is frame and table.get("paired")):
        return _case(draw, construction, language, kind)
    if kind.endswith("anaphor") and construction.startswith(("carried", "label")):
        return None
    wording = draw.choice(table[script])
    namer = _Namer(draw, script, kind)
    agent_kinds = [k for k in frame["agent"] if k in other["agent"] and namer.can("agent", k)]
    patient_kinds = [
        k for k in frame["patient"] if k in other["patient"] and namer.can("patient", k)
    ]
    shared = [k for k in frame["agent"] if k in other["agent"]]
    if not agent_kinds or not patient_kinds:
        return _case(draw, construction, language, kind)
    names = {
        slot: namer.name(slot, draw.choice(agent_kinds if slot == "A" else shared))
        for slot in ("A", "B", "C")
    }
    names |= {slot: namer.name(slot, draw.choice(patient_kinds)) for slot in ("P", "Q")}
    text = _filled(draw, wording, script, names, frame, other)
    used = {slot[0] for slot in _SLOT.findall(wording)}
    before = [names[slot].before for slot in "APBQC" if slot in used and names[slot].before]
    text = " ".join((*before, text)) if script == "en" else "".join((*before, text))
    if table.get("wrapped"):
        text = _wrapped(text, script)
    if before and text.lstrip().startswith(("#", "【")):
        return None
    states = frozenset(
        triple
        for line in table.get("states", ["V A P"])
        for triple in _triples(line.split(), names, frame, other)
    )
    return Case(
        construction,
        language,
        kind,
        traditional(text) if language == "zh-Hant" else text,
        states,
        bool(table.get("loose")),
        wording,
    )


def _suits(frame: Mapping[str, Any], kind: str) -> bool:
    role, _, how = kind.partition(":")
    return any(_can(name, how) for name in frame[role])


def _can(name: str, how: str) -> bool:
    known = data("names")["kind"][name]
    return how not in ("latin", "quoted") or how in known or (how == "quoted" and "title" in known)


def _paired(draw: random.Random, frame: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return another frame whose parties are of the same kinds."""
    others = [
        each
        for each in data("frames")["frame"]
        if each["id"] != frame["id"]
        and set(each["agent"]) & set(frame["agent"])
        and set(each["patient"]) & set(frame["patient"])
    ]
    return draw.choice(others) if others else None


def _triples(
    line: Sequence[str],
    names: Mapping[str, Name],
    frame: Mapping[str, Any],
    other: Mapping[str, Any],
) -> Iterator[tuple[str, str, str]]:
    verb, agent, patient = line
    told = frame if verb == "V" else other
    for doer in names[agent].full:
        ends = (doer, names[patient].full[0])
        subject, filling = ends if told.get("subject") == "agent" else reversed(ends)
        yield told["property"], subject, filling


def _filled(
    draw: random.Random,
    wording: str,
    script: str,
    names: Mapping[str, Name],
    frame: Mapping[str, Any],
    other: Mapping[str, Any],
) -> str:
    words = {slot: name.form for slot, name in names.items()}
    words |= {f"{slot}-": words[slot].removeprefix("the ") for slot in "AP"}
    for letter, told in (("V", frame), ("W", other)):
        words[letter] = draw.choice(told["zh"])
        words |= {letter + form[1:]: word for form, word in zip(_FORMS, told["en"], strict=True)}
    words["D"] = frame["deed"]
    words["N"] = draw.choice(frame["nouns"][:2]) if script == "zh" else frame["nouns"][2]
    words["NC"], words["VPC"] = (words[key].capitalize() for key in ("N", "VP"))
    text = _SLOT.sub(lambda found: words[found[1]], wording)
    text = text.replace("s's ", "s' ")
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)


class _Namer:
    """Makes the names of one case: the slot that the kind speaks of is worded in that way."""

    def __init__(self, draw: random.Random, script: str, kind: str) -> None:
        self._draw = draw
        self._script = script
        self._role, _, self._how = kind.partition(":")
        self._stems = {key: draw.sample(stems, len(stems)) for key, stems in _stems().items()}

    def can(self, role: str, name: str) -> bool:
        """Tell whether a kind of thing can be named in the way that is asked for."""
        return role != self._role or _can(name, self._how)

    def name(self, slot: str, kind: str) -> Name:
        special = slot == ("A" if self._role == "agent" else "P")
        maker = getattr(self, f"_{self._how}") if special else self._plain
        made: Name = maker(kind)
        return made

    def _plain(self, kind: str) -> Name:
        known = data("names")["kind"][kind]
        word = self._draw.choice(known[self._script])
        if self._script == "zh":
            full = self._stems["zh"].pop() + word
            marks = "《》" if "title" in known else "“”" if "marked" in known else ("", "")
            return Name(f"{marks[0]}{full}{marks[1]}", (full,))
        full = f"{self._stems['en'].pop()} {word}"
        return Name(full if kind in ("firm", "university") else f"the {full}", (full,))

    def _latin(self, kind: str) -> Name:
        known = data("names")["kind"][kind]
        full = f"{self._stems['latin'].pop()} {self._draw.choice(known.get('latin', ('Labs',)))}"
        return Name(full, (full,))

    def _quoted(self, kind: str) -> Name:
        known = data("names")["kind"][kind]
        if known.get("title"):
            return self._plain(kind)
        noun = known["quoted"][self._script == "en"]
        if self._script == "zh":
            stem = self._stems["bare"].pop()
            return Name(f"“{stem}{noun}”", (f"{stem}{noun}",))
        full = f"{self._stems['latin'].pop()} {noun}"
        return Name(f"the “{full}”", (full,))

    def _short(self, full: str) -> str:
        if self._script == "zh":
            return full[:2]
        return "".join(word[0] for word in full.split() if word[0].isupper())

    def _bracketed(self, kind: str) -> Name:
        plain = self._plain(kind)
        short = self._short(plain.full[0])
        brackets = f"（{short}）" if self._script == "zh" else f" ({short})"
        return Name(plain.form + brackets, plain.full)

    def _alias(self, kind: str) -> Name:
        plain = self._plain(kind)
        short = self._short(plain.full[0])
        if self._script == "zh":
            return Name(short, plain.full, f"{plain.form}（下称“{short}”）在当地历史悠久。")
        said = plain.form[0].upper() + plain.form[1:]
        article = "the " if plain.form.startswith("the ") else ""
        return Name(f"{article}{short}", plain.full, f"{said} ({short}) has a long history.")

    def _anaphor(self, kind: str) -> Name:
        plain = self._plain(kind)
        again = data("names")["kind"][kind]["again"][self._script == "en"]
        again = again.replace("{word}", plain.full[0].split()[-1].lower())
        if self._script == "zh":
            return Name(again, plain.full, f"{plain.form}在当地历史悠久。")
        said = plain.form[0].upper() + plain.form[1:]
        return Name(again, plain.full, f"{said} has a long history.")

    def _three(self, kind: str) -> Name:
        one, two = self._plain(kind), self._plain(kind)
        if self._script == "zh":
            last = f"{self._stems['latin'].pop()}"
            form = f"{one.form}、{two.form}和{last}"
        else:
            last = self._stems["latin"].pop()
            form = f"{one.form}, {two.form} and {last}"
        return Name(form, (*one.full, *two.full, last))


def _stems() -> Mapping[str, Sequence[str]]:
    stems: Mapping[str, Sequence[str]] = data("names")["stems"]
    return stems


def _wrapped(text: str, script: str) -> str:
    """Return a text broken into lines as a page breaks it."""
    if script == "en":
        return textwrap.fill(text, 64) + "\n"
    return "".join(f"{text[at : at + 24]}\n" for at in range(0, len(text), 24))


def traditional(text: str) -> str:
    """Return a text in Traditional characters and with their quotation marks."""
    converted: str = _converter().convert(text)
    return converted.replace("“", "「").replace("”", "」")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")
