"""Latin names of which nothing says what they are, in the middle of prose.

A capitalised run that no list, head or neighbour classifies is still the name of something where
one of its words is none of the language (``with Kestrex``), or where several capitals stand in a
sentence of small letters (``from Northern Heron``). It is a body, as most such names are; alone
behind a preposition of place it is a place.
"""

from collections.abc import Sequence

from kg.extraction.names.identity import mention
from kg.extraction.names.latin import Run
from kg.extraction.words.english_words import is_demonym, is_english
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import is_personal
from kg.extraction.words.hints import Hints
from kg.extraction.words.latin_words import ordinary, words_of
from kg.model.mention import Mention
from kg.model.terminology import Terminology

RULE = "unclassed"
_POSSESSIVE = expression(r"['’]s$")
_SMALL = expression(r"(?<![A-Za-z])[a-z]{2,}")
_OPENING = expression(r"(?:\A|[.!?:;]['\"”’)]? |\n)[“\"'‘(*•–-]* ?\Z")
_SENTENCE = expression(r"[.!?]['\"”’)]? |\n")
_WHERE = expression(r"\b(?:In|[Nn]ear|outside) \Z")
_FIELD = expression(r"\bin \Z")  # a town, or a field: experts in Kotlin
_SUBJECT = expression(  # what says that a word which opens a sentence is its subject
    r", [a-z]|['’]s |(?: [a-z]+ly| now| also| then)? "
    r"(?:is|was|has|had|will|would|can|[a-z]{2,}(?:s|ed))\b"
)
_NEXT = expression(r"[ ,;:]{1,2}(?P<word>[a-z]{2,})")
_NUMERAL = expression(r"[A-Z]|[IVX]{1,4}|\d+")
_PERSON = expression(r"[ ,](?:who|says|said|told|argues|argued|adds|added|writes|wrote)\b")
_THE = expression(r"\b[Tt]he \Z")
_NOUNS = expression(r"(?: (?!(?:is|was|has|in|of|on|at|and|to|for)\b)[a-z]{3,}){1,2}")
_KIND = expression(r"\b(?:an?|each|every|any|no|some|this|that|these|those) \Z")
_TITLE = expression(r": [A-Z]")  # Warm Homes: Social Housing Fund
_SPOKEN = expression(r"\b(?:said|says|told|tells|asked|adds|added|argues|argued) \Z")
_LEAST = 5  # words in small letters that make a sentence of what holds the name


def find(
    text: str, original: str, runs: Sequence[Run], terminology: Terminology, hints: Hints
) -> list[Mention]:
    """Return the names among the ``runs`` of a passage that nothing has classified, in order.

    One that only says which plant or scheme a common noun means (``the Ambla pilot plant``) is left
    to it; before the noun of a body it is that body (``the Ambla vocational school``).
    """
    return [
        _mention(text, original, run, terminology)
        for run in runs
        if _is_name(_name(text, run), text, run) and _in_prose(text, run)
        if not _says_which(text, run, terminology, hints)
    ]


def _says_which(text: str, run: Run, terminology: Terminology, hints: Hints) -> bool:
    """Tell whether a run stands between an article and the noun of a thing that is no body."""
    if not _THE.search(text, max(0, run.start - 4), run.start):
        return False
    nouns = _NOUNS.match(text, run.end)
    words = nouns[0].split() if nouns else []
    kinds = (hints.heads.get(noun, "") for noun in words)
    works = not words_of("works").isdisjoint(words)
    return works or any(kind and not terminology.is_a((kind,), "kg:Organisation") for kind in kinds)


def _name(text: str, run: Run) -> str:
    return _POSSESSIVE.sub("", text[run.start : run.end])


def _mention(text: str, original: str, run: Run, terminology: Terminology) -> Mention:
    name = _name(text, run)
    span = (run.start, run.start + len(name))
    placed = " " not in name and _WHERE.search(text, max(0, run.start - 12), run.start)
    curie = "kg:Place" if placed else "kg:Organisation"
    return mention(span, (original[slice(*span)],), curie, RULE, terminology)


def _is_name(name: str, text: str, run: Run) -> bool:
    """Tell whether words are a name: one of them is none of the language, or they are several."""
    words = name.split()
    if name.isupper() or is_personal(words[0]) or words[0] in words_of("openers"):
        return False
    if words[0] in ordinary() or words[0] in words_of("sides"):
        return False
    if _NUMERAL.fullmatch(words[-1]) or _PERSON.match(text, run.end):
        return False
    if _TITLE.match(text, run.end) or _SPOKEN.search(text, max(0, run.start - 8), run.start):
        return False
    strange = [word for word in words if not is_english(word)]
    opens = _OPENING.search(text, max(0, run.start - 8), run.start) is not None
    if len(words) == 1:
        kind = _KIND.search(text, max(0, run.start - 8), run.start)
        kind = kind or _FIELD.search(text, max(0, run.start - 4), run.start)
        subject = not opens or _SUBJECT.match(text, run.end)
        return bool(strange and subject and not kind)
    if len(strange) == len(words):
        return False  # a person, more likely
    plain = opens or is_demonym(words[-1]) or any(word in ordinary() for word in words)
    return bool(strange) or not plain


def _in_prose(text: str, run: Run) -> bool:
    """Tell whether the sentence around a run is an English one, not a heading or a line of data."""
    starts = [m.end() for m in _SENTENCE.finditer(text, 0, run.start)]
    end = _SENTENCE.search(text, run.end)
    sentence = text[starts[-1] if starts else 0 : end.start() if end else len(text)]
    following = _NEXT.match(text, run.end)
    known = following is None or is_english(following["word"])
    return known and len(_SMALL.findall(sentence)) >= _LEAST
