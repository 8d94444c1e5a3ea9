"""What came of what a clause tells of: ``收購乙公司的計劃告吹``, ``…, but the deal fell through``.

A verb says what was to be; that it came to nothing stands behind it: at the end of its own clause,
or in the next one, which then speaks of the undertaking and of nothing else.
"""

import re
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_GAP = r"[^,;:.!?。\n]"
_THING = "[\ue000-\uf8ff]"


def failed(text: str, end: int) -> bool:
    """Tell whether what projected ``text`` states up to ``end`` came to nothing, as it goes on.

    >>> failed("雲帆收购海龙的计划告吹。", 7), failed("雲帆收购海龙,计划告吹的乙", 6)
    (True, False)
    >>> failed("a bid by keel fell through.", 13), failed("keel runs tyne, which failed.", 14)
    (True, False)
    """
    return any(form.match(text, end) for form in _forms())


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return (*_chinese(), *_english())


def _any(*names: str) -> str:
    return read().any_of("outcomes", *names)


def _chinese() -> tuple[re.Pattern[str], ...]:
    """Return how a clause ends in failure, and how the next one tells of it."""
    came = rf"(?:{_any('failed')})(?:{_any('done')})?(?=[,;:.!?。)”」』\n ]|$)"
    leading = rf"(?:{_any('leading')})"
    this = rf"(?:{_any('pointing')})(?:{_any('counting')})?"
    turned = rf"(?:{_any('turning')})(?:{this})?(?:{_any('undertakings')})?"
    return (
        expression(rf"(?>{leading}|(?!{_any('elsewhere')}){_GAP}){{0,24}}?{came}"),
        expression(
            rf"{_GAP}{{0,16}}[,;。]\s?(?:{turned}|{this}(?:{_any('undertakings')}))"
            rf"(?>{leading}|{_THING}|\s){{0,4}}{came}"
        ),
    )


def _english() -> tuple[re.Pattern[str], ...]:
    be = r"(?:was|were|been|is|are|being|be|got)"
    came = (
        rf"(?:(?:{_any('english_failed')})"
        rf"|{be} (?>(?:[a-z]{{2,14}}ly |later |soon ){{0,2}})(?:{_any('english_undone')}))"
        r"(?![a-z-])"
    )
    own = rf"(?!(?:{_any('english_elsewhere')})\b|(?:and|but|or) {_THING})"
    adverbs = r"(?>(?:(?:has|had|have|later|soon|never|then|since|also|[a-z]{2,14}ly) ){0,4})"
    this = (
        r"(?:(?:the|this|that|its|their|both|those|these) (?:[a-z-]+ ){0,2}?"
        rf"(?:{_any('english_undertakings')})|it|this|that) "
    )
    turned = rf"(?:(?:{_any('english_turning')}) (?:for )?)?"
    return (
        expression(rf"(?:\s{own}[^\s,;:.!?]{{1,30}}){{0,10}}?\s{came}"),
        expression(rf"[,.!?]?[\"”’]+,? (?:{_any('english_jesting')})(?![a-z])"),
        expression(rf"(?: [^\s,;:.!?]{{1,30}}){{0,5}}[,;.] {turned}{this}{adverbs}{came}"),
    )
