"""Capitalised Latin names, inside Chinese text and in English.

A run is a sequence of capitalised words with small words (of, for, and, the) between them. It is
split where two names meet, its class is that of its head word (``Institute`` in ``Institute for
X``, else the last word). Runs without a class are left to :mod:`kg.extraction.names.lists`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.names.distinct_names import is_distinct, is_heading, is_post
from kg.extraction.names.identity import mention
from kg.extraction.names.latin_heads import head_of, parts
from kg.extraction.words.hints import Hints
from kg.extraction.words.latin_words import (
    POSSESSIVE,
    Word,
    has_words,
    is_trade_name,
    is_undertaking,
    ordinary,
    sequences,
    words_of,
)
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_YEAR_AFTER = re.compile(r" (?:19|20)\d\d(?![\d-])")
_VERSION_AFTER = re.compile(r" \d\.\d(?![\d%])(?! (?:million|billion|per))")  # Heat House 2.0
_NUMBER_AFTER = re.compile(
    r" [1-9]\d?(?=[,;:)\n]|\.(?!\d)|$| (?:is|was|will|has|which|as|at|in|opened) )"
)
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)? $")
_PORTFOLIO = re.compile(  # what a minister is for is no body
    r"\b(?:Minister|Secretary(?: of State)?|Commissioner|Chancellor) (?:of|for) (?:the )?\Z"
)
_LONGEST_OFFICE = len("Secretary of State for the ")
_SCHEME = re.compile(r" (?:programme|program|scheme|initiative|campaign)\b")
_ARTICLES = ("the ", "The ", "its ", "our ", "their ")
_YEARLY = ("kg:PolicyStatement", "kg:Plan", "kg:Strategy")  # Budget 2031, Masterplan 2040
_CONCEPTS = frozenset({
    "kg:Concept", "kg:TechnologyField", "kg:Sector", "kg:Occupation", "kg:Topic",
    "kg:PopulationGroup", "kg:Indicator",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A possible name; ``curie`` is its class, empty where its words do not tell."""

    start: int
    end: int
    curie: str = ""


