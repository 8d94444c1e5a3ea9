"""The noun phrase that can stand for a thing which has no name: a topic is never half a clause.

``total investment is estimated`` names a total investment, ``will cover`` and ``of 50 MW`` nothing;
``前培訓`` and ``把碩士起薪`` nothing. ``護理員年齡中位數`` is a measure of 護理員.
"""

import re

_FINITE = re.compile(
    r"\s*\b(?:is|are|was|were|be|been|being|will|would|can|could|shall|should|may|might|must|has|have"
    r"|had|do|does|did|stood|stands|that|which|who|whose|to|expects?|agreed|announced)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:of|in|at|on|by|for|to|from|with|than|into|as|and|or|but|not|only|further|around|about|up"
    r"|down|over|under|after|before|since|when|while|if|there|here|it|they|we|you|he|she|i|them"
    r"|whose|them|this|that|these|those|same|year|month|week|day|quarter)\b",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[a-z]{2}", re.IGNORECASE)
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
        refused = _OPENING.match(words)
    else:
        of_what = _MEASURE.search(words)
        if of_what and of_what.start() > 1:
            words = words[: of_what.start()]
        words = words.removesuffix("的")
        refused = _VERBAL.search(words)
    if refused or not _NAMEABLE.fullmatch(words.strip()):
        return None
    return start, start + len(words)
