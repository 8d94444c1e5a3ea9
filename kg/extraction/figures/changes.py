"""How figures move: what a change set out from and arrived at, and whether it is a rise or a fall.

``輪候時間由6.1年縮短至5.3年`` gives two figures of one measure, told apart by their ``stage``
(``before``, ``after``). A relative change that the text calls a fall is negative (``下降8.7%`` is
-8.7 %), and its bound turns with it: ``a fall of more than 8 %`` is less than -8 %. A level (``fell
to 12 %``), an amount (``18 000 tonnes less``) and what its own measure calls a fall (``降幅为5%``,
``a reduction of 5 %``) keep their sign.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.figures.ends import Pair, joined, pair
from kg.extraction.figures.stages import MOVED, MOVING_TAIL, changes, unit
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.surveys.responses import SHARE
from kg.extraction.words.expressions import expression, seldom
from kg.model.fact import Fact
from kg.model.mention import Mention, Qualifier, Quantity
from kg.text.folding import fold

_RELATIVE = frozenset({"%", "percentage point"})
_PLAIN = frozenset({"figure", "growth"})  # rules whose words around the figure are all they know
_GROWTH, _FIGURE = "kg:growth", "kg:figure"
_TURNED = {
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
}

_ROUGHLY = r"(?:(?:by|about|around|some|nearly|almost|over|more than|a further|an estimated)\s+)*"
_LY = r"(?:(?:[a-z]{2,}ly|further|again|back)\s+)?"
_FELL = seldom(
    r"(?:<changes.falling><changes.bounds>*"
    r"|\b(?:f[ae]ll(?:en|s|ing)?|dropp?(?:ed|s|ing)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)"
    r"|shr[aiu]nk(?:s|ing)?|slip(?:s|ped)?|slid|plunged?|plummeted|contracted|tumbled|slump(?:ed)?"
    rf"|dipped|down|(?:reduc|lower)(?:ed?|es|s|ing)|cut(?:s|ting)?)\s+{_LY}{_ROUGHLY}"
    rf"|\b(?:reduc(?:ed?|es|ing)|lower(?:ed|s|ing)?|cut(?:s|ting)?)\s[^,.;:\d]{{1,60}}\sby\s+{_ROUGHLY})\Z",
    re.IGNORECASE,
)
_GREW = expression(
    r"(?:<changes.rising><changes.bounds>*"
    r"|\b(?:r[io]sen?|rose|gr[eo]wn?|increas(?:ed?|es)|climb(?:ed|s)?|jump(?:ed|s)?|surged?|soared|up)"
    rf"\s+{_LY}{_ROUGHLY})\Z",
    re.IGNORECASE,
)
_LESS = expression(
    r"\s(?:lower|less|fewer|smaller|cheaper|shorter)\b"
    r"|\s(?:fall|drop|decline|decrease|contraction|slump)\b",
    re.IGNORECASE,
)
# How far from a standing value, not from what was: below average, 較正常偏少.
_BELOW = expression(
    r"\s(?:below|beneath|short of|under(?= (?:budget|target|average|last year|\d)))\b",
    re.IGNORECASE,
)
_SHORT_OF = expression(
    r"(?:<changes.short>|<changes.than>[^,。;:]{1,12}<changes.less>)<changes.bounds>*\Z"
)
_CALLED = expression(
    r"<changes.reductions>|\b(?:falls?|drops?|declines?|decreases?|reductions?|cuts?|savings?"
    r"|discounts?|loss(?:es)?)\b",
    re.IGNORECASE,
)
_LISTED = expression(r"\s*(?:、|,|<clauses.list_joints_all>|,?\s?\band)\s*", re.IGNORECASE)
_GAPPED = expression(r"[^,;:.]{3,48}\sby\s+(?:about |around |some |nearly )?\Z", re.IGNORECASE)
_ROSE = expression(
    r"<changes.more>|\b(?:up|r[io]s|gr[eo]w|increas|climb|gain|expand|higher|more)", re.IGNORECASE
)

_ONLY_MOVES = expression(
    rf"(?><changes.only_moves>"
    rf"|{MOVED}|[\d.]+%|[、,\s])++"
)
_DEALT = expression(r"\A\W*<changes.compared_dealt>?<changes.dealt>")
_SETTING_OUT = expression(r"<changes.setting_out>\Z|\bfrom\Z", re.IGNORECASE)
_HEADED = expression(r"<changes.falls>|\b(?:fall|drop|decline|decrease|reduction)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Move:
    """What the words around one figure say of it: its stage, what moved, and whether it fell."""

    stage: str = ""
    measure: str = ""
    fell: bool = False
    rose: bool = False
    base: int = -1  # where the figure starts whose change this one is
    short: bool = False  # of a value that stands

    @property
    def is_change(self) -> bool:
        """Tell whether the figure says by how much something moved."""
        return self.fell or self.rose


def told(facts: Iterable[Fact], readings: Sequence[Reading]) -> Iterator[Fact]:
    """Yield the facts; figures of a change have its ``stage``, and those of a fall their sign.

    A figure that only says by how much the one before it moved (``出口30亿元，增长3.6%``) is the
    growth of what that one measures.
    """
    pairs: list[Pair] = []
    moves = {place: move for reading in readings for place, move in _of_reading(reading, pairs)}
    facts = joined(facts, pairs)
    known = {_place(f): f.measure for f in facts if f.quantity and not _is_idle(f)}
    for fact in facts:
        if not fact.quantity:
            yield fact
            continue
        move = moves.get(_place(fact)) or _Move(fell=_is_headed(fact))
        yield _moved(_of_base(fact, known.get(move.base, "")), move)


def _place(fact: Fact) -> int:
    """Return where the value of a fact starts in the document; -1: it has none."""
    return next((e.span.start for e in fact.evidence if e.role == "value"), -1)


def _is_idle(fact: Fact) -> bool:
    """Tell whether the measure of a fact only says that something moved."""
    return fact.rule in _PLAIN and bool(_ONLY_MOVES.fullmatch(fold(fact.measure)))


def _of_base(fact: Fact, measure: str) -> Fact:
    """Return a fact whose measure only says that something moved with what did."""
    return replace(fact, measure=measure) if measure and _is_idle(fact) else fact


def _is_headed(fact: Fact) -> bool:
    """Tell whether a change stands in a table under a head that calls it a fall."""
    heads = (e.quote for e in fact.evidence if e.role == "header")
    return fact.predicate == _GROWTH and any(_HEADED.search(fold(head)) for head in heads)


def _moved(fact: Fact, move: _Move) -> Fact:
    plain = fact.rule in _PLAIN
    if move.stage and "stage" not in dict(fact.dimension):
        dimension = tuple(sorted((*fact.dimension, ("stage", move.stage))))
        open_end = plain or _SETTING_OUT.search(fold(fact.measure))
        measure = move.measure if open_end and move.measure else fact.measure
        fact = replace(fact, dimension=dimension, measure=measure)
    if move.short and fact.predicate != SHARE:
        return replace(fact, quantity=_negative(fact.quantity))
    if fact.predicate == SHARE or not move.is_change:
        return fact
    left = MOVING_TAIL.sub("", fold(fact.measure)) if plain else fact.measure
    measure = fact.measure[: len(left)] or fact.measure
    if plain and move.fell and _CALLED.search(fold(measure)):
        return fact
    relative = fact.quantity and fact.quantity.unit in _RELATIVE
    generic = fact.rule == "figure" and fact.predicate == _FIGURE and relative
    quantity = _negative(fact.quantity) if move.fell else fact.quantity
    predicate = _GROWTH if generic else fact.predicate
    return replace(fact, quantity=quantity, predicate=predicate, measure=measure)


def _negative(quantity: Quantity | None) -> Quantity | None:
    if quantity is None or quantity.value <= 0 or quantity.unit not in _RELATIVE:
        return quantity
    top = quantity.maximum
    return replace(
        quantity,
        value=-(quantity.value if top is None else top),
        maximum=None if top is None else -quantity.value,
        qualifier=_TURNED.get(quantity.qualifier, quantity.qualifier),
    )


def _of_reading(reading: Reading, pairs: list[Pair]) -> Iterator[tuple[int, _Move]]:
    """Yield how each figure of a passage moves, by where its value starts in the document.

    The ends of its changes are added to ``pairs``.
    """
    passage = reading.passage
    for sentence in passage.sentences:
        figures = [m for m in reading.within(*sentence) if isinstance(m.meaning, Quantity)]
        found = list(changes(reading, sentence, figures)) if len(figures) > 1 else []
        ends = {start: said for change in found for start, said in change.stages()}
        pairs += [pair(reading, each.first, each.second, each.turned) for each in found]
        bases = _bases(reading, sentence, figures)
        previous: Mention | None = None
        fell = False
        for figure in figures:
            fell = _fell(passage.folded, sentence, figure, previous if fell else None)
            stage, measure = ends.get(figure.start, ("", ""))
            previous = figure
            before = passage.folded[max(sentence[0], figure.start - 60) : figure.start]
            rose = not fell and not stage and bool(_GREW.search(before))
            base = bases.get(figure.start, -1)
            short = not (fell or rose or stage) and _is_short(passage.folded, sentence, figure)
            if fell or rose or stage or short or base >= 0:
                start = passage.span(figure.start, figure.end).start
                yield start, _Move(stage, measure, fell and not stage, rose, base, short)


def _bases(
    reading: Reading, sentence: tuple[int, int], figures: Sequence[Mention]
) -> dict[int, int]:
    """Return, of each relative figure, where in the document the figure starts that moved so.

    It is the amount before it; of several that are dealt out (``分别增长3%和下降1%``), its own.
    """
    passage = reading.passage
    found: dict[int, int] = {}
    amounts: list[int] = []
    for start, end in clauses(passage.folded, *sentence):
        inside = [figure for figure in figures if start <= figure.start < end]
        relative = [f for f in inside if unit(f) in _RELATIVE]
        dealt = len(relative) > 1 and _DEALT.match(passage.folded[start:end])
        several = amounts[-len(relative) :] if dealt and len(amounts) >= len(relative) else []
        turn = iter(several)
        for figure in inside:
            place = passage.span(figure.start, figure.end).start
            if unit(figure) not in _RELATIVE:
                amounts.append(place)
            elif amounts:
                found[figure.start] = next(turn, amounts[-1])
    return found


def _is_short(folded: str, sentence: tuple[int, int], figure: Mention) -> bool:
    """Tell whether a relative figure says by how much something is below a value that stands."""
    if unit(figure) not in _RELATIVE:
        return False
    before = folded[max(sentence[0], figure.start - 20) : figure.start]
    return bool(_BELOW.match(folded, figure.end, sentence[1]) or _SHORT_OF.search(before))


def _fell(folded: str, sentence: tuple[int, int], figure: Mention, fallen: Mention | None) -> bool:
    """Tell whether a figure says by how much something fell.

    ``fallen`` is the figure before it where that one does.
    """
    before = folded[max(sentence[0], figure.start - 90) : figure.start]
    if _FELL.search(before) or _LESS.match(folded, figure.end, sentence[1]):
        return True
    gap = folded[fallen.end : figure.start] if fallen else ""
    if not gap or _ROSE.search(gap):
        return False
    return bool(_LISTED.fullmatch(gap) or _GAPPED.search(gap))
