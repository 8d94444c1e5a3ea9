"""Who does what in a Chinese clause: ``A于T在L与B共同V了…的P``, ``P由AV``, ``由AV的P``.

The subject stands before its verb with nothing but adverbials between; the object after it with
nothing but its own attributes between. What a preposition governs, and what 的 makes an attribute,
is neither.
"""

import re

from kg.extraction.chinese_adjuncts import PLACING, dated, placed
from kg.extraction.chinese_subjects import (
    adverbial,
    definite,
    done_by_another,
    first_of_series,
    series_end,
    subject_of,
    without_noun,
)
from kg.extraction.clauses import Group
from kg.extraction.predicates import Parties, Predicate

__all__ = ["AGENTIVE", "dated", "definite", "parties", "placed"]

AGENTIVE = frozenset({"由", "被", "获", "受", "经", "获得", "得到", "受到", "接受", "让"})
_OBJECT_MARK = frozenset({"将", "把"})
_OWN_BODY = re.compile(" {0,2}(?:公司|集团|学校|医院|我们)")
_OF_PART = re.compile(" {0,2}(?:其中|当中)")
_WHEN = re.compile(" {0,2}[于在自从]")
_INTRANSITIVE = re.compile(
    " {0,2}(?:了|运作|营运|运营|使用|服务|生产|以来|至今|后|前|仪式|试行|典礼|工程|阶段|投运|的)?"
    " {0,2}(?P<at>[于在自从] {0,2})?(?P<thing>[\ue000-\uf8ff])?(?: {0,2}的)? {0,2}\\Z"
)
_RESUMING = re.compile(
    " {0,2}(?:其后|随后|其间|同年|同月|同日|次年|翌年|此后|此外|另外|同时|又|还|亦|也|更|并)"
    "(?![一-鿿]{0,2}[者人])"
)
_WHOLE_OF_IT = re.compile(" {0,2}的(?:结果|全文|内容|摘要|初稿|修订本|中期报告|最终报告)")
_NOMINAL = re.compile("[层局处署厅部司者员费权学院协会方商师业型性率量额期口岸人]")
_THING = re.compile("[\ue000-\uf8ff]")
_LONGEST = 26
_BY_OTHERS = ("、", ",", "并", "及", "和", "、并", ",并")
_FAR, _NEAR = 16, 12
_SHORTEST_NOUN = 2
_ASIDE = 10  # characters of a clause that only adds a figure
_COMITATIVE = frozenset({"与", "和", "跟", "同", "联同", "会同"})
_JOINTLY = re.compile(" {0,2}(?:[于在][^,]{1,12})?(?:共|合|联|携手)")


def parties(predicate: Predicate) -> Parties | None:
    """Return who does what to what, or None where the verb is none or states nothing."""
    verb = predicate.verb
    after = predicate.sentence.text(verb.end, verb.end + 1)
    if after and _NOMINAL.match(after):
        return None
    agent = _agentive(predicate)
    if predicate.frame.mutual:
        return _mutual(predicate, agent)
    if agent is not None:
        return _passive(predicate, agent)
    relative = _relative(predicate)
    patient = _object(predicate) or _marked(predicate)
    if relative or not patient:
        return relative or _without_object(predicate) or _resumed(predicate)
    subject = subject_of(predicate, verb.start, predicate.frame.agent)
    if not subject and (company := _company(predicate, ())):
        return Parties(company, patient)  # 市里联合A、B等12家单位发布P
    born = _WHEN.match(predicate.sentence.text(verb.end, verb.end + 3))  # 成立于T的P
    if subject is None or (not subject and (born or done_by_another(predicate))):
        return Parties((), patient)
    together = (*subject, *_company(predicate, subject))
    resumes = _RESUMING.match(predicate.sentence.text(predicate.sentence.start, verb.start))
    return Parties(together, patient, "" if subject else "agent", resumes is not None)


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
    return ()


def _object(predicate: Predicate) -> tuple[int, ...]:
    """Return the things after the verb that it takes."""
    sentence, frame, start = predicate.sentence, predicate.frame, series_end(predicate)
    _, last = sentence.clause(start)
    for group in sentence.groups:
        if group.start < start:
            continue
        between = sentence.text(start, group.start)
        if between.strip() == "、":  # 由A V、B W的P
            continue
        attributive = between.rstrip(" ").endswith("的")
        if group.start >= last or len(between) > _LONGEST:
            break
        if predicate.verbs(start, group.start) and not attributive:
            break
        if group.governor and group.governor not in frame.governors:
            if group.governor in PLACING or group.governor in AGENTIVE or group.possessor:
                continue
            break
        if group.possessor and not _WHOLE_OF_IT.match(sentence.text(group.end, group.end + 8)):
            continue
        return _leading(predicate, group)
    return ()


