"""What a Chinese verb acts on: ``V了…的P``, ``向P注资``.

It stands after its verb with nothing but its own attributes between, or a preposition marks it
before the verb. What another preposition governs, and what 的 makes an attribute, is not it, but
where a noun behind is the verb's own: ``领投P的C轮融资``, ``收购P六成股权``, ``对P进行评估``.
"""

import re
from itertools import zip_longest

from kg.extraction.grammar.chinese_adjuncts import PLACING
from kg.extraction.grammar.chinese_subjects import adverbial, series_end
from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.predicates import Predicate
from kg.extraction.words.expressions import expression

AGENTIVE = frozenset({
    "由", "被", "遭", "遭到", "获", "受", "经", "获得", "得到", "受到", "接受", "让",
    "交给", "交予", "授予", "委托", "聘请", "邀请", "授权", "指派",
})  # fmt: skip
_WHOLE_OF_IT = re.compile(" {0,2}的(?:结果|全文|内容|摘要|初稿|修订本|中期报告|最终报告)")
_KIND = expression(r" {0,2}(?!<particles.of>|<clauses.and_with>)[\u4e00-\u9fff]{1,4} {0,2}")
_LONGEST = 26
_NEAR = 10  # characters


def object_of(predicate: Predicate) -> tuple[int, ...]:
    """Return the things after the verb that it takes; of 批准B在L设立P it is P, else B."""
    start = series_end(predicate)
    inner = predicate.verbs(start, predicate.sentence.clause(start)[1])
    if predicate.frame.clausal and inner and (taken := _taken(predicate, inner[-1].end)):
        return taken
    return _taken(predicate, start)


def _taken(predicate: Predicate, start: int) -> tuple[int, ...]:
    """Return the things behind a position that the verb takes."""
    sentence, frame = predicate.sentence, predicate.frame
    _, last = sentence.clause(start)
    for group, following in zip_longest(sentence.groups, sentence.groups[1:]):
        if group.start < start or (following and _modifies(predicate, group, following)):
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
        behind = sentence.text(group.end, min(last, group.end + _LONGEST))
        own = has_own_noun(predicate, behind)
        if group.possessor and not own and not _WHOLE_OF_IT.match(behind):
            continue
        if frame.objects and not own and not group.governor:
            break  # of a verb that says nothing, its noun tells what is done
        return leading(predicate, group)
    return ()


def undertaken(predicate: Predicate, start: int) -> tuple[int, ...]:
    """Return what is done by who is charged with it in a clause of its own: 受A委托，B开展P."""
    sentence = predicate.sentence
    for group in sentence.groups:
        verbs = predicate.verbs(start, group.start) if group.start > start else ()
        near = verbs and len(sentence.text(verbs[-1].end, group.start)) <= _NEAR
        if near and (found := sentence.fitting(group, predicate.frame.patient)):
            return found
    return ()


def _modifies(predicate: Predicate, group: Group, following: Group) -> bool:
    """Tell whether a field only says what the next thing is: 发布人工智能模型「P」."""
    sentence = predicate.sentence
    field = not group.governor and sentence.fitting(group, "kg:Concept") == group.members
    noun = field and not sentence.fitting(following, "kg:Concept")
    return noun and _KIND.fullmatch(sentence.text(group.end, following.start)) is not None


def has_own_noun(predicate: Predicate, text: str) -> bool:
    """Tell whether a text holds the frame's noun, and no attribute made of it."""
    found = ((noun, text.find(noun)) for noun in predicate.frame.objects if noun in text)
    return any(text[at + len(noun) :][:1] != "的" for noun, at in found)


def concerned(predicate: Predicate) -> tuple[int, ...] | None:
    """Return whom the frame's noun in a clause before concerns: P完成B轮融资，由A领投，C跟投.

    Empty where that clause has no subject, None where no clause before has the noun, or where the
    verb has anything behind it.
    """
    sentence, frame = predicate.sentence, predicate.frame
    first, last = sentence.clause(predicate.verb.start)
    if sentence.text(predicate.verb.end, last).strip() not in ("", "了"):
        return None
    while first > sentence.start and sentence.text(first - 1, first) in ",;":
        first, end = sentence.clause(first - 1)
        if not has_own_noun(predicate, sentence.text(first, end)):
            continue
        inside = (g for g in sentence.groups if first <= g.start < end)
        opening = next((g for g in inside if not g.governor and not g.possessor), None)
        if opening is None:
            return ()
        opens = adverbial(sentence.text(first, opening.start))
        return (sentence.fitting(opening, frame.patient) or None) if opens else None
    return None


def leading(predicate: Predicate, group: Group) -> tuple[int, ...]:
    """Return the members of a group that fit, if the first one does."""
    fitting = predicate.sentence.fitting(group, predicate.frame.patient)
    return fitting if fitting[:1] == group.members[:1] else ()


def marked(predicate: Predicate) -> tuple[int, ...]:
    """Return what a preposition before the verb marks as its object: 向P注资."""
    sentence, verb = predicate.sentence, predicate.verb
    first, _ = sentence.clause(verb.start)
    for group in reversed(sentence.groups):
        inside = first <= group.start and group.end <= verb.start
        if inside and group.governor in predicate.frame.governors and not group.possessor:
            return leading(predicate, group)
    return ()
