"""Frames: what verbs state a relation, between what; how it is worded is left to grammar.

    [[frame]]
    id = "operates"
    property = "kg:operatedBy"     # subject and object: which of the roles is which
    subject = "patient"
    agent = "Organisation|Jurisdiction"
    patient = "Site|ComputingResource"
    chinese = ["营运", "经营"]
    english = ["operate", "run/ran/run"]
    nouns = ["operator", "秘书处"]  # who does it: the operator of P; 营运商 is made of the verb
    deeds = ["operation"]          # that it is done: A's operation of P
    on = "kg:launchedOn"           # the property of the patient that the clause's date is
    at = "kg:locatedIn"            # … and that its place is
    topic = ["agent", "patient"]   # what the surroundings may supply
    governors = ["in"]             # prepositions that the patient may have: invests in P
    objects = ["loan", "grant"]    # a light verb's own object: awards a grant to P
    intransitive = true            # P opens, P启用: the patient is the subject
    mutual = true                  # A与B合作: the parties are agent and patient in either order
    possessive = true              # A's P, A的P: a possessive states it
    authored = true                # … and so does P by A: a paper, not a dock
    takes = "list"                 # the patient is words behind the verb: a list, or one text
    clausal = true                 # 批准B设立P: the object is that of the verb that follows
    deed = true                    # whatever the verb is: it is told as the fact's dimension

A frame is read into a :class:`~kg.extraction.patterns.pattern_files.Pattern` without
expressions, so that all that serves patterns serves frames: examples, priority, tiers, time,
modality.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extraction.words import wordlists
from kg.text.folding import fold

ROLES = ("agent", "patient")
KEYS = frozenset({
    "id", "property", "subject", "agent", "patient", "chinese", "english", "nouns", "deeds", "on",
    "at", "topic", "governors", "objects", "intransitive", "mutual", "priority", "tier", "also",
    "possessive", "authored", "takes", "clausal", "deed", "modality", "examples", "counter",
})  # fmt: skip
BASE, SINGULAR, PAST, PARTICIPLE, GERUND, NOUN, DEED, CHINESE = (
    "base", "singular", "past", "participle", "gerund", "noun", "deed", "chinese",
)  # fmt: skip
TOLD = (DEED, "part")  # what the words of a deed are, and what of the patient it is done to
_VOWEL_E = re.compile("[^aeiou]y$")
_LATIN = re.compile("[a-z]")


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of a frame, each with the forms that it may be, and what its roles take."""

    words: Mapping[str, frozenset[str]]
    agent: str
    patient: str
    topic: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    intransitive: bool = False
    mutual: bool = False
    possessive: bool = False
    authored: bool = False
    takes: str = ""
    clausal: bool = False
    deed: bool = False

    def kinds(self, role: str) -> str:
        """Return the classes of a role."""
        return self.agent if role == "agent" else self.patient


def frame(table: Mapping[str, Any]) -> Frame:
    """Return the frame that a table describes; KeyError where a needed key is missing."""
    words: dict[str, frozenset[str]] = {}
    for verb in table.get("english", ()):
        for form, kinds in inflected(verb).items():
            words[form] = words.get(form, frozenset()) | kinds
    verbs = tuple(map(fold, table.get("chinese", ())))
    charged = wordlists.read().get("grammar", "helping")  # who is charged with it does it
    verbs += tuple(f"{helping}{verb}" for helping in charged for verb in verbs)
    words |= dict.fromkeys(verbs, frozenset({CHINESE}))
    words |= {f"{verb}{doer}": frozenset({NOUN}) for verb in verbs for doer in _doers()}
    for noun in (fold(noun).lower() for noun in table.get("nouns", ())):
        words[noun] = words.get(noun, frozenset()) | {NOUN}
    for deed in map(str.lower, table.get("deeds", ())):
        words[deed] = words.get(deed, frozenset()) | {DEED}
    words_only = {"patient": "Entity"} if table.get("takes") else {}
    agent, patient = (
        "|".join(f"kg:{name}" for name in str((words_only | dict(table))[role]).split("|"))
        for role in ROLES
    )
    return Frame(
        words,
        agent,
        patient,
        frozenset(table.get("topic", ())),
        frozenset(map(fold, table.get("governors", ()))),
        frozenset(map(fold, table.get("objects", ()))),
        bool(table.get("intransitive")),
        bool(table.get("mutual")),
        bool(table.get("possessive")),
        bool(table.get("authored")),
        str(table.get("takes", "")),
        bool(table.get("clausal")),
        bool(table.get("deed")),
    )


@cache
def _doers() -> tuple[str, ...]:
    """Return what makes a noun of a Chinese verb: who does it."""
    return wordlists.read().get("generic", "doers")


def stated(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the facts that a frame states, as tables of a pattern."""
    subject = str(table.get("subject", "patient"))
    other = "agent" if subject == "patient" else "patient"
    shared = {key: table[key] for key in ("modality",) if key in table}
    made: list[dict[str, Any]] = []
    if "property" in table:
        relation = {"property": table["property"], "subject": subject, "object": other}
        if table.get("deed"):
            relation["dimension"] = {name: name for name in TOLD}
        made.append(relation | {"time": "when"})
    if "on" in table:
        day = {"property": table["on"], "subject": "patient", "object": "when"}
        made.append(day | {"time": "when"})
    if "at" in table:
        made.append({"property": table["at"], "subject": "patient", "object": "where"})
    made += [
        {"property": also, "subject": "agent", "object": "patient", "time": "when"}
        for also in table.get("also", ())
    ]
    return [shared | each for each in made]


def inflected(verb: str) -> dict[str, frozenset[str]]:
    """Return the forms of an English verb; past and participle are given where irregular.

    >>> sorted(inflected("set/set/set up"))
    ['set up', 'sets up', 'setting up']
    >>> {form: sorted(kinds) for form, kinds in inflected("manage").items()}["managed"]
    ['participle', 'past']
    """
    head, _, particle = verb.lower().partition(" ")
    base, *irregular = head.split("/")
    past, participle = irregular or (_suffixed(base, "ed"), _suffixed(base, "ed"))
    doubled = past.endswith(f"{base[-1]}{base[-1]}ed") or (base, past) in _DOUBLING
    gerund = f"{base}{base[-1]}ing" if doubled else _suffixed(base, "ing")
    forms: dict[str, frozenset[str]] = {}
    for form, kind in (
        (base, BASE),
        (_THIRD.get(base, _suffixed(base, "s")), SINGULAR),
        (past, PAST),
        (participle, PARTICIPLE),
        (gerund, GERUND),
    ):
        word = f"{form} {particle}".rstrip()
        forms[word] = forms.get(word, frozenset()) | {kind}
    return forms


_DOUBLING = frozenset({("set", "set"), ("run", "ran"), ("begin", "began"), ("win", "won")})
_THIRD = {"have": "has"}


def _suffixed(base: str, suffix: str) -> str:
    if suffix == "s":
        if _VOWEL_E.search(base):
            return f"{base[:-1]}ies"
        return f"{base}es" if base.endswith(("s", "x", "ch", "sh", "z", "o")) else f"{base}s"
    if base.endswith("e") and not base.endswith("ee"):
        return f"{base[:-1]}{suffix}"
    if suffix == "ed" and _VOWEL_E.search(base):
        return f"{base[:-1]}ied"
    return f"{base}{suffix}"


def is_latin(word: str) -> bool:
    """Tell whether a word is written in Latin letters."""
    return _LATIN.match(word) is not None
