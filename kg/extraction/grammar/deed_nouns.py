"""What an English noun says that is done: ``A's launch of P``, ``the launch of P by A``.

Without a doer (``since the launch of P in 2020``) it tells of the day. A verb that only performs
what the noun says gives it its subject: ``A announced the launch of P``, ``A completed its purchase
of P``. What is cancelled, opposed or proposed is not done.
"""

import re
from functools import cache

from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.english_adjuncts import dated_after as dated
from kg.extraction.grammar.english_adjuncts import placed
from kg.extraction.grammar.english_nonfinite import behind
from kg.extraction.grammar.english_participles import doer
from kg.extraction.grammar.english_subjects import (
    CLAUSE,
    FAR,
    FINITE,
    begins,
    subject_of,
)
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.grammar.projection import FIGURE_OR_DATE
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

__all__ = ["dated", "definite", "is_one", "parties", "placed"]

_QUALIFIED = f"(?:(?:(?!(?:of|for|and|or|by|in|to|with|on|at) )[a-z-]+|{FIGURE_OR_DATE}) ){{0,3}}"
_OWN = re.compile(f"(?:['’]s?|its|their|his|her) {_QUALIFIED}\\Z")
_ITS = re.compile(f"(?<![a-z])(?:its|their) {_QUALIFIED}\\Z")
_SOME = re.compile(f"(?<![a-z])(?:the|an?|one|this) {_QUALIFIED}\\Z")
_OF = re.compile(f" of (?:the |its |an? |this )?{_QUALIFIED}\\Z")
_BEFORE = re.compile(f"(?:(?<![a-z])(?:the|its|their|this|an?)|['’]s?) {_QUALIFIED}\\Z")
_BEHIND = re.compile(" (?:of|by|in|on|at|with) ")
_FRONTED = re.compile(  # Under an agreement with A, B Vs; According to an evaluation by A, P Vs
    "\\A(?:under|through|as part of|thanks to|following|according to|in|as a result of|by) "
    f"(?:(?:the|an?|its|their|this|one) )?{_QUALIFIED}\\Z"
)

_COMPANY = re.compile("(?<![a-z])(?:in (?:[a-z]+ )?(?!in )[a-z-]+|together)\\Z")
_BESIDE = re.compile(",? (?:in (?:[a-z]+ )?)?")


def is_one(predicate: Predicate) -> bool:
    """Tell whether a word that may be a verb is the noun: determined, or possessed."""
    sentence, verb = predicate.sentence, predicate.verb
    before = sentence.text(max(sentence.start, verb.start - 40), verb.start)
    behind_it = sentence.text(verb.end, verb.end + 4)
    return bool(_BEFORE.search(before)) and bool(_BEHIND.match(behind_it))


def definite(predicate: Predicate) -> str:
    """Return nothing: a pronoun stands for whose deed it is (its launch of P)."""
    del predicate
    return ""


