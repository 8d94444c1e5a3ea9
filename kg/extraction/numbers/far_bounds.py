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
    Qualifier.AT_MOST: "<bounds.at_most>",
    Qualifier.AT_LEAST: "<bounds.at_least>",
    Qualifier.LESS_THAN: "<bounds.less_than>",
    Qualifier.MORE_THAN: "<bounds.more_than>",
    Qualifier.NEARLY: "<bounds.nearly>",
    Qualifier.ABOUT: "<bounds.about>",
}
_OF_WHOLE = seldom(
    rf"(?:{'|'.join(f'(?P<{q.name}>{words})' for q, words in _BOUNDS.items())})"
    r"[^，。；：！？,;:!?()\d<particles.of>]{1,14}<bounds.of_whole>\Z"
)
_GIVE = r"<bounds.giving>"
_LIMIT = seldom(
    rf"<bounds.most>(?:(?P<MOST><bounds.high>)|(?P<LEAST><bounds.low>))(?:"
    rf"<bounds.can>[\u4e00-\u9fff]{{0,8}}?"
    rf"|<bounds.each>?(?:{_GIVE}){{1,2}}<bounds.each_time>?)\Z"
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
