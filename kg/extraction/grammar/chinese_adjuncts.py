"""When and where it is done, in a Chinese clause: ``A于T在L设立P``, ``P于T启用``."""

import re

from kg.extraction.grammar.chinese_subjects import adverbial
from kg.extraction.grammar.predicates import Predicate

PLACING = frozenset({"在", "于"})
_SINCE = re.compile("了? {0,2}[于在自从至]? {0,2}\\Z")
_BY_TURNS = re.compile("轮流|轮换|轮番|每届|历届|逐年")
_SHORT_SUBJECT = 12


def dated(predicate: Predicate) -> int | None:
    """Return the position of the date of the verb: before it in its clause, or right after it."""
    sentence, verb = predicate.sentence, predicate.verb
    first, last = sentence.clause(verb.start)
    for date in sentence.dates:
        if verb.end <= date < last and _SINCE.fullmatch(sentence.text(verb.end, date)):
            return date
    before = [date for date in sentence.dates if first <= date < verb.start]
    if before:
        date = before[-1]
        start = max((g.end for g in sentence.groups if date < g.end <= verb.start), default=date)
        opens = _opens(predicate, date, first)
        between = (sentence.text(start, verb.start), sentence.text(date + 1, verb.start))
        return date if opens or any(map(adverbial, between)) else None
    return _opening(predicate, first)


def placed(predicate: Predicate) -> tuple[int, ...]:
    """Return the place that the clause puts the verb at: 在L before it, or V于L."""
    sentence, verb = predicate.sentence, predicate.verb
    first, last = sentence.clause(verb.start)
    if _BY_TURNS.search(sentence.text(first, verb.start)):
        return ()  # where others of the kind are, not this one
    for group in sentence.groups:
        if group.governor not in PLACING or group.possessor:
            continue
        before = first <= group.start and group.end <= verb.start
        after = verb.end <= group.start < last and group.start - verb.end <= 3
        if (before and not predicate.verbs(group.end, verb.start)) or after:
            return sentence.fitting(group, "kg:Place")
    return ()


def _opens(predicate: Predicate, date: int, first: int) -> bool:
    """Tell whether a date opens the clause of the verb, before a subject without a name."""
    sentence, verb = predicate.sentence, predicate.verb
    between = sentence.text(date + 1, verb.start).strip(" :")
    alone = not sentence.text(first, date).strip() and not predicate.verbs(date, verb.start)
    return alone and len(between) <= _SHORT_SUBJECT and "的" not in between


def _opening(predicate: Predicate, first: int) -> int | None:
    """Return the date that is all of the clause before: 2019年，A设立P."""
    sentence = predicate.sentence
    if first <= sentence.start:
        return None
    start, end = sentence.clause(first - 1)
    dates = [date for date in sentence.dates if start <= date < end]
    alone = len(dates) == 1 and adverbial(sentence.text(start, end))
    return dates[0] if alone and not any(start <= g.start < end for g in sentence.groups) else None
