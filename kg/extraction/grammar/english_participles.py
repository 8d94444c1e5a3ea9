"""Who does it and what it is done to where an English verb is a participle.

``P was V-ed by A``, ``P, V-ed by A in T``, ``Founded in T by A, P Vs``; and without a doer:
``P was V-ed``, ``P, V-ed in T``.
"""

import re
from itertools import zip_longest

from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.english_subjects import (
    FAR,
    PLACING,
    companions,
    definite,
    subject_of,
)
from kg.extraction.grammar.english_verbs import BE, series_end
from kg.extraction.grammar.frames import PAST
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.words.expressions import expression

_NEAR = re.compile("(?: [a-z]+){0,2} {0,2},? {0,2}(?:(?:which|that) )?\\Z")
_ALSO = re.compile(" {0,2},? ?and (?:[a-z]+ly )?\\Z")
_TO_BE = re.compile(" {0,2},? (?:which is |(?:that|which) are )?to be (?:[a-z]+ly )?\\Z")
_JOINED = re.compile(  # P, launched in T and V-ed by A; P, run by B and V-ed in T
    " {0,2},? (?:[a-z]+ly |first |now |originally )?"
    "(?:[a-z]{2,14}ed|built|run|led|held|set up|begun|drawn up|won|made|written|hosted)"
    " [^,;:]{1,80} and (?:[a-z]+ly |now |since |later )?\\Z"
)
_KIND_OF = re.compile(" {0,2}, (?:the|an?) [^,;:]{1,60} \\Z")
_ONE_OF = re.compile(  # P is one of the schemes V-ed by A; P is a scheme V-ed by A
    " (?:is|was|are|were|remains|became) (?:(?:now|also) )?(?:an?|the|one of|among|part of)"
    " (?:(?!(?:that|which|who|than|as) )[a-z0-9\ue000-\uf8ff'’-]+ ){0,8}\\Z"
)
_IS_A = re.compile(
    " (?:is|was|remains) (?:an?|the)"
    " (?:(?!(?:that|which|who|than|as|of|for|in|at) )[a-z-]+ ){1,6}\\Z"
)
_BY = re.compile(  # … by the city's utility, A; by the city of A; but not by a rival of A
    "(?:,? [^,;:]{1,40}, )?[^,;:]{0,40}?(?<![a-z])by(?:(?: both)?"
    "(?: (?!(?:of|for|from|with|in|at|to) )[a-z'’.-]+){0,4}"
    "| [^,;:\ue000-\uf8ff]{2,40} and(?: the)?"  # one that is not known, and A
    "| (?:the |an? )?(?:[a-z-]+ )?(?:consortium|alliance|group|team) of(?: the)?"
    "| (?:the |a )?(?:city|town|state|county|region|government|people) of(?: the)?"
    "| (?:the|its|an?|their)(?: [a-z'’.-]+){1,4},)"
    " {1,2}\\Z"
)
_TEAM_AT = expression("(?<![a-z])<grammar.teams> (?:at|from|in) (?:the )?\\Z")
_DOER = re.compile(" by (?:the )?[\ue000-\uf8ff](?:['’]s| ?-based)?(?: [a-z-]+){0,3} \\Z")
_RELATIVE_ASIDE = re.compile(", (?:which|who|whose) [^,;:]{1,120}, \\Z")
_PARTICIPLE = re.compile(  # a plant, built with loans from A
    "(?:\\A|, )(?:built|run|held|made|led|set up|[a-z]{2,14}ed)"
    " (?:with|from|in|at|on|for|under|through|to) "
)
_AND_THEN = re.compile("(?<![a-z])and (?:[a-z]+ly |later |now |since )?\\Z")
_PASSIVE = re.compile("(?<![a-z])(?:is|are|was|were|be|been) [a-z]{2,14} ")
_IT_IS = re.compile("(?:it|they|(?:the|this|our) [a-z]+) (?:is|are|was|were|has|have|will) ")
_MAIN = re.compile(", (?:the |its |an? )?\\Z")
_WHEN_OR_WHERE = re.compile(" (?:back )?(?:in|on|at|since|from) ")
_THEN_IT = re.compile("(?: [^,;:]{1,60})?, (?:it|they) ")
_BY_SOME = re.compile("(?<![a-z])by [^;:]{1,80}, (?:the )?\\Z")  # by A, by A, the
_LIST_GOES_ON = re.compile(",? and (?:the )?|, (?:the )?[\ue000-\uf8ff]")