def _leading(predicate: Predicate, group: Group) -> tuple[int, ...]:
    """Return the members of a group that fit, if the first one does."""
    fitting = predicate.sentence.fitting(group, predicate.frame.patient)
    return fitting if fitting[:1] == group.members[:1] else ()


def _marked(predicate: Predicate) -> tuple[int, ...]:
    """Return what a preposition before the verb marks as its object: 向P注资."""
    sentence, verb = predicate.sentence, predicate.verb
    first, _ = sentence.clause(verb.start)
    for group in reversed(sentence.groups):
        inside = first <= group.start and group.end <= verb.start
        if inside and group.governor in predicate.frame.governors and not group.possessor:
            return _leading(predicate, group)
    return ()


def _without_object(predicate: Predicate) -> Parties | None:
    """Return the patient of a verb that takes none after it: P于T启用, P已投产."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    _, last = sentence.clause(verb.start)
    alone = _INTRANSITIVE.fullmatch(sentence.laid_out(verb.end, last))
    if not frame.intransitive or alone is None:
        return None
    if alone["thing"] and not alone["at"] and verb.end + alone.start("thing") not in sentence.dates:
        return None  # what follows is its object, of whatever class
    first, _ = sentence.clause(verb.start)
    if _follows_part(predicate, first):
        return None
    made = _made_before(predicate, first)
    subject = made or subject_of(predicate, verb.start, frame.patient)
    if subject is None and adverbial(sentence.text(first, verb.start)):
        subject = _last_before(predicate, first)
    if subject is None:
        return None
    return Parties((), subject, "" if subject else "patient")


def _follows_part(predicate: Predicate, first: int) -> bool:
    """Tell whether the clause before is of an unnamed part: P有58人，其中14人是合約員工，T到期."""
    sentence = predicate.sentence
    if first <= sentence.start:
        return False
    start, end = sentence.clause(first - 1)
    named = any(start <= group.start < end for group in sentence.groups)
    return not named and _OF_PART.match(sentence.text(start, end)) is not None


def _made_before(predicate: Predicate, first: int) -> tuple[int, ...]:
    """Return the object of the clause before one that has no noun: A设立P，T启用."""
    sentence = predicate.sentence
    if first <= sentence.start or not adverbial(sentence.text(first, predicate.verb.start)):
        return ()
    start, end = sentence.clause(first - 1)
    verbs = predicate.verbs(start, end)
    objects = [g for g in sentence.groups if verbs and verbs[-1].end <= g.start and g.end <= end]
    if not objects or objects[-1].governor or sentence.text(objects[-1].end, end).strip():
        return ()
    return sentence.fitting(objects[-1], predicate.frame.patient)


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
    other = _marked(predicate)
    if not together and _OWN_BODY.match(sentence.text(sentence.clause(verb.start)[0], verb.start)):
        return None  # 公司与A合作: the body that reports, and not the one named last
    return Parties(together, other, "" if together else "agent") if other else None


def _agentive(predicate: Predicate) -> Group | None:
    """Return what does it where a preposition says so: 由A与B于T共同V."""
    sentence, verb = predicate.sentence, predicate.verb
    first, _ = sentence.clause(verb.start)
    for group in reversed(sentence.groups):
        if group.end > verb.start or group.start < first or group.governor not in AGENTIVE:
            continue
        start = first_of_series(predicate, verb.start)
        between = sentence.text(group.end, start)
        following = _next_doer(predicate, group, start)
        if following is not None:
            return following
        if not adverbial(between.removeprefix("的") if group.governor != "由" else between):
            return None
        return group if sentence.head(group, predicate.frame.agent) else None
    return None


def _next_doer(predicate: Predicate, agent: Group, start: int) -> Group | None:
    """Return who does the next of what is done to one thing by turns: B of 由A出资、B营运."""
    sentence = predicate.sentence
    verbs = predicate.verbs(agent.end, start)
    doers = [g for g in sentence.groups if agent.end < g.start and g.end <= start]
    if not verbs or not doers or doers[-1].governor or doers[-1].possessor:
        return None
    between = sentence.text(verbs[-1].end, doers[-1].start)
    near = between.strip() in _BY_OTHERS and adverbial(sentence.text(doers[-1].end, start))
    return doers[-1] if near and sentence.head(doers[-1], predicate.frame.agent) else None


def _resumed(predicate: Predicate) -> Parties | None:
    """Return the parties of a verb whose object the clause before is about: P由A兴建，B营运."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    first, last = sentence.clause(verb.start)
    if first <= sentence.start or sentence.text(verb.end, last).strip():
        return None
    start, end = sentence.clause(first - 1)
    before = [g for g in sentence.groups if start <= g.start < end]
    own = [g for g in sentence.groups if first <= g.start and g.end <= verb.start]
    if not (len(own) == 1 and any(group.governor in AGENTIVE for group in before)):
        return None
    agent = subject_of(predicate, verb.start, frame.agent)
    about = next((g for g in before if not g.governor and not g.possessor), None)
    patient = sentence.fitting(about, frame.patient) if about and about is before[0] else ()
    return Parties(agent, patient) if agent and patient else None


