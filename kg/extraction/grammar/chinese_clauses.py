"""Who does what in a Chinese clause: ``A于T在L与B共同V了…的P``, ``A与B合作``, ``营运P的A``.

The subject stands before its verb with nothing but adverbials between. What a preposition governs,
and what 的 makes an attribute, is none.
"""

import re
from functools import cache

from kg.extraction.grammar.chinese_adjuncts import dated, placed
from kg.extraction.grammar.chinese_objects import (
    AGENTIVE,
    concerned,
    has_own_noun,
    marked,
    object_of,
)
from kg.extraction.grammar.chinese_passives import (
    agent_of,
    described,
    last_before,
    passive,
    without_object,
)
from kg.extraction.grammar.chinese_subjects import (
    adverbial,
    definite,
    done_by_another,
    noun_of,
    subject_of,
)
from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

__all__ = ["dated", "definite", "parties", "placed"]

_OWN_BODY = expression(" {0,2}<clauses.own_bodies>")
_WHEN = expression(" {0,2}<clauses.when>")
_RESUMING = expression(" {0,2}<clauses.resuming>(?![一-鿿]{0,2}<clauses.person_ends>)")
_NOMINAL = expression(  # 管理|局 is no verb, 签署|协议 is one
    "<clauses.nominal_ends>"
)
_THING = re.compile("[\ue000-\uf8ff]")
_COMITATIVE = frozenset({"与", "和", "跟", "同", "联同", "会同"})
_JOINTLY = expression(" {0,2}(?:<clauses.locative>[^,]{1,12})?<clauses.joint_deeds>")
_COOPERATES = expression(" {0,2}<clauses.acting_together>")
_FAR = 16


def parties(predicate: Predicate) -> Parties | None:
    """Return who does what to what, or None where the verb is none or states nothing."""
    verb = predicate.verb
    after = predicate.sentence.text(verb.end, verb.end + 2)
    if after and _NOMINAL.match(after):
        return None
    clause = predicate.sentence.text(*predicate.sentence.clause(verb.start))
    agent = agent_of(predicate)
    if predicate.frame.objects and not has_own_noun(predicate, clause):
        return _shared(predicate, agent)  # of a verb that says nothing, its noun tells what is done
    if predicate.frame.mutual:
        return _mutual(predicate, agent)
    if agent is not None:
        return _charged(predicate, agent, passive(predicate, agent))
    relative = _relative(predicate)
    patient = object_of(predicate) or marked(predicate)
    if relative or not patient:
        return relative or described(predicate) or without_object(predicate) or _resumed(predicate)
    subject = subject_of(predicate, verb.start, predicate.frame.agent)
    if not subject and (company := _company(predicate, ())):
        return Parties(company, patient)  # 市里联合A、B等12家单位发布P
    born = _WHEN.match(predicate.sentence.text(verb.end, verb.end + 3))  # 成立于T的P
    if subject is None or (not subject and (born or done_by_another(predicate))):
        return Parties((), patient)
    together = (*subject, *_company(predicate, subject))
    resumes = _RESUMING.match(predicate.sentence.text(predicate.sentence.start, verb.start))
    return Parties(together, patient, "" if subject else "agent", resumes is not None)


def _charged(predicate: Predicate, agent: Group, found: Parties | None) -> Parties | None:
    """Return the parties if no patient only charges the agent: B委托A统筹前期规划."""
    before = found and found.patient and max(found.patient) < agent.start
    if not before or not found or agent.governor not in _charging():
        return found
    group = next(g for g in predicate.sentence.groups if found.patient[0] in g.members)
    return None if predicate.sentence.fitting(group, "kg:Actor") else found


@cache
def _charging() -> tuple[str, ...]:
    return read().get("clauses", "charged")


def _company(predicate: Predicate, subject: tuple[int, ...]) -> tuple[int, ...]:
    """Return with whom it is done jointly: A于T与B共同设立P, A与B共建P."""
    sentence, verb = predicate.sentence, predicate.verb
    first, _ = sentence.clause(verb.start)
    for group in sentence.groups:
        if group.governor not in _COMITATIVE or group.possessor or set(subject) & {*group.members}:
            continue
        if first <= group.start and group.end <= verb.start:
            between = sentence.text(group.end, verb.start)
            joint = _JOINTLY.match(sentence.text(group.end, verb.end)) or (
                len(group.governor) > 1 and adverbial(between)  # 联同B推出P
            )
            return sentence.fitting(group, predicate.frame.agent) if joint else ()
    return _companions_before(predicate, first) if subject else ()