def passive(
    predicate: Predicate, left: int, chain: frozenset[str], agent: tuple[int, ...]
) -> Parties | None:
    """Return the parties of what an agent does: P was V-ed by A; P, V-ed by A; V-ed by A, P Vs."""
    sentence, kinds = predicate.sentence, predicate.frame.patient
    if chain & BE:
        patient = subject_of(predicate, left, kinds)
        missing = "" if patient else "patient"
        return None if patient is None else Parties(agent, patient, missing, resumes=True)
    fronted = _fronted(predicate)
    if fronted:
        return Parties(agent, fronted)
    if not sentence.text(sentence.start, left).strip():  # Run by A, it Vs
        main = _THEN_IT.match(sentence.text(max(agent) + 1, max(agent) + 40))
        return Parties(agent, (), "patient", resumes=True) if main else None
    before = [group for group in sentence.groups if group.end <= left]
    if joined := _joined(predicate, left):
        return Parties(agent, joined)
    between = sentence.text(before[-1].end, left) if before else "?"
    between = _TO_BE.sub(", ", between)
    if not any(joint.fullmatch(between) for joint in (_NEAR, _KIND_OF, _ONE_OF)):
        return _coordinated(predicate, left, agent)
    second = _ALSO.fullmatch(between) is not None
    governed = second and bool(before[-1].governor)
    coordinated = _coordinated(predicate, left, agent) if governed else None
    if coordinated is not None:
        return coordinated
    if second:
        before = _not_helping(predicate, before)
    if not before:
        return None
    if _TEAM_AT.search(sentence.text(before[-1].start - FAR, before[-1].start)):
        return None  # researchers at P, led by A: he leads them, not P
    patient = sentence.fitting(before[-1], kinds) if sentence.head(before[-1], kinds) else ()
    return Parties(agent, patient) if patient and not before[-1].possessor else None


def _joined(predicate: Predicate, left: int) -> tuple[int, ...]:
    """Return of what two participles are said: P, launched in T and V-ed by A."""
    sentence = predicate.sentence
    before = [group for group in sentence.groups if group.end <= left]
    for place, group in enumerate(before):
        within = before[place + 1 :]
        apart = group.governor or group.possessor or not all(each.governor for each in within)
        if not apart and _JOINED.fullmatch(sentence.text(group.end, left)):
            named = sentence.head(group, predicate.frame.patient)
            return sentence.fitting(group, predicate.frame.patient) if named else ()
    return ()


def _coordinated(predicate: Predicate, left: int, agent: tuple[int, ...]) -> Parties | None:
    """Return the parties of a second passive: P is paid for by A and run by B."""
    sentence = predicate.sentence
    before = sentence.text(sentence.start, left)
    if not (_AND_THEN.search(before) and _PASSIVE.search(before)) or _PARTICIPLE.search(before):
        return None
    patient = subject_of(predicate, left, predicate.frame.patient)
    if patient:
        return Parties(agent, patient)
    return Parties(agent, (), "patient", resumes=True) if _IT_IS.match(before) else None


def doer(predicate: Predicate) -> tuple[int, ...]:
    """Return what does it: V-ed, in T, by A and B."""
    sentence, end = predicate.sentence, series_end(predicate)
    for group, after in zip_longest(sentence.groups, sentence.groups[1:]):
        if group.start < end:
            continue
        if group.start - end > FAR or predicate.verbs(end, group.start):
            break
        before = _DOER.sub(" by ", sentence.text(end, group.start))  # by Germany's A
        if _BY.fullmatch(before) and not (after and sentence.qualifies(group, after)):
            heads = sentence.fitting(group, predicate.frame.agent)
            if heads[:1] != group.members[:1] or group.possessor:
                return ()
            return (*heads, *companions(predicate, group.end, predicate.frame.agent))
    return companions(predicate, end, predicate.frame.agent)  # run together with A


