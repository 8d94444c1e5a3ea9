"""What has happened, and what is only aimed at, foreseen or planned.

Which words tell of plans, targets and forecasts is in the word sets of the patterns, and for the
heads of tables in ``ontology/words/tables.toml``; the order of what they tell is here alone. No
figure of a time to come is a fact: it is a target or a forecast.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from kg.extraction.words.sieve import Sieve
from kg.extraction.words.wordlists import read
from kg.model.fact import Fact
from kg.text.folding import fold

Moods = Sieve[str]
"""What words tell that a clause is not, or is, about what has happened, each with the modality."""

# What is aimed at is a target whoever expects or plans it; what is foreseen may be planned, too.
ORDER = ("target", "forecast", "plan")
# Where a plan says what is to be reached by a time to come.
_REACHED = re.compile(
    r"[达提升增降减扩]至?[到至]|达|突破|超过|不少于|不低于|不超过|以[上下内]|控制在|实现|建成|完成|新增|累计|保持"
    r"|\b(?:by|reach|achieve|at least|no (?:more|fewer|less) than|to be)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?:\.\./)?(\d{4})(?:-(?:(\d\d)|Q(\d)|H(\d)))?")


def told(text: str, moods: Moods, start: int = 0, end: int | None = None) -> str:
    """Return the modality that the words of a range of text tell, ``actual`` where they tell none.

    Words that tell of what has happened (已) take back all that stands before them.
    """
    end = len(text) if end is None else end
    last = {"actual": -1}
    for form, name in moods.kept(text[start:end]):
        hits = [hit.start() for hit in form.finditer(text, start, end)]
        last[name] = max([last.get(name, -1), *hits])
    return next((name for name in ORDER if last.get(name, -1) > last["actual"]), "actual")


@cache
def heads() -> Moods:
    """Return the words with which heads of tables tell what their figures are: 目標值, 2026E."""
    words = dict(entry.split("=", 1) for entry in read().get("tables", "modalities"))
    return Sieve([(_any_of(words[name].split(",")), name) for name in ORDER], re.IGNORECASE)


def tells(words: str) -> bool:
    """Tell whether folded words of a head say nothing but what its figures are.

    >>> tells("目标"), tells("目标人数")
    (True, False)
    """
    return any(form.fullmatch(words) for form, _ in heads().kept(words))


def _any_of(words: Sequence[str]) -> str:
    latin = (word.isascii() and word[0].isalpha() for word in words)
    return "|".join(rf"\b{w}" if bound else w for w, bound in zip(words, latin, strict=True))


def foreseen(facts: Iterable[Fact], now: date | None) -> Iterator[Fact]:
    """Yield the facts; no figure of a time after the document's date ``now`` is actual.

    It is a ``target`` where its statement says what is to be reached, else a ``forecast``.
    """
    for fact in facts:
        later = now is not None and fact.kind == "quantity" and _is_later(fact.time, now)
        if later and fact.modality == "actual":
            said = next((e.quote for e in fact.evidence if e.role == "statement"), "")
            name = "target" if _REACHED.search(fold(said)) else "forecast"
            fact = replace(fact, modality=name)
        yield fact


def _is_later(edtf: str, now: date) -> bool:
    """Tell whether a time begins in a month after a date, or a year after it."""
    found = _STARTS.match(edtf)
    if found is None:
        return False
    year, month, quarter, half = (int(group or 0) for group in found.groups())
    first = month or (3 * quarter - 2 if quarter else 6 * half - 5 if half else 0)
    return (year, first or now.month) > (now.year, now.month)
