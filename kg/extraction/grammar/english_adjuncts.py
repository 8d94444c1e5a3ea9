"""When and where it is done, in an English clause: ``A built P in L in T``."""

import re

from kg.extraction.grammar.english_subjects import PLACING
from kg.extraction.grammar.english_verbs import chain_of
from kg.extraction.grammar.predicates import Predicate

_DATING = re.compile(
    "(?<![a-z])(?:in|on|from|since|by|during|for|until|around|of) (?:the |early |late |mid-?|about"
    " |as early as ){0,2}\\Z"
)
_POINTING = re.compile("(?:this|next|last|today|tomorrow|yesterday)(?![a-z])")  # in L this May
HOSTS = "kg:Place|kg:University|kg:HealthInstitution"
_OPENING = re.compile("(?:in|on|from|since|by|during)? ?(?:the |early |late |mid-?){0,2}\\Z")


def dated(predicate: Predicate) -> int | None:
    """Return the position of the date of the verb: after it, right before it, else first of all."""
    sentence, verb = predicate.sentence, predicate.verb
    after = dated_after(predicate)
    if after is not None:
        return after
    left, _ = chain_of(predicate)
    for date in sentence.dates:
        if left <= date < verb.start:  # A today opened P
            return date
        opening = _OPENING.fullmatch(sentence.text(sentence.start, date).strip(" ") + " ")
        if opening and date < verb.start and not predicate.verbs(date, verb.start):
            return date
    return None


def dated_after(predicate: Predicate) -> int | None:
    """Return the position of the date that follows a verb, or a noun, in its clause."""
    sentence, verb = predicate.sentence, predicate.verb
    _, last = sentence.clause(verb.end)
    for date in sentence.dates:
        if verb.end <= date < last and not predicate.verbs(verb.end, date):
            before = sentence.text(verb.end, date)
            if not before.strip() or _DATING.search(before) or _points(predicate, date):
                return date
    return None


def _points(predicate: Predicate, date: int) -> bool:
    """Tell whether the words of a date need no preposition: this October, next year."""
    projection = predicate.sentence.projection
    time = projection.mentions[date]
    return _POINTING.match(projection.folded[time.start : time.end].lower()) is not None


def placed(predicate: Predicate) -> tuple[int, ...]:
    """Return the place in the clause after the verb: it may be that of a host, at whose seat it is.

    A opened in L, or at the college H.
    """
    sentence, verb = predicate.sentence, predicate.verb
    _, last = sentence.clause(verb.end)
    for group in sentence.groups:
        if verb.end <= group.start < last and group.governor in PLACING and not group.possessor:
            if predicate.verbs(verb.end, group.start):
                return ()
            return sentence.fitting(group, HOSTS if group.governor == "at" else "kg:Place")
    return ()