def _passive(predicate: Predicate, agent: Group) -> Parties | None:
    sentence, frame = predicate.sentence, predicate.frame
    doers = sentence.fitting(agent, frame.agent)
    patient = _object(predicate)
    if patient:
        return Parties(doers, patient)
    _, last = sentence.clause(predicate.verb.end)
    after = sentence.text(predicate.verb.end, last).strip()
    if after.startswith("的") and after != "的":  # P是由A V的
        own = any(noun in after[:_NEAR] for noun in frame.objects)  # 由A领投的融资
        return Parties(doers, (), "patient") if own else None
    topic = _before(predicate, _preposition(predicate, agent))
    return None if topic is None else Parties(doers, topic, "" if topic else "patient")


def _preposition(predicate: Predicate, agent: Group) -> int:
    """Return where the preposition of the doer stands, before the attributes of the doer."""
    groups = predicate.sentence.groups
    first = groups.index(agent)
    while first and not groups[first].governor:  # B of 由A出资、B营运
        first -= 1
    agent = groups[first]
    while first and groups[first - 1].possessor and groups[first - 1].governor == agent.governor:
        first -= 1
    return groups[first].start - len(agent.governor)


def _before(predicate: Predicate, position: int) -> tuple[int, ...] | None:
    """Return what is spoken of before 由: in its clause, else the last thing of the one before."""
    sentence, kinds = predicate.sentence, predicate.frame.patient
    first, _ = sentence.clause(position)
    for group in reversed(sentence.groups):
        if group.end > position or (group.governor and group.governor not in _OBJECT_MARK):
            continue
        if group.start < first:
            break
        between = without_noun(sentence.text(group.end, position)).rstrip(" ").removesuffix("是")
        if group.possessor or not adverbial(between):
            return None
        return sentence.fitting(group, kinds) if sentence.head(group, kinds) else None
    if not adverbial(without_noun(sentence.text(first, position))):
        return None
    return _last_before(predicate, first)


def _last_before(predicate: Predicate, first: int) -> tuple[int, ...] | None:
    """Return the last thing of the clause before one; a clause with a noun has none.

    It is what the clause is about even where it does not fit: then None, and not the topic. What
    did something there (由A承建) is not spoken of.
    """
    sentence = predicate.sentence
    named = definite(predicate)
    if not named and first > sentence.start and sentence.text(first - 1, first) in ",;":
        start, end = sentence.clause(first - 1)
        inside = [
            g
            for g in sentence.groups
            if start <= g.start < end and not g.possessor and g.governor not in AGENTIVE
        ]
        if _is_about_unnamed(predicate, start, end) or _makes_unnamed(predicate, start, end):
            return None  # 研究由甲的乙主持，獲A資助; 設立臨時街市，由A管理
        if not inside and end - start <= _ASIDE:
            return _opening_before(predicate, start)  # P由A设立,规模20亿元,委托B管理
        if inside and len(sentence.text(inside[-1].end, end)) <= _FAR:
            return sentence.fitting(inside[-1], predicate.frame.patient) or None
    return ()


def _opening_before(predicate: Predicate, first: int) -> tuple[int, ...]:
    """Return what the clause before one opens with, over a clause that only adds a figure."""
    sentence = predicate.sentence
    if first <= sentence.start or sentence.text(first - 1, first) not in ",;":
        return ()
    start, end = sentence.clause(first - 1)
    group = next((g for g in sentence.groups if start <= g.start < end), None)
    opens = group and not group.governor and not group.possessor
    if group is None or not opens or not adverbial(sentence.text(start, group.start)):
        return ()
    return sentence.fitting(group, predicate.frame.patient)


def _is_about_unnamed(predicate: Predicate, start: int, end: int) -> bool:
    """Tell whether a clause whose doer has a preposition begins with a noun that is no name."""
    sentence = predicate.sentence
    first = next((g for g in sentence.groups if start <= g.start < end), None)
    if first is None or first.governor not in AGENTIVE:
        return False
    lead = sentence.text(start, first.start - len(first.governor)).strip()
    return bool(lead) and not adverbial(lead)


def _makes_unnamed(predicate: Predicate, start: int, end: int) -> bool:
    """Tell whether the last verb of a clause has an object that is no name."""
    sentence = predicate.sentence
    before = predicate.verbs(start, end)
    if not before:
        return False
    named = any(before[-1].end <= g.start < end for g in sentence.groups)
    return not named and len(sentence.text(before[-1].end, end).strip()) >= _SHORTEST_NOUN


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
