"""Latin names of which the text says what they are.

A name is given (``a facility named X``, ``the strategy is called X``), an apposition says what it
is (``X, a developer of``, ``the nearest river, the X,``), or the noun stands right before it
(``the ferry operator X``). The class is that of the noun, the ontology's or one of
``english.toml``.
"""

import re
from functools import cache

from kg.extraction.names.latin import Run
from kg.extraction.words.expressions import expression
from kg.extraction.words.hints import Hints
from kg.extraction.words.wordlists import read

_REACH = 120  # characters to the noun that a name is given to
_WORDS = 7  # words of an apposition before its noun, at most
_NAMING = expression(
    r"(?P<passive>\b(?:is|was|are|were|be|been|being) )?"
    r"(?:named|called|dubbed|christened|nicknamed|code-?named|known as|branded) [“\"'‘]?$"
)
_NUMBER = expression(r" (?:20\d\d|[1-9]\d?)(?![\d%-]|[.,]\d| (?:per|million|billion))")
_APPOSED = expression(
    r", (?:the |an? |its |their |our |[A-Z][\w-]*['’]s )(?P<words>[^,.;:()\n]{3,80})"
)
_BEFORE = expression(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Aa]n?) (?P<words>[a-z][^,.;:()\n]{2,50}), "
    r"(?:the )?[“\"‘']?$"
)
_RIGHT_BEFORE = expression(  # the ferry operator X, Danish foundation X
    r"\b(?:the|an?|its|their|our|[Bb]y|[A-Z][a-z]+) (?:[a-z-]+ ){0,2}(?P<noun>[a-z-]+) $"
)
_MAKER = expression(r"[a-z]{3,}(?:maker|builder)|chain|brand|spin-?off")  # the toolmaker X
_CUT = expression(r" (?:of|that|which|who|in|for|with|from|based|at|on|to|by|whose|founded|run) ")


def told(text: str, run: Run, hints: Hints) -> str:
    """Return the class that the words around a run say it is of, or nothing."""
    return _given(text, run, hints) or _apposed(text, run, hints)


def numbered(text: str, run: Run) -> Run:
    """Return a run with the number that a given name ends in (Horizon 2040)."""
    naming = _NAMING.search(text[max(0, run.start - 40) : run.start])
    number = _NUMBER.match(text, run.end) if naming else None
    return Run(run.start, number.end(), run.curie) if number else run


def _given(text: str, run: Run, hints: Hints) -> str:
    """Return the class of what is named so: the subject where it is passive, else the noun."""
    before = text[max(0, run.start - _REACH) : run.start]
    naming = _NAMING.search(before)
    if naming is None:
        return ""
    clause = re.split(r"[.!?;]\s", before[: naming.start()])[-1]
    nouns = _nouns(clause, hints)
    if not nouns:
        return ""
    return nouns[0] if naming["passive"] else nouns[-1]


def _apposed(text: str, run: Run, hints: Hints) -> str:
    """Return the class that an apposition gives: ``X, a developer of``, ``the manager, X, ``."""
    behind = _APPOSED.match(text, run.end)
    if behind:
        phrase = _CUT.split(f"{behind['words']} ")[0]
        nouns = _nouns(phrase, hints)
        if nouns and len(phrase.split()) <= _WORDS and phrase.split()[-1].lower() in _known(hints):
            return nouns[-1]
    before = _BEFORE.search(text[max(0, run.start - 60) : run.start])
    behind_quote = text[run.end : run.end + 2].lstrip("”\"’'")
    if before and behind_quote[:1] in (",", ";", ")"):
        phrase = before["words"]
        if phrase.split()[-1] in _known(hints) and len(phrase.split()) <= _WORDS:
            return _known(hints)[phrase.split()[-1]]
    beside = _RIGHT_BEFORE.search(text[max(0, run.start - 60) : run.start])
    if beside and beside["noun"] not in read().get("english", "holders"):
        made = "kg:Firm" if _MAKER.fullmatch(beside["noun"]) else ""
        return _known(hints).get(beside["noun"], made)
    return ""


def _nouns(phrase: str, hints: Hints) -> list[str]:
    """Return the classes of the class nouns of a phrase, in order."""
    known = _known(hints)
    words = re.findall(r"[a-z][a-z-]+", phrase.lower())
    return [known[word] for word in words if word in known]


def _known(hints: Hints) -> dict[str, str]:
    """Return noun → class: the ontology's, and what stands in appositions only."""
    return {**{k: v for k, v in hints.heads.items() if k.isascii()}, **_extra()}


@cache
def _extra() -> dict[str, str]:
    return dict(entry.split("=", 1) for entry in read().get("english", "apposed"))
