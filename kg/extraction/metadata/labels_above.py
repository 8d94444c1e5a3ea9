"""Names below the label of a credit that has its line to itself: ``Presented by``, ``主辦單位``."""

from collections.abc import Iterator, Sequence

from kg.extraction.metadata.signatures import Signed, rows
from kg.extraction.names import body_names, bylines
from kg.extraction.passages.passage import Passage


def find(lines: Sequence[Passage]) -> Iterator[Signed]:
    """Yield whom the lines below such a label on the cover name, as far as they are names.

    Of a unit and the body that it is of (``Ports Division, Coastal Office``) the unit is credited.
    """
    predicate, last = "", -1
    for row in rows(lines):
        label = bylines.label_alone(row.words)
        if label or (row.text.index != last and row.text.block.gap) or not row.words.strip():
            predicate = label
        elif predicate:
            places = list(body_names.names(row.words, 0, len(row.words)))
            units = places[:1] if row.words.isascii() else places
            named = bylines.people(row.words, 0, units[-1][1]) if units else []
            yield from (row.credit(predicate, place) for place in named)
            predicate = predicate if named else ""
        last = row.text.index