def parties(predicate: Predicate) -> Parties | None:
    """Return who does to what what the noun says, or None where that is not told."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if _undone(predicate):
        return None
    before = [group for group in sentence.groups if group.end <= verb.start]
    after = [group for group in sentence.groups if group.start >= verb.end]
    possessor = before[-1] if before and _possesses(predicate, before[-1]) else None
    agent = doer(predicate)
    if frame.governors:
        return _agreed(predicate, possessor)
    if not (after and _OF.fullmatch(sentence.text(verb.end, after[0].start))):
        return _of_possessor(predicate, possessor, agent)
    patient = sentence.fitting(after[0], frame.patient) if not after[0].possessor else ()
    if not patient or patient[0] != after[0].members[0]:
        return None
    if agent:
        return Parties(agent, patient)
    if possessor is not None:
        return Parties(sentence.fitting(possessor, frame.agent), patient)
    subject = _performer(predicate)
    if subject is not None:
        return Parties(subject, patient, "" if subject else "agent", resumes=True)
    return Parties((), patient)


def _possesses(predicate: Predicate, group: Group) -> bool:
    between = predicate.sentence.text(group.end, predicate.verb.start)
    return group.possessor and _OWN.fullmatch(between.lstrip()) is not None


def _of_possessor(
    predicate: Predicate, possessor: Group | None, agent: tuple[int, ...]
) -> Parties | None:
    """Return the parties of ``P's launch by A``, ``its launch by A``, ``P's launch in T``."""
    sentence, verb, kinds = predicate.sentence, predicate.verb, predicate.frame.patient
    if possessor is not None:
        patient = sentence.fitting(possessor, kinds) if sentence.head(possessor, kinds) else ()
        return Parties(agent, patient) if patient else None
    if not agent:
        return None
    before = sentence.text(sentence.start, verb.start)
    if _FRONTED.search(before):
        reviewed = behind(predicate, kinds, max(agent) + 1)
        if reviewed:
            return Parties(agent, reviewed)
    if _ITS.search(before):
        return Parties(agent, (), "patient", resumes=True)
    return Parties(agent, (), "patient") if _SOME.search(before) else None


def _agreed(predicate: Predicate, possessor: Group | None) -> Parties | None:
    """Return the parties of ``Under an agreement with B, A Vs``, ``A's agreement with B``."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    others = [
        group
        for group in sentence.groups
        if verb.end <= group.start <= verb.end + FAR and group.governor in frame.governors
    ]
    if not others or others[0].possessor or predicate.verbs(verb.end, others[0].start):
        return None
    other = sentence.fitting(others[0], frame.patient)
    if not other:
        return None
    if possessor is not None:
        return Parties(sentence.fitting(possessor, frame.agent), other)
    opening = sentence.text(sentence.start, verb.start)
    if opening.strip() and not _FRONTED.search(opening):
        company = _in_company(predicate)
        return Parties(company, other) if company and not set(company) & {*other} else None
    subject = behind(predicate, frame.agent, others[0].end)
    if subject is None:
        return None
    return Parties(subject, other, "" if subject else "agent", resumes=True)


def _in_company(predicate: Predicate) -> tuple[int, ...] | None:
    """Return who does something in company: A Vs in partnership with B; V-ed by A together with B.

    It is the doer right before, else what opens the sentence.
    """
    sentence, verb, kinds = predicate.sentence, predicate.verb, predicate.frame.agent
    before = [group for group in sentence.groups if group.end <= verb.start]
    if not before or not _COMPANY.search(sentence.text(before[-1].end, verb.end)):
        return None
    if before[-1].governor == "by":
        near = _BESIDE.fullmatch(sentence.text(before[-1].end, verb.start))
        return sentence.fitting(before[-1], kinds) if near else None
    opens = begins(sentence.text(sentence.start, before[0].start))
    between = sentence.text(before[0].end, verb.start)
    acts = opens and FINITE.match(between) and not CLAUSE.search(between)
    if before[0].governor or before[0].possessor or not acts:
        return None
    return sentence.fitting(before[0], kinds)


def _performer(predicate: Predicate) -> tuple[int, ...] | None:
    """Return the subject of what performs it: A announced the launch; After its launch, A."""
    sentence, kinds = predicate.sentence, predicate.frame.agent
    before = sentence.laid_out(sentence.start, predicate.verb.start)
    performing = _performing().search(before)
    if performing:
        return subject_of(predicate, sentence.start + performing.start(), kinds)
    its = _ITS.search(before)
    if its and len(before) < FAR and "," not in before and not _groups_before(predicate):
        return behind(predicate, kinds)
    return () if its else None


def _groups_before(predicate: Predicate) -> bool:
    return any(group.end <= predicate.verb.start for group in predicate.sentence.groups)


def _undone(predicate: Predicate) -> bool:
    """Tell whether it is said not to be done, or not yet."""
    sentence, verb = predicate.sentence, predicate.verb
    first, last = sentence.clause(verb.start)
    return _undoing().search(sentence.text(first, last)) is not None


@cache
def _undoing() -> re.Pattern[str]:
    return expression(f"(?<![a-z])(?:{read().any_of('grammar', 'undoing')})")


@cache
def _performing() -> re.Pattern[str]:
    words = read().any_of("grammar", "performing")
    own = "is|are|was|were|been|will|has|have|had|to|also|today|recently|[a-z]{2,14}ly"
    return expression(
        f"(?<![a-z])(?:(?:{own}) ){{0,4}}(?:{words}) (?:(?:the|its|their|an?) )?{_QUALIFIED}\\Z"
    )