def _not_helping(predicate: Predicate, before: list[Group]) -> list[Group]:
    """Return the groups of which a second participle may be said, without those of the first.

    P, V-ed by A and V-ed by B: not A. P, built with loans from A and V-ed by B: neither.
    """
    sentence, last = predicate.sentence, before[-1]
    if last.governor == "by":
        earlier = predicate.verbs(before[0].end, last.start)
        return [group for group in before if earlier and group.end <= earlier[-1].start]
    return [] if _PARTICIPLE.search(sentence.text(sentence.start, last.start)) else before


def agentless(predicate: Predicate, left: int) -> Parties | None:
    """Return the patient where it is the subject: P was opened, P opens."""
    patient = subject_of(predicate, left, predicate.frame.patient)
    if patient is None:
        return None
    return Parties((), patient, "" if patient else "patient")


def reduced(predicate: Predicate, left: int) -> Parties | None:
    """Return the patient of a participle that a date or place follows: P, opened in T."""
    sentence = predicate.sentence
    after = sentence.text(predicate.verb.end, predicate.verb.end + 12)
    before = [group for group in sentence.groups if group.end <= left]
    fronted = _fronted(predicate) if _WHEN_OR_WHERE.match(after) else ()
    if fronted:
        return Parties((), fronted)
    if (
        before
        and PAST in predicate.verb.forms
        and _RELATIVE_ASIDE.search(sentence.text(sentence.start, left))
    ):
        return None  # P, which A paid for, opened in T
    if _WHEN_OR_WHERE.match(after) and (joined := _joined(predicate, left)):
        return Parties((), joined)
    between = sentence.text(before[-1].end, left) if before else "?"
    # P, an association founded in T; P is an association founded in T
    kind = _KIND_OF.fullmatch(between) or _IS_A.fullmatch(between)
    placed = before and not kind and before[-1].governor in PLACING
    if placed and any(sentence.fitting(g, predicate.frame.patient) for g in before[:-1]):
        return None  # P, at A's site in L, opened in T
    if not _WHEN_OR_WHERE.match(after) or not (kind or sentence.text(left - 2, left)[:1] == ","):
        return None
    if definite(predicate):
        return Parties((), (), "patient")
    if not kind and not _NEAR.fullmatch(between):
        return None
    patient = sentence.fitting(before[-1], predicate.frame.patient)
    return Parties((), patient) if patient and not before[-1].possessor else None


def _fronted(predicate: Predicate) -> tuple[int, ...]:
    """Return the subject behind participles that open its sentence: Founded in T by A, P Vs.

    There may be two of them: ``Founded by A and run by B, P Vs``.
    """
    sentence, verb = predicate.sentence, predicate.verb
    before = sentence.text(sentence.start, verb.start)
    first = next(iter(predicate.verbs(sentence.start, verb.start)), verb)
    if sentence.text(sentence.start, first.start).strip():
        return ()
    if first is not verb and not _AND_THEN.search(before):
        return ()
    for group in sentence.groups:
        if group.start <= verb.end or group.governor or _parted(predicate, group):
            continue
        before = sentence.text(group.start - 8, group.start)
        if _MAIN.search(before) and group.start - verb.end <= FAR:
            if _is_listed(predicate, group):
                return ()  # Opened by A, P and C, it Vs
            named = not group.possessor and sentence.head(group, predicate.frame.patient)
            return sentence.fitting(group, predicate.frame.patient) if named else ()
    return ()


def _is_listed(predicate: Predicate, group: Group) -> bool:
    """Tell whether a group is one of those by whom it is done: by A, P and C."""
    sentence = predicate.sentence
    after = _LIST_GOES_ON.match(sentence.text(group.end, group.end + 12))
    return bool(after and _BY_SOME.search(sentence.text(predicate.verb.end, group.start)))


def _parted(predicate: Predicate, group: Group) -> bool:
    """Tell whether another verb than a second participle parts a verb from a group behind it."""
    sentence, end = predicate.sentence, predicate.verb.end
    *more, last = (predicate.verb, *predicate.verbs(end, group.start))
    return len(more) > 1 or (bool(more) and not _AND_THEN.search(sentence.text(end, last.start)))
