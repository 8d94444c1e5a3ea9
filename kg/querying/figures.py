"""The columns that make up a figure → one column that people read.

Programs get value, maximum, qualifier and unit apart (CSV, JSON …); a table for people says
``about 1.8–2.3 HKD``.
"""

from collections.abc import Sequence

from kg.querying.tables import Column, display_width

_PARTS = ("value", "maximum", "qualifier", "unit")


def merged(columns: Sequence[Column]) -> list[Column]:
    """Return the columns with those of a figure made one, where all of them are there.

    Numbers are aligned on their last digit, with the unit behind.

    >>> value, maximum, qualifier, unit = map(Column, ("value", "maximum", "qualifier", "unit"))
    >>> for column, cell in zip((value, maximum, qualifier, unit), ("1.8", "2.3", "about", "%")):
    ...     column.add(cell)
    >>> merged([value, maximum, qualifier, unit])[0].cells
    ['about 1.8–2.3 %']
    """
    named = {column.name: column for column in columns}
    if not named.keys() >= set(_PARTS):
        return list(columns)
    value, maximum, qualifier, unit = (named[name].cells for name in _PARTS)
    amounts = [_amount(*parts) for parts in zip(value, maximum, qualifier, strict=True)]
    longest = max(map(display_width, amounts), default=0)
    figure = Column("value", numbers=False, whole=True)
    for amount, of in zip(amounts, unit, strict=True):
        blanks = " " * (longest - display_width(amount)) if amount else ""
        figure.cells.append(f"{blanks}{amount} {of}".rstrip())
    others = (figure if column.name == "value" else column for column in columns)
    return [column for column in others if column.name not in _PARTS[1:]]


def _amount(value: str, maximum: str, qualifier: str) -> str:
    amount = f"{value}–{maximum}" if maximum else value
    return amount if qualifier in {"", "exact"} else f"{qualifier} {amount}"