def _companions_before(predicate: Predicate, first: int) -> tuple[int, ...]:
    """Return with whom it is done where the clause before says no more: A与B合作，设立P."""
    sentence = predicate.sentence
    if first <= sentence.start:
        return ()
    start, end = sentence.clause(first - 1)
    inside = [g for g in sentence.groups if start <= g.start < end]
    if not inside or inside[-1].governor not in _COMITATIVE or inside[-1].possessor:
        return ()
    told = _COOPERATES.fullmatch(sentence.text(inside[-1].end, end))
    return sentence.fitting(inside[-1], predicate.frame.agent) if told else ()


def _mutual(predicate: Predicate, agent: Group | None) -> Parties | None:
    """Return the parties of what is done together: A与B合作; A在L与B合作; A联同B."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    for group in sentence.groups:
        if group.start < verb.start < group.end and not group.governor and not group.possessor:
            members = sentence.fitting(group, frame.agent)
            left = tuple(member for member in members if member < verb.start)
            right = tuple(member for member in members if member > verb.start)
            return Parties(left[:1], (*left[1:], *right)) if left and right else None
    together = (
        sentence.fitting(agent, frame.agent)
        if agent
        else subject_of(predicate, verb.start, frame.agent)
    )
    if together is None:
        return None
    if len(together) > 1:
        return Parties(together[:1], together[1:])
    other = marked(predicate)
    if not together and _OWN_BODY.match(sentence.text(sentence.clause(verb.start)[0], verb.start)):
        return None  # 公司与A合作: the body that reports, and not the one named last
    return Parties(together, other, "" if together else "agent") if other else None


def _shared(predicate: Predicate, agent: Group | None) -> Parties | None:
    """Return who has a part in what a clause before tells of: P获贷款3亿元，由A提供."""
    patient = concerned(predicate)
    if patient is None:
        return None
    sentence, frame = predicate.sentence, predicate.frame
    doers = (
        sentence.fitting(agent, frame.agent)
        if agent
        else subject_of(predicate, predicate.verb.start, frame.agent)
    )
    return Parties(doers, patient, "" if patient else "patient") if doers else None


def _resumed(predicate: Predicate) -> Parties | None:
    """Return the parties of a verb whose object the clause before names: P由A兴建，B营运.

    It is what that clause is about, the object of its verb (A主办P，B协办) or all of it (P，A公布).
    """
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    first, last = sentence.clause(verb.start)
    rest = sentence.text(verb.end, last).strip()
    if first <= sentence.start or not (rest == "了" or adverbial(rest)):  # B资助三千万元
        return None
    start, end = sentence.clause(first - 1)
    before = [g for g in sentence.groups if start <= g.start < end and not g.possessor]
    own = [g for g in sentence.groups if first <= g.start and g.end <= verb.start]
    if not before or len([g for g in own if not g.governor and not g.possessor]) != 1:
        return None
    about = _spoken_of(predicate, before, start, end)
    patient = sentence.fitting(about, frame.patient) if about else ()
    if before[0].governor in AGENTIVE:  # P在L举行，由A主办，B协办
        patient = last_before(predicate, start) or ()
        unnamed = not patient and noun_of(sentence.text(start, end))  # 计划由A主办，B协办
        if unnamed and (agent := subject_of(predicate, verb.start, frame.agent)):
            return Parties(agent, (), "patient")
    agent = subject_of(predicate, verb.start, frame.agent) if patient else ()
    return Parties(agent, patient) if agent and patient else None


def _spoken_of(predicate: Predicate, before: list[Group], start: int, end: int) -> Group | None:
    """Return what a clause tells of whose groups are given: its topic, or what its verb takes."""
    sentence = predicate.sentence
    opening, closing = before[0], before[-1]
    if any(group.governor in AGENTIVE for group in before):
        return opening if not opening.governor else None
    alone = not sentence.text(start, opening.start).strip()
    if alone and len(before) == 1 and not sentence.text(opening.end, end).strip():
        return opening
    verbs = predicate.verbs(start, end)
    ends = bool(verbs) and verbs[-1].end <= closing.start and not closing.governor
    return closing if ends and not sentence.text(closing.end, end).strip() else None


def _relative(predicate: Predicate) -> Parties | None:
    """Return the parties where the doer is the head of a relative clause: 营运P的A."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    first, last = sentence.clause(verb.start)
    after = [group for group in sentence.groups if verb.end <= group.start < last]
    opening = sentence.text(first, verb.start)
    if len(after) < 2 or not after[0].possessor or _THING.search(opening) or not adverbial(opening):
        return None
    patient, agent = (
        sentence.fitting(group, kinds)
        for group, kinds in zip(after, (frame.patient, frame.agent), strict=False)
    )
    near = after[0].start - verb.end <= _FAR and after[1].start - after[0].end <= 8
    return Parties(agent, patient) if near and agent and patient else None
