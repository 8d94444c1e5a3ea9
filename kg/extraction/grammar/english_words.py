"""The words of an English sentence: names, numbers, times, finite verbs and the rest.

Where a word may be a noun or a verb it is a verb only if what stands beside it says so: ``costs``
behind ``of the`` is a noun, ``opened`` before ``by`` a participle. A verb that is not known is met
in the past, before what it takes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extraction.grammar.frames import BASE, GERUND, PARTICIPLE, PAST, SINGULAR, inflected
from kg.extraction.words.wordlists import read

NAME, NUMBER, TIME, WORD, MARK, VERB = "name", "number", "time", "word", "mark", "verb"
STOPS = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "—", "–", "•", "。", ".", "!", "?"})
Marked = tuple[tuple[int, int, str], ...]  # ranges, each with what it is: NAME, NUMBER or TIME
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*|\d+(?:[.,]\d+)*|[^\s\w]")
_SHORTEST = 4  # letters of a verb in its past form, and of an adverb in -ly
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, name, number or mark of a sentence, at its half-open range of the text."""

    start: int
    end: int
    kind: str
    word: str


@cache
def closed(*names: str) -> frozenset[str]:
    """Return some classes of small words together: determiners, prepositions, auxiliaries.

    >>> "the" in closed("determiners"), "plant" in closed("determiners", "prepositions")
    (True, False)
    """
    return frozenset(word for name in names for word in read().get("grammar", name))


def is_adverb(token: Token) -> bool:
    """Tell whether a word is an adverb that may part a verb from its subject."""
    by_form = token.word.endswith("ly") and len(token.word) > _SHORTEST
    return token.kind is WORD and (token.word in closed("adverbs") or by_form)


@lru_cache(maxsize=64)  # several figures ask of one sentence
def tokens_of(folded: str, start: int, end: int, named: Marked) -> tuple[Token, ...]:
    """Return the tokens of a range of folded text, its finite verbs marked.

    ``named`` are the things, figures and times in it, in order: each is one token.

    >>> [t.word for t in tokens_of("The costs of ice rose.", 0, 22, ()) if t.kind is VERB]
    ['rose']
    """
    raw: list[Token] = []
    at = start
    for first, last, what in (*named, (end, end, MARK)):
        for found in _TOKEN.finditer(folded, at, max(at, first)):
            word = found[0].lower().replace("’", "'")
            kind = WORD if word[0].isalpha() else NUMBER if word[0].isdigit() else MARK
            if raw and found[0][0].isupper() and word in closed("auxiliaries"):
                kind = NAME  # in May, Will Ashby
            raw.append(Token(*found.span(), kind, word))
        if last > first >= at:
            raw.append(Token(first, last, what, folded[first:last].lower()))
        at = max(at, last)
    for place, token in enumerate(raw):
        if token.kind is WORD and _is_finite(raw, place):
            raw[place] = Token(token.start, token.end, VERB, token.word)
    return tuple(raw)


def previous(tokens: Sequence[Token], place: int) -> int | None:
    """Return the place of the word before one, past adverbs; None where there is none."""
    place -= 1
    while place >= 0 and (is_adverb(tokens[place]) or tokens[place].word == "not"):
        place -= 1
    return place if place >= 0 else None


def segment(tokens: Sequence[Token], place: int) -> int:
    """Return where the stretch between marks begins that ends before a place."""
    while place and tokens[place - 1].word not in STOPS:
        place -= 1
    return place


def aside(tokens: Sequence[Token], comma: int) -> int | None:
    """Return the comma that opens what another closes, where no verb stands before that."""
    for opening in range(comma - 1, 0, -1):
        if tokens[opening].word == "," and not _verbs(tokens, opening):
            return opening
    return None


