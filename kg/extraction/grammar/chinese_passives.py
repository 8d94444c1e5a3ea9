"""What is done to a thing that stands before the verb: ``P由AV``, ``由AV的P``, ``P于T启用``."""

import re

from kg.extraction.grammar.chinese_adjuncts import PLACING
from kg.extraction.grammar.chinese_objects import AGENTIVE, marked, object_of, undertaken
from kg.extraction.grammar.chinese_subjects import (
    adverbial,
    carried,
    first_of_series,
    noun_of,
    subject_of,
    without_noun,
)
from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.words.expressions import expression

_OBJECT_MARK = frozenset({"将", "把"})
_OF_PART = re.compile(" {0,2}(?:其中|当中)")
_INTRANSITIVE = re.compile(
    " {0,2}(?:了|运作|营运|运营|使用|服务|生产|以来|至今|后|前|仪式|试行|典礼|工程|阶段|投运|的)?"
    " {0,2}(?P<at>[于在自从] {0,2})?(?P<thing>[\ue000-\uf8ff])?(?: {0,2}的)? {0,2}\\Z"
)
_BY_OTHERS = ("、", ",", "并", "及", "和", "、并", ",并")
_FAR, _NEAR, _ASIDE, _SHORTEST_NOUN, _SHORTEST_PREDICATE = 16, 12, 10, 2, 4  # characters
_COPULA = re.compile(" {0,2}(?:正|就|便|也|亦|现)?[是为系乃](?:一[个项座家种所] {0,2})?")
_BEING = ("", "为", "由")  # what stands between a copula and who does it: 是A推出的, 为A所设
_NOUN = re.compile(" {0,2}[了过]?的[^的]{0,16}")  # 的 may close the clause: P是A去年推出的
_OPENING = ("由", "经", "获", "受")  # of a clause that only says who did it: 经A批准，P成立
_CHARGED = expression(" {0,2}<clauses.charged>")
_TEAM = expression("\\A {0,2}<particles.of>?(?:[\u4e00-\u9fff]{2,4})?<clauses.teams>")  # 由A团队
_THING = re.compile("[\ue000-\uf8ff]")
_MAKING = re.compile("[设立建办推创开启制发组筹造编签订颁布印营]")
_ACTING = ("kg:GovernmentBody", "kg:Firm")  # what does something, and is not run by those it asks


def agent_of(predicate: Predicate) -> Group | None:
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
        between = _TEAM.sub("", between, count=1)
        if group.governor != "由" and _CHARGED.match(between):
            return None  # 受A委托开展P: done by who is charged
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


def passive(predicate: Predicate, agent: Group) -> Parties | None:
    """Return the parties of what an agent, which :func:`agent_of` found, does to something."""
    sentence, frame = predicate.sentence, predicate.frame
    doers = sentence.fitting(agent, frame.agent)
    patient = object_of(predicate) or marked(predicate)
    if patient:
        return Parties(doers, patient)
    _, last = sentence.clause(predicate.verb.end)
    after = sentence.text(predicate.verb.end, last).strip()
    if after.startswith("的") and after != "的":  # P是由A V的
        if told := described(predicate):
            return told
        own = any(noun in after[:_NEAR] for noun in frame.objects)  # 由A领投的融资
        return _of_own_noun(predicate, agent, doers) if own else None
    topic = _before(predicate, _preposition(predicate, agent))
    if topic == ():
        topic = _ahead(predicate, agent)
    return None if topic is None else Parties(doers, topic, "" if topic else "patient")


def _of_own_noun(predicate: Predicate, agent: Group, doers: tuple[int, ...]) -> Parties:
    """Return the parties where a noun stands for what is done: P…，获得A领投的融资."""
    first, _ = predicate.sentence.clause(predicate.verb.start)
    opens = adverbial(predicate.sentence.text(first, _preposition(predicate, agent)))
    topic = carried(predicate, first, predicate.frame.patient) if opens else ()
    return Parties(doers, topic or (), "" if topic else "patient")


