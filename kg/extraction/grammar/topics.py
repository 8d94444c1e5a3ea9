"""The noun phrase that can stand for a thing which has no name: a topic is never half a clause.

``total investment is estimated`` names a total investment, ``will cover`` and ``of 50 MW`` nothing;
``前培訓`` and ``把碩士起薪`` nothing. ``護理員年齡中位數`` is a measure of 護理員.
"""

import re
from functools import cache

from kg.extraction.grammar.frames import BASE, PARTICIPLE, PAST, SINGULAR, inflected
from kg.extraction.words.wordlists import read

_FINITE = re.compile(
    r"\s*\b(?:is|are|was|were|be|been|being|will|would|can|could|shall|should|may|might|must|has|have"
    r"|had|do|does|did|stood|stands|that|which|who|whose|to|expects?|agreed|announced)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:of|in|at|on|by|for|to|from|with|than|into|as|and|or|but|not|only|further|around|about|up"
    r"|down|over|under|after|before|since|against|versus|among|between|during|within|through|across|despite"
    r"|because|although|until|till|per|when|while|if|there|here|it|they|we|you|he|she|i|them"
    r"|whose|them|this|that|these|those|same"
    r"|(?:last |next )?(?:year|month|week|day|quarter|spring|summer|autumn|winter))\b",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"(?:\b(?:of|the|an?|all|other|for|in|on|at|to|by|with|and|or|no|any|each|not|its|their|our|newly|fully|highly|recently)"
    r"|\A)\s*\Z",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s*(?:\Z|(?:the|an?|its|their|our|his|her|average|total|some|about|around|only|up|in|by)\b)",
    re.IGNORECASE,
)
# What is done, and how far it reaches, are no things: 批出42个项目, 涉及金额21亿元.
_DEED_ALONE = re.compile(
    r"(?:合?共|已|累计|同时)*(?:涉及|牵涉|投向|投往|用于|惠及|受惠|带动|撬动|拉动|波及|遍及|耗时|历时|预留|发放|派发|下达|拨付|拨出"
    r"|(?:批|发|拨|派|售|卖|租|借|判|开|选|评|推|调|拿|颁)出(?:了)?\Z|(?:收|撤|召|退|赎|追)回(?:了)?\Z"
    r"|(?:收|接|录|取|筹|获)[到得获](?:了)?\Z)"
)
_LATIN = re.compile(r"[a-z]{2}", re.IGNORECASE)
_DEED = re.compile(r"[a-z]{3,}ed", re.IGNORECASE)
_ADVERB = re.compile(r"(?:\s(?:also|now|already|jointly))?\s*\Z", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_NAMEABLE = re.compile(r"[^\d\W][^\d，。；：！？,;:!?()\n]{1,39}")
_VERBAL = re.compile(
    r"^(?:前(?![线沿海])|中(?![国小央心学医药型等华])|新(?!能源|兴|型|材料|界|区)|对(?!外)|首(?![席都])"
    r"|平(?![台均])|共(?![享同])|有(?![限色机])|再(?!生)"
    r"|[后内里由把将从以按于为使令让并但则如若当每达至到已正最迄第])"
    r"|[把将让令使由]|同比|环比|截至|截止|计划|预计|目标是|完成|实现|增至|升至|达到|下降|扩大|走访|招募|设置|认为|来自|不超过|培训"
)
_MEASURE = re.compile(
    r"(?:平均|总|全年|每月|每年|人均|职位)?(?:年龄|月薪|年薪|工资|薪酬|薪金|薪俸|收入|开支|支出|房价|租金|价格|人数|数目|数量|总数|人次|规模"
    r"|面积|产值|产量|金额|总额|空缺率|失业率|流失率|就业率|入住率|出租率|渗透率|覆盖率|普及率|占比|比例|比率|缺口|需求)?"
    r"(?:的)?(?:中位数|平均数|平均值|总数|总额|总量|比例|比率|数目)?$"
)


# What can be left at the end of a noun phrase that a figure cut off: 產線卻(只開六成), 27個項目中.
_ADVERBIAL = re.compile(
    r"(?>却|就|要|(?<![许认])可|一般|通常|大约|[从由]|(?<=[\u4e00-\u9fff]{3})中|减少|增加|上升|下降|少|多达|约)+$"
)
_CLAUSAL = re.compile(  # a clause, not a noun: 大会上决定再加薪, 省下的钱去签
    r"^[比较与同]|宣布|坦言|挤进|拉动|[的地得]目标$|依次是|(?<![于但只可正])是(?![否非])|去签|只[有压剩要]|不(?:太|再|到|能|会)|[了着]$"
)


def noun_phrase(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of a range of folded text that names something, if any of it does.

    >>> text = "total investment is estimated"
    >>> noun_phrase(text, 0, len(text))
    (0, 16)
    >>> noun_phrase("前培训", 0, 3) is noun_phrase("will cover", 0, 10) is None
    True
    """
    words = folded[start:end]
    if _LATIN.search(words):
        verb = _FINITE.search(words)
        words = words[: verb.start()] if verb else words
        words = words[: _verb(words)].rstrip()
        refused = _OPENING.match(words)
    else:
        of_what = _MEASURE.search(words)
        if of_what and of_what.start() > 1:
            words = words[: of_what.start()]
        words = _ADVERBIAL.sub("", words).removesuffix("的")
        refused = _VERBAL.search(words) or _DEED_ALONE.match(words) or _CLAUSAL.search(words)
    if refused or not _NAMEABLE.fullmatch(words.strip()):
        return None
    return start, start + len(words)


def counted_part(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what a share is of, in the Chinese words behind it: up to what is said of it.

    >>> counted_part("院舍设有无障碍设施", 0, 9), counted_part("来自北美", 0, 4)
    ((0, 2), None)
    """
    if _LATIN.search(folded, start, end):
        return start, end
    found = _predicates().search(folded, start, end)
    stop = found.start() if found else end
    return (start, stop) if stop - start > 1 else None


@cache
def _predicates() -> re.Pattern[str]:
    words = {*read().get("boundaries", "verbs")} - {*read().get("boundaries", "nominal")}
    words = {word for word in words if len(word) > 1} | {*read().get("measures", "said_of")}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _verb(words: str) -> int:
    """Return where the first finite verb begins after what may be its subject, or the end.

    A form that is a participle or a noun too is a verb only right before the figure or an object:
    ``museum attracted``, but ``number of registered nurses``.
    """
    forms = _finite()
    for word in _WORD.finditer(words):
        at_end = not words[word.end() :].strip()
        kind = forms.get(word[0].lower(), False if at_end and _DEED.fullmatch(word[0]) else None)
        if kind is None or _JOINING.search(words, 0, word.start()):
            continue
        if kind or _OBJECT.match(words, word.end()):
            return len(_ADVERB.sub("", words[: word.start()], count=1))
    return len(words)


@cache
def _finite() -> dict[str, bool]:
    """Return the finite forms of verbs, each with whether it is nothing else."""
    found: dict[str, bool] = {}
    for verb in read().get("english", "taking"):
        for form, kinds in inflected(verb).items():
            if kinds & {PAST, SINGULAR}:
                found[form] = not kinds & {BASE, PARTICIPLE, SINGULAR}
    return found
