"""The subject of a Chinese clause: what nothing governs, with only adverbials before its verb."""

import re
from itertools import pairwise

from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.predicates import Predicate
from kg.extraction.grammar.projection import FIGURE_OR_DATE

# In 据A发布的P the preposition governs P, not A.
_WHOLE_PHRASE = frozenset(
    {"据", "根据", "按照", "依据", "按", "对", "包括", "如", "例如", "通过", "透过"}
)
_ADVERBS = (
    "独家|交|具体负责|具体|表决|审议|依法|还要|还将|受邀|合力|首批|牢牢|终于|总算|遂|随之|当即|立即|迅速|业已|皆|俱|全都|全部|亦|也|已经|已|并且|并|将会|将|会|更|又|再|正在|正|曾经|曾|先后|共同|联合|联手|联袂|"
    "携手|合作|率先|正式|首次|首度|首先|主动|积极|拟于|拟|计划|宣布|宣告|公布|决定|成功|"
    "开始|负责|主要|目前|现时|现正|现已|现|还|则|均|都|分别|全资|独资|合资|全面|全权|逐步|"
    "进一步|每年|每月|持续|继续|一直|其后|随后|随即|最终|最后|早前|较早时|近日|日前|近年来|"
    "近年|同时|同年|次年|翌年|于是|两地|双方|三方|四方|各方|亲自|独立|自行|自主|专门|重点|"
    "大力|着力|受托|获委托|获授权|获委任|委托|直接|间接|统一|集中|出资|斥资|耗资|拨款|拨出|"
    "动用|投入|投资|注资|首届|本届|今届|陆续|率先|参与|协助|有意|希望|力争|争取|准备|筹备|"
    "预计|预定|预订|规划|筹划|打算|预期|有望|可望|提出|建议|同意|承诺|须要|须|需要|需|应当|应|可以|可|能够|能|所|来|"
    "才|便|就|即将|即|仍然|仍|快将|最近|今天|昨天|昨日|今日|上周|本周|上月|本月|下月|去年|"
    "今年|明年|后年|前年|年初|年中|年底|月初|月底|月中|初|底|中|起|以来|期间|内|后|前|一起|"
    "通力|倾力|牵头|发起|倡议|组织|捐资|捐款|捐出|筹资|集资|牵手|此前|此后|至今|迄今|累计|共|日后|未来|年度|另|另外|此外|其中"
)
_ADVERBIAL = re.compile(
    f"{FIGURE_OR_DATE}| |[0-9]{{1,4}}[年月日]"
    "|(?:获得?|经)[\ue000-\uf8ff]{0,2}(?:正式)?(?:批准|核准|同意|批复|许可)|获批准?|获准"
    f"|等 ?(?:{FIGURE_OR_DATE})? ?"
    "(?:[\u3400-\u9fff]{0,4}(?:机构|单位|企业|公司|院校|高校|部门|组织|团体|方面))?|"
    + "|".join(sorted(_ADVERBS.split("|"), key=len, reverse=True))
)
_PREPOSITIONAL = re.compile(
    "通过(?!了?的)|透过|根据|按照|依据|依托|联同|连同|联合|会同|协同|携手|[在于自从向对为与和同跟以按经把随因由就给用]"
)
_APPOSED = 5
_LONGEST_PHRASE = 30
_SERIAL = re.compile("(?:并负责|和负责|并且|并|、|和|及|或|以及|与) {0,2}\\Z")
_DEFINITE = re.compile(
    " {0,2}(?:(?:该|此|本|首|上|[a-f])轮|该|此|本|这|这个|有关|新|上述)?"
    "(课程|融资|计划|计画|项目|工程|基金|中心|公司|平台|园区|条例"
    "|措施|政策|法案"
    "|大会|峰会|联盟|协会|学校|集团|基地|博物馆|校区|实验室|机构|大楼|系统|展览|论坛|会议|活动|学院|专业|方案|报告|指引|法例|规例|协议|医院|大学)"
)