def described(predicate: Predicate) -> Parties | None:
    """Return the parties where the verb says what a thing is: P是A去年推出的扶持项目, P系A所制."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    first, last = sentence.clause(verb.start)
    inside = [g for g in sentence.groups if first <= g.start and g.end <= verb.start]
    if len(inside) < 2 or inside[-1].governor not in _BEING or inside[-2].possessor:
        return None
    named, doer = inside[-2:]
    before_verb = sentence.text(doer.end, verb.start)
    whole = not sentence.text(verb.end, last).strip() and before_verb.endswith("所")
    if not whole and not _NOUN.fullmatch(sentence.laid_out(verb.end, last)):
        return None
    is_ = sentence.text(named.end, doer.start).removesuffix("由")
    agent, patient = sentence.fitting(doer, frame.agent), sentence.fitting(named, frame.patient)
    told = _COPULA.fullmatch(is_) and adverbial(before_verb) and not named.governor
    return Parties(agent, patient) if told and agent and patient else None


def _ahead(predicate: Predicate, agent: Group) -> tuple[int, ...]:
    """Return what the next clause is about if a sentence opens with who did it: 经A批准，P成立."""
    sentence = predicate.sentence
    first, last = sentence.clause(predicate.verb.start)
    opens = adverbial(sentence.text(first, _preposition(predicate, agent)))
    alone = not sentence.text(predicate.verb.end, last).strip()
    if first > sentence.start or not opens or not alone or agent.governor not in _OPENING:
        return ()
    _, end = sentence.clause(last + 1)
    if predicate.frame.clausal and (taken := undertaken(predicate, last)):
        return taken
    ahead = next((g for g in sentence.groups if last < g.start < end), None)
    if ahead is None or ahead.governor or ahead.possessor:
        return ()
    rest = sentence.text(ahead.end, end).strip()
    if len(rest) <= _SHORTEST_PREDICATE and not _THING.search(rest):
        return ()  # 由A牵头，B配合
    fits = adverbial(sentence.text(last + 1, ahead.start))
    return sentence.fitting(ahead, predicate.frame.patient) if fits else ()


def _preposition(predicate: Predicate, agent: Group) -> int:
    """Return where the preposition of the doer stands, before the attributes of the doer."""
    groups = predicate.sentence.groups
    first = groups.index(agent)
    while first and not groups[first].governor:  # B of 由A出资、B营运
        first -= 1
    agent = groups[first]
    while first and groups[first - 1].possessor and groups[first - 1].governor == agent.governor:
        first -= 1
    return groups[first].start - groups[first].called - len(agent.governor)


def without_object(predicate: Predicate) -> Parties | None:
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
        subject = last_before(predicate, first)
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
    return _made(predicate, first)


def _made(predicate: Predicate, first: int) -> tuple[int, ...]:
    """Return the thing with which the clause before one ends as the object of its verb."""
    sentence = predicate.sentence
    start, end = sentence.clause(first - 1)
    verbs = predicate.verbs(start, end)
    objects = [g for g in sentence.groups if verbs and verbs[-1].end <= g.start and g.end <= end]
    if not objects or not _ends(predicate, objects[-1], end):
        return ()
    if not _MAKING.search(sentence.text(verbs[-1].start, verbs[-1].end)):
        return ()  # A隶属P，T成立: A
    return sentence.fitting(objects[-1], predicate.frame.patient)


def _ends(predicate: Predicate, group: Group, end: int) -> bool:
    """Tell whether a clause ends with things that nothing governs: its object."""
    return not group.governor and not predicate.sentence.text(group.end, end).strip()


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
    return last_before(predicate, first)


def last_before(predicate: Predicate, first: int) -> tuple[int, ...] | None:
    """Return the last thing of the clause before one; a clause with a noun has none.

    It is what the clause is about even where it does not fit: then None, and not the topic. What
    did something there (由A承建) is not spoken of.
    """
    sentence = predicate.sentence
    own, _ = sentence.clause(predicate.verb.start)
    named = noun_of(sentence.text(own, predicate.verb.start))
    if not named and first > sentence.start and sentence.text(first - 1, first) in ",;":
        start, end = sentence.clause(first - 1)
        inside = [
            g
            for g in sentence.groups
            if start <= g.start < end and not g.possessor and g.governor not in AGENTIVE | PLACING
        ]
        if _is_about_unnamed(predicate, start, end) or _makes_unnamed(predicate, start, end):
            return None  # 研究由甲的乙主持，獲A資助; 設立臨時街市，由A管理
        if not inside and end - start <= _ASIDE:
            return _opening_before(predicate, start)  # P由A设立,规模20亿元,委托B管理
        if inside and len(sentence.text(inside[-1].end, end)) <= _FAR:
            return sentence.fitting(inside[-1], predicate.frame.patient) or None
    return ()


def _opening_before(predicate: Predicate, first: int) -> tuple[int, ...] | None:
    """Return what the clause before one makes, or opens with, over one that only adds a figure.

    A body there does something itself, and is not what is spoken of, unless it is done by another.
    """
    sentence = predicate.sentence
    if first <= sentence.start or sentence.text(first - 1, first) not in ",;":
        return ()
    start, end = sentence.clause(first - 1)
    inside = [g for g in sentence.groups if start <= g.start < end]
    group = next(iter(inside), None)
    made = inside and _is_made(predicate, start, inside[-1])
    if made and _ends(predicate, inside[-1], end):  # A设立P,规模20亿元,委托B管理
        return sentence.fitting(inside[-1], predicate.frame.patient) or None
    opens = group and not group.governor and not group.possessor
    if group is None or not opens or not adverbial(sentence.text(start, group.start)):
        return ()
    acts = sentence.head(group, "kg:Organisation") and not any(
        start <= each.start < end and each.governor in AGENTIVE for each in sentence.groups
    )
    return None if acts else sentence.fitting(group, predicate.frame.patient)


def _is_made(predicate: Predicate, start: int, group: Group) -> bool:
    """Tell whether the verb before a thing makes it, if there is one: not P隶属A."""
    verbs, text = predicate.verbs(start, group.start), predicate.sentence.text
    return not verbs or bool(_MAKING.search(text(verbs[-1].start, verbs[-1].end)))


def _is_about_unnamed(predicate: Predicate, start: int, end: int) -> bool:
    """Tell whether a clause whose doer has a preposition begins with a noun that is no name."""
    sentence = predicate.sentence
    first = next((g for g in sentence.groups if start <= g.start < end), None)
    if first is None or first.governor not in AGENTIVE:
        return False
    lead = sentence.text(start, first.start - first.called - len(first.governor)).strip()
    return bool(lead) and not adverbial(lead)


def _makes_unnamed(predicate: Predicate, start: int, end: int) -> bool:
    """Tell whether the last verb of a clause has an object that is no name."""
    sentence = predicate.sentence
    before = predicate.verbs(start, end)
    inside = [g for g in sentence.groups if start <= g.start < end]
    acts = any(sentence.head(g, kind) for g in inside[:1] for kind in _ACTING)
    makes = before and _MAKING.search(sentence.text(before[-1].start, before[-1].end))
    if not before or not (acts or makes):
        return False  # P引入社会资本，由A管理
    named = any(before[-1].end <= g.start for g in inside)
    rest = sentence.text(before[-1].end, end).strip()
    return not named and len(rest) >= _SHORTEST_NOUN and not adverbial(rest)  # P成立于T
