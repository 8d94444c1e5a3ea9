"""What money, applicants and places are of: the programme spoken of, not the body that runs it.

``教育局推出甲计划，…，教育局共批出120宗申请``: the applications are those of the programme. So are
targets of the plan that sets them, where a place is all else that its sentence offers. What is
told of a body as such (its staff, its revenue) stays with the body.
"""

import re
from functools import cache

from kg.extraction.discourse.candidates import Subject
from kg.extraction.figures.subjects import Subjects
from kg.extraction.grammar.roles import Role
from kg.extraction.layout import tasks
from kg.extraction.passages.reading import Reading
from kg.extraction.words.wordlists import read

_RUNS = ("kg:Institution", "kg:MediaOutlet")
_BUREAUX = ("局", "署", "處", "处", "厅", "廳", "委", "办", "辦")  # nobody knows, but run things
_SCENES = ("kg:Jurisdiction", "kg:Region")  # places of which the paragraph tells
_PROGRAMMES = ("kg:PolicyInstrument", "kg:Fund", "kg:Project")
_TEXTS = ("kg:PolicyStatement", "kg:Legislation", "kg:Agreement")  # they only say or allow
_PRODUCTS = ("kg:TechnologySolution", "kg:ComputingPlatform")
_PLANS = ("kg:Plan", "kg:Strategy")
_TARGET = re.compile(
    r"目标|力争|争取|要(?:达|突破|有|建)|[到至在]20\d\d年|之前|年前"
    r"|\bby 20\d\d|\btargets?\b|\baims?\b",
    re.IGNORECASE,
)


class Instruments:
    """Tells the programme or plan that a figure is of, where another subject was found."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects

    def instead(
        self, found: Subject | None, index: int, reading: Reading, sentence: int, position: int
    ) -> Subject | None:
        """Return the instrument to put in the place of the subject found, if there is one.

        ``sentence`` and ``position`` are where the sentence starts and its figure stands.
        """
        if found is None:
            return None
        folded = reading.passage.folded
        _, end = reading.passage.sentence_at(position) or (position, len(folded))
        outside = found.evidence.role in ("antecedent", "heading")
        bureau = self._subjects.is_a(found, "kg:Topic") and found.entity.name.endswith(_BUREAUX)
        if bureau or self._subjects.is_a(found, *_RUNS, *(_SCENES if outside else ())):
            told = folded[max(sentence, position - _NEAR) : min(end, position + _NEAR)]
            run = None
            if _measures("of_programmes").search(told):
                run = self._programme(index, sentence, position, reading)
            if run or not outside:
                return run or self._product(found, index, folded, sentence, position)
        if product := self._product(found, index, folded, sentence, position):
            return product
        if self._subjects.is_a(found, "kg:Place") and _TARGET.search(folded, sentence, position):
            return self._subjects.named(index, sentence, position, _PLANS)
        return None

    def _product(
        self, found: Subject, index: int, folded: str, sentence: int, position: int
    ) -> Subject | None:
        """Return the product of a body whose price, range or use is told: 推出眼鏡「甲」，售價."""
        told = folded[max(sentence, position - _NEAR) : position]
        if not (
            self._subjects.is_a(found, "kg:Organisation") and _measures("of_products").search(told)
        ):
            return None
        named = self._subjects.named(index, sentence, position, _PRODUCTS)
        outside = found.evidence.role == "antecedent"
        return named or (
            self._subjects.paragraph.carried(index, sentence, _PRODUCTS) if outside else None
        )

    def asking(self, index: int, sentence: int, position: int) -> Subject:
        """Return what sets a condition: a programme or a plan, else the document itself."""
        return self._programme(index, sentence, position) or self._subjects.last_resort

    def _programme(
        self, index: int, sentence: int, position: int, reading: Reading | None = None
    ) -> Subject | None:
        task = reading and tasks.led(reading.passage)  # its item does not tell of all above it
        offered = (
            self._subjects.before(index, sentence, position, _PROGRAMMES, Role.GOVERNED),
            self._subjects.paragraph.carried(index, sentence, _PROGRAMMES),
            None if task else self._subjects.headings.nearest(index, _PROGRAMMES),
        )
        return next((s for s in offered if s and not self._subjects.is_a(s, *_TEXTS)), None)


_NEAR = 16  # code points around a figure in which words say what is measured


@cache
def _measures(name: str) -> re.Pattern[str]:
    words = sorted(read().get("measures", name), key=len, reverse=True)
    latin = [rf"\b{re.escape(word)}\b" for word in words if word.isascii()]
    return re.compile("|".join([*latin, *(w for w in words if not w.isascii())]), re.IGNORECASE)
