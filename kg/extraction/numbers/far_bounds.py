"""Bounds that stand away from their number: 不到深圳的三分之一, 最高可申领500元.

Between a bound and a share may stand what it is a share of; between 最高 and an amount, what one
may do with it. What only belongs to the thing measured (``最高温度38度``) bounds nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.words.expressions import seldom
from kg.model.mention import Mention, Qualifier, Quantity

_SHARES = frozenset({"%", "times"})
_FAR = 24  # code points before a number in which its bound begins
_BOUNDS = {
    Qualifier.AT_MOST: "不[得能可应宜]?(?:超过|高于|多于|大于)",
    Qualifier.AT_LEAST: "不[得能可应宜]?(?:低于|少于|小于)|至少",
    Qualifier.LESS_THAN: "不到|不足|未达|少于|低于|小于",
    Qualifier.MORE_THAN: "超[过出]|多于|大于|高于",
    Qualifier.NEARLY: "接近|将近|逼近",
    Qualifier.ABOUT: "大约(?:[占为是]|相当于)?|约(?:[占为合]|相当于)",
}
_OF_WHOLE = seldom(
    rf"(?:{'|'.join(f'(?P<{q.name}>{words})' for q, words in _BOUNDS.items())})"
    r"[^，。；：！？,;:!?()\d的]{1,14}的(?:总[量数额]的?)?\Z"
)
_GIVE = (
    r"给予|予以|奖励|奖补|补贴|补助|资助|支持|扶持|获得?|申[领请报]|享受?|发放|领取|减免"
    r"|承担|容忍|授信|贷款?"
)
_LIMIT = seldom(
    rf"最(?:(?P<MOST>[高多])|(?P<LEAST>[低少]))(?:可(?!比|靠|持续)[\u4e00-\u9fff]{{0,8}}?"
    rf"|(?:一次性|每[年月次户人]|单[户个])?(?:{_GIVE}){{1,2}}(?:一次性|每[年月次户人])?)\Z"
)


def bounded(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of folded ``text``, an exact figure with the bound further off, if any.

    >>> from decimal import Decimal
    >>> third = Mention(7, 11, (Quantity(Decimal(33), "%"),), "quantity")
    >>> [bounded(text, [third])[0].meaning.qualifier.value
    ...  for text in ("规模不到邻市的三分之一", "规模已是邻市的三分之一")]
    ['less than', 'exact']
    """
    return [_bounded(text, mention) for mention in mentions]


def _bounded(text: str, mention: Mention) -> Mention:
    quantity = mention.meaning
    if not isinstance(quantity, Quantity) or quantity.qualifier is not Qualifier.EXACT:
        return mention
    near = max(0, mention.start - _FAR)
    if quantity.unit in _SHARES and (found := _OF_WHOLE.search(text, near, mention.start)):
        qualifier = Qualifier[found.lastgroup or "EXACT"]
    elif limit := _LIMIT.search(text, near, mention.start):
        qualifier = Qualifier[f"AT_{limit.lastgroup}"]
    else:
        return mention
    return replace(mention, meanings=(replace(quantity, qualifier=qualifier),))