_STOPS = ("", ".", ",", ":", ";", "!", "?", "\n")
_SIDED = 2  # words in front of which a side of the land is no part of their name
_SEAT = re.compile(
    r"(?:City|Town|Borough|Municipality|County|Province|District|Republic|Kingdom|Principality) of"
    r" (?:the )?(?P<of>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)


def find(runs: Sequence[Run], text: str, original: str, terminology: Terminology) -> list[Mention]:
    """Return the runs that have a class, as mentions; events and laws keep their year.

    A part of a dated event that is named right behind it is called after it: Tides Week 2031
    Opening Forum.
    """
    found: list[Mention] = []
    for run in runs:
        concept = terminology.is_a((run.curie,), "kg:Concept")
        published = terminology.is_a((run.curie,), "kg:Indicator")  # the X Index
        if run.curie and (published or not concept):
            start, end = _dated(run, text, terminology)
            labels = [original[start:end], original[run.start : run.end]]
            if seat := _SEAT.fullmatch(labels[1]):
                labels.append(seat["of"])  # the City of Northport is Northport
            last = found[-1] if found else None
            if last and _is_within(run, last, text, terminology):
                labels = [original[last.start : end], original[last.start : last.end]]
                start = found.pop().start
            found.append(mention((start, end), tuple(labels), run.curie, "capitals", terminology))
    return found


def _is_within(run: Run, last: Mention, text: str, terminology: Terminology) -> bool:
    """Tell whether a run is what is held at the dated event that is named right before it."""
    if text[last.end : run.start] != " " or not _YEAR_AFTER.search(text, last.end - 5, last.end):
        return False
    classes = last.meaning.types if isinstance(last.meaning, Entity) else ()
    return all(terminology.is_a(each, "kg:Event") for each in (classes, (run.curie,)))


def _dated(run: Run, text: str, terminology: Terminology) -> tuple[int, int]:
    start, end = run.start, run.end
    dated = (*_YEARLY, "kg:Event", "kg:Legislation", "kg:Report", "kg:Survey")
    if terminology.is_a((run.curie,), *dated):
        after = _YEAR_AFTER.match(text, end)
        before = _YEAR_BEFORE.search(text[max(0, start - 10) : start])
        if after:
            end = after.end()
        elif before and terminology.is_a((run.curie,), "kg:PolicyStatement"):
            start -= len(before[0])
    elif terminology.is_a((run.curie,), "kg:Site", "kg:ComputingResource"):
        number = _VERSION_AFTER.match(text, end) or _NUMBER_AFTER.match(text, end)
        end = number.end() if number else end  # Harbour Terminal 2
    return start, end


def runs(text: str, taken: Sequence[Mention], hints: Hints) -> list[Run]:
    """Return the names and possible names of a text, in order, none overlapping."""
    if not has_words(text):
        return []
    ends = {m.end for m in taken if isinstance(m.meaning, Entity) and _is_thing(m.meaning)}
    places = {m.end for m in taken if isinstance(m.meaning, Entity) and _is_place(m.meaning, hints)}
    people = {
        m.start: m.end for m in taken if isinstance(m.meaning, Entity) and _is_person(m.meaning)
    }
    found: list[Run] = []
    for words in sequences(text, ends):
        if text[max(0, words[0].start - 2) : words[0].start] == ", ":
            ends |= {word.end for word in words[:2]}  # "and" stands between members of a list
        words = _behind_person(words, people)
        opens = len(words) > 1 and (words[0].text == "The" or _is_bidding(words, text))
        words = words[1:] if opens else words
        named = opens or text.endswith(_ARTICLES, 0, words[0].start)  # the Just Transition Fund
        for part in parts(words, text, ends, hints, named=named):
            found += _classified(part, text, places, hints)
    return found


def _is_bidding(words: list[Word], text: str) -> bool:
    """Tell whether a sentence begins there that bids to look at what it names: Take Kelp Optics."""
    if words[0].text not in words_of("bidding"):
        return False
    before = text[: words[0].start].rstrip()[-1:]
    return before in _STOPS and text[words[-1].end : words[-1].end + 1] in _STOPS


def _behind_person(words: list[Word], people: dict[int, int]) -> list[Word]:
    """Return the words behind the person whom the first name: Bao Tran of Mekong Polytechnic."""
    end = people.get(words[0].start, 0)
    rest = [word for word in words if word.start >= end]
    return rest if end and any(word.is_capital for word in rest) else words


def _is_thing(entity: Entity) -> bool:
    """Tell whether a known name is no concept: "Computer Science" ends no name before "and"."""
    return not _CONCEPTS.intersection(entity.types)


def _is_person(entity: Entity) -> bool:
    return "kg:Person" in entity.types


def _is_place(entity: Entity, hints: Hints) -> bool:
    return any(curie in hints.places for curie in entity.types)


def _placed_head(words: list[Word], places: set[int], hints: Hints) -> tuple[str, int] | None:
    """Return the head of a name that ends in a place: Trinity College Dublin, ABC Ireland."""
    side = len(words) > _SIDED and words[-1].text in words_of("sides")  # Welding Academy North
    if len(words) < 2 or not (side or words[-1].end in places):
        return None
    head = hints.head_word([word.text for word in words[:-1]])
    if head:
        return (head[0], 0) if head[0] in hints.bodies else None
    short = words[-2].text
    acronym = len(words) == 2 and len(short) > 2 and short.isupper() and short not in ordinary()
    return ("kg:Organisation", 0) if acronym else None


def _coined(words: list[Word]) -> tuple[str, int] | None:
    if is_trade_name(words):
        return "kg:Firm", 1
    texts = [word.text for word in words]
    plain = texts[-1] not in ordinary() and texts[-1] not in words_of("common")
    if len(texts) == len(("Cape", "Rangi")) and texts[0] in words_of("landforms") and plain:
        return "kg:Region", 0
    return ("kg:Project", 1) if is_undertaking(words) else None


def _is_dated(words: list[Word], curie: str, text: str) -> bool:
    """Tell whether a year makes a name of what a government says: the 2023 Policy Address.

    So it does of any paper whose kind alone stands before it: Masterplan 2040.
    """
    if curie in _YEARLY and len(words) == 1 and _YEAR_AFTER.match(text, words[-1].end):
        return True
    before = text[max(0, words[0].start - 10) : words[0].start]
    return curie == "kg:PolicyStatement" and _YEAR_BEFORE.search(before) is not None


def _classified(words: list[Word], text: str, places: set[int], hints: Hints) -> Iterator[Run]:
    """Yield the run as one name if its head tells the class, else its pieces."""
    if not words:
        return
    if is_heading(words) or is_post(words) or _is_portfolio(text, words[0].start):
        return
    if len(words) > 1 and POSSESSIVE.search(words[-1].text):
        last = words[-1]
        words = [*words[:-1], Word(last.start, last.end - 2, last.text[:-2])]
    head = head_of(words, hints) or _placed_head(words, places, hints)
    if head and head[0] in ("kg:Site", *hints.places) and _SCHEME.match(text, words[-1].end):
        yield Run(words[0].start, words[-1].end)  # the Safe Harbour programme is no harbour
        return
    head = head or _coined(words)
    if head and (_is_dated(words, head[0], text) or is_distinct(words, head[1], text, head[0])):
        yield Run(words[0].start, words[-1].end, head[0])
        return
    piece: list[Word] = []
    for word in [*words, None]:
        small = word is not None and (word.text in ("de", "du", "von") or word.is_foreign)
        if word is not None and (word.is_capital or (piece and small)):
            piece.append(word)
            continue
        if piece and not is_post(piece) and not all(w.text in ordinary() for w in piece):
            head = head_of(piece, hints)
            distinct = head is not None and is_distinct(piece, head[1], text)
            curie = head[0] if head and distinct else (_coined(piece) or ("", 0))[0]
            yield Run(piece[0].start, piece[-1].end, curie)
        piece = []


def _is_portfolio(text: str, start: int) -> bool:
    """Tell whether what starts there is that for which a minister is one."""
    return _PORTFOLIO.search(text, max(0, start - _LONGEST_OFFICE), start) is not None