def subject_of(predicate: Predicate, position: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject of what stands at a position; empty if the clause has none; else None.

    The nearest thing that nothing governs is it, or the clause has another one: then None.
    """
    sentence = predicate.sentence
    position = first_of_series(predicate, position)
    first, _ = sentence.clause(position)
    end = predicate.verb.end
    inner = _WHOLE_PHRASE if sentence.text(end, end + 2).strip().startswith("的") else ""
    for group in reversed(sentence.groups):
        if group.end > position or group.start < first or group.possessor:
            continue
        if group.governor and group.governor not in inner:
            continue
        if not sentence.head(group, kinds):
            return None
        fits = adverbial(sentence.text(group.end, position))
        return sentence.fitting(group, kinds) if fits else None
    opening = sentence.text(first, position)
    if adverbial(opening):
        return carried(predicate, first, kinds)
    return () if adverbial(without_noun(opening)) else None


def definite(predicate: Predicate) -> str:
    """Return the common noun that opens the clause as its subject, if one does: 课程由A提供."""
    first, _ = predicate.sentence.clause(predicate.verb.start)
    return noun_of(predicate.sentence.text(first, predicate.verb.start))


def noun_of(text: str) -> str:
    """Return the common noun that a clause opens with, in its usual spelling, or nothing."""
    found = _DEFINITE.match(text)
    return found[1].replace("画", "划") if found else ""


def done_by_another(predicate: Predicate) -> bool:
    """Tell whether 由 stands before the verb: then the text is not about who does it."""
    first, _ = predicate.sentence.clause(predicate.verb.start)
    before = (g for g in predicate.sentence.groups if first <= g.start < predicate.verb.start)
    return any(group.governor == "由" for group in before)


def without_noun(text: str) -> str:
    """Return the text without the common noun that it opens with."""
    found = _DEFINITE.match(text)
    return text[found.end() :] if found else text


def adverbial(text: str) -> bool:
    """Tell whether a stretch holds adverbials only; a preposition takes all that follows it."""
    done = last = 0
    while done < len(text):
        found = _ADVERBIAL.match(text, done)
        if found is None:
            rests = (text[done:].strip(), text[last:].strip())  # 联合 is also a preposition
            return any(map(_is_prepositional, rests))
        last, done = done, found.end()
    return True


def _is_prepositional(text: str) -> bool:
    preposition = _PREPOSITIONAL.match(text)
    return preposition is not None and preposition.end() < len(text) <= _LONGEST_PHRASE


def first_of_series(predicate: Predicate, position: int) -> int:
    """Return where a series of verbs begins: A投资、建设并营运P."""
    sentence = predicate.sentence
    for verb in reversed(predicate.verbs(sentence.start, position)):
        if not _SERIAL.fullmatch(sentence.text(verb.end, position)):
            break
        position = verb.start
    return position


def series_end(predicate: Predicate) -> int:
    """Return where the last of several verbs with one object ends: A投资、建设并营运P."""
    sentence, end = predicate.sentence, predicate.verb.end
    for verb in predicate.others:
        if verb.start > end and _SERIAL.fullmatch(sentence.laid_out(end, verb.start)):
            end = verb.end
    return end


def carried(predicate: Predicate, first: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject of the clauses before: the thing that the nearest of them opens with."""
    sentence = predicate.sentence
    while first > sentence.start and sentence.text(first - 1, first) in ",;":
        start, end = sentence.clause(first - 1)
        inside = [g for g in sentence.groups if start <= g.start < end]
        subjects = [g for g in inside if not g.governor and not g.possessor]
        if subjects and _opens(sentence.text(start, subjects[0].start)):
            return sentence.fitting(_described(predicate, subjects), kinds) or None
        if _DEFINITE.match(sentence.text(start, end)):
            return ()
        if subjects:
            return None
        first = start
    return ()


def _opens(text: str) -> bool:
    """Tell whether a clause opens with what follows: after adverbials, or what it is: 港口城市A."""
    return adverbial(text) or (len(text) <= _APPOSED and not _PREPOSITIONAL.search(text))


def _described(predicate: Predicate, groups: list[Group]) -> Group:
    """Return the first thing that is no attribute of the next: of A建设的P, P."""
    for group, following in pairwise(groups):
        between = predicate.sentence.text(group.end, following.start)
        if not between.rstrip(" ").endswith("的") and "的" not in between[-8:]:
            return group
    return groups[-1]
