"""What is launched or developed under a name in quotes: 推出「社區大獎賞」, 研发的“海鸥”染料."""

import re

from kg.extraction.words.brackets import Bracket
from kg.extraction.words.ordinary import is_listed, is_ordinary

SHORT_NAME = 10
"""The most characters of a name in quotes of which only what stands beside it tells."""

_LAUNCH = re.compile(  # what may stand between is how large it is, or whose (额度1亿元的)
    r"(?:推出|[开增合新]设|[开合承]办|推行|首推|发起|启动|上线|试办|试行|试点|共建|合建|设立|成立|创办|创设|营运|运营|负责)"
    r"(?:了|的|首个|首期|全新的?|新的?|[^,。;!?“”「」『』]{2,12}的)?\s?\Z"
)
_REPLACED = re.compile(  # 取代了此前的“某某工程”
    r"(?:取代|替代|代替|接替|并入|更名为|升级为|前身[是为])(?:了|此前的?|原有的?|原来的?|原先的?|旧的?|现有的?){0,3}\Z"
)
_DEVELOPED = re.compile(  # 自主研发的“某某”染料: a product, whatever its noun
    r"(?:研发|研制|开发|自研|培育|选育)(?:出来|出|了|的){0,2}(?:首款|首个|新一代|新品种)?\Z"
)
_PRODUCT_NOUN = re.compile("[\u3400-\u9fff]")
REACH = 18  # characters before a quotation
_LAUNCHED = re.compile(  # no slogan: 一企一策, 小而美
    r"(?!.{0,2}一.一|.{1,3}而|[\u3400-\u9fff]{1,3}\Z)[\w +&-]{3,16}"
)
_NO_NOUN = re.compile(
    r"\s?(?:\Z|[^\u3400-\u9fff]|[,。;:、和与及共已自于以后至为将现在,]|今年|去年|以来|首)"
)


def is_launched(pair: Bracket, text: str) -> bool:
    """Tell whether words right before a quotation say that it is launched, or takes a place."""
    first = max(0, pair.start - REACH)
    launch = _LAUNCH.search(text, first, pair.start)
    return (launch or _REPLACED.search(text, first, pair.start)) is not None


def kind(pair: Bracket, text: str) -> str:
    """Return the class of a quotation that somebody launches or develops; else empty.

    ``text`` is the folded text in which the quotation stands.
    """
    inside = pair.inside(text)
    brand = 2 <= len(inside) <= SHORT_NAME and not (is_ordinary(inside) or is_listed(inside))
    first = max(0, pair.start - REACH)
    developed = brand and _DEVELOPED.search(text, first, pair.start)
    if developed and _PRODUCT_NOUN.match(text, pair.end):
        return "kg:TechnologySolution"
    named = _LAUNCHED.fullmatch(inside) and not is_ordinary(inside)
    alone = named and is_launched(pair, text) and _NO_NOUN.match(text, pair.end)
    return "kg:Programme" if alone else ""
