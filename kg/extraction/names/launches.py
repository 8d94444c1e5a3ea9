"""What is launched or developed under a name in quotes: 推出「社區大獎賞」, 研发的“海鸥”染料."""

import re

from kg.extraction.words.brackets import Bracket
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import is_listed, is_ordinary

SHORT_NAME = 10
"""The most characters of a name in quotes of which only what stands beside it tells."""

_LAUNCH = expression(  # what may stand between is how large it is, or whose (额度1亿元的)
    r"<names.launching>"
    r"(?:<names.launch_particles>|[^,。;!?“”「」『』]{2,12}<particles.of>)?\s?\Z"
)
_REPLACED = expression(  # 取代了此前的“某某工程”
    r"<names.replacing><names.old>{0,3}\Z"
)
_DEVELOPED = expression(  # 自主研发的“某某”染料: a product, whatever its noun
    r"<names.developing><names.developed>{0,2}<names.new>?\Z"
)
_HELD = expression(  # 舉辦「某某之夜」
    r"<names.holding><names.launch_particles>?\s?\Z"
)
_HELD_BY = expression(  # 「某某之夜」由某局首辦
    r"\s?(?:<names.lately>)?<particles.by>[^,。;:!?“”「」]{2,24}?<names.holding>"
)
_LAUNCHED_BY = expression(  # 「某某卡」由某局推出
    r"\s?(?:<names.lately>)?<particles.by>[^,。;:!?“”「」]{2,24}?<names.launching_by>"
)
_PRODUCT_NOUN = re.compile("[\u3400-\u9fff]")
REACH = 18  # characters before a quotation
_LAUNCHED = expression(  # no slogan: 一企一策, 小而美; of three characters only a product: 某某贷
    r"(?!.{0,2}<names.slogan_ones>.<names.slogan_ones>|.{1,3}<names.slogan_and>"
    r"|[\u3400-\u9fff]{1,3}(?<!..<names.product_ends>)\Z)[\w +&-]{3,16}"
)
_NO_NOUN = expression(r"\s?(?:\Z|[^\u3400-\u9fff]|[,。;:、<names.no_noun>,]|<names.no_noun_words>)")


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
    if brand and (_HELD.search(text, first, pair.start) or _HELD_BY.match(text, pair.end)):
        return "kg:Event"
    if brand and _LAUNCHED_BY.match(text, pair.end):
        return "kg:Programme"
    alone = named and is_launched(pair, text) and _NO_NOUN.match(text, pair.end)
    return "kg:Programme" if alone else ""