def _verbs(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a finite verb stands in the stretch between marks before a place."""
    return any(each.kind is VERB for each in tokens[segment(tokens, place) : place])


def _is_finite(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word is a finite verb; the tokens before it are marked already."""
    word = tokens[place].word
    at = previous(tokens, place)
    before = None if at is None else tokens[at]
    if before and (before.word in closed("within_verbs") or _is_auxiliary(before)):
        return False  # it is a part of the verb that the auxiliary begins
    if word in closed("auxiliaries", "reporting"):
        return True
    behind = tokens[place + 1] if place + 1 < len(tokens) else Token(0, 0, MARK, ".")
    forms = _forms_of(tokens, place, before, behind)
    if not forms or at is None or before is None or before.word in closed("determiners"):
        return False
    if forms == {PAST}:
        return True
    if before.word == ",":  # The plant, opened in May, employs 40
        opening = aside(tokens, at)
        takes = _follows(behind) or (opening is not None and _goes_on(tokens, opening, behind))
        return takes and bool(forms - {BASE, GERUND}) and opening is not None
    return _is_predicated(tokens, at, forms, behind)


def _is_predicated(tokens: Sequence[Token], at: int, forms: frozenset[str], behind: Token) -> bool:
    """Tell whether what may be a verb is one, behind the word at a place."""
    before = tokens[at]
    relative = before.word in closed("relatives")
    subject = before.kind in (NAME, NUMBER) or (
        before.kind is WORD and (relative or before.word not in closed(*_NO_SUBJECTS))
    )
    subject = subject or (before.kind is TIME and _is_behind_noun(tokens, at))
    subject = subject or (before.word == "and" and _verbs(tokens, at))  # grew and employs
    if PAST in forms:
        return subject and (relative or behind.word not in ("by", "with", "under"))
    if relative or before.word in closed("pronouns"):
        return bool(forms & {BASE, SINGULAR})
    fits = SINGULAR in forms or (BASE in forms and _is_plural(before))
    return fits and subject and (_follows(behind) or not behind.word[0].isalnum())


_NO_SUBJECTS = ("prepositions", "subordinators", "coordinators")


def _is_behind_noun(tokens: Sequence[Token], time: int) -> bool:
    """Tell whether a time tells of when the noun phrase before it is: output in 2030 stands."""
    place = time - 1
    if place >= 0 and tokens[place].word in closed("prepositions"):
        place -= 1
    return place >= 0 and (
        tokens[place].kind is NAME
        or (tokens[place].kind is WORD and tokens[place].word not in closed(*_NO_SUBJECTS))
    )


def _is_auxiliary(token: Token) -> bool:
    return token.kind is VERB and token.word in closed("auxiliaries")


def _is_plural(token: Token) -> bool:
    plural = token.word.endswith("s") and not token.word.endswith("ss")
    several = token.kind is NUMBER or token.word in closed("plurals")  # teachers over 55 earn
    return token.kind is not MARK and (plural or several)


def _follows(token: Token) -> bool:
    """Tell whether a word stands behind a verb sooner than behind a noun."""
    return token.kind in (NAME, NUMBER) or token.word in closed("determiners", "behind_verbs")


def _goes_on(tokens: Sequence[Token], opening: int, behind: Token) -> bool:
    """Tell whether a participle opens an aside, and the word behind its end takes an object."""
    opens = tokens[opening + 1]
    participle = opens.word.endswith("ed") or PARTICIPLE in _forms().get(opens.word, _NONE)
    return participle and behind.kind is WORD and behind.word not in closed(*_NO_SUBJECTS)


def _forms_of(
    tokens: Sequence[Token], place: int, before: Token | None, behind: Token
) -> frozenset[str]:
    """Return what a word may be as a verb; what is not known is one before what it takes.

    In the present it is one behind a name, or an aside: ``Kent refits the ferries``.
    """
    word = tokens[place].word
    forms = _forms().get(word, _NONE)
    if forms or len(word) <= _SHORTEST:
        return forms
    takes = behind.kind in (NAME, NUMBER) or behind.word in closed("determiners", "quantifying")
    if word.endswith("ed"):
        return frozenset({PAST, PARTICIPLE}) if takes else _NONE
    present = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    if not present or before is None:
        return _NONE
    follows = before.word == "," or (takes and before.kind is NAME)
    return frozenset({SINGULAR}) if follows else _NONE


@cache
def _forms() -> dict[str, frozenset[str]]:
    """Return the forms of the verbs that are known, each with what it may be."""
    found: dict[str, frozenset[str]] = {}
    for verb in (*read().get("english", "taking"), *read().get("grammar", "predicates")):
        for form, kinds in inflected(verb).items():
            found[form] = found.get(form, _NONE) | kinds
    return found
