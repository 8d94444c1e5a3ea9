"""The shape of a text: where its numerals are and how they are written, for forms to match on.

A shape is as long as its text. Each numeral is a lead character that tells how it is written, and
filler; what is no number (dates, addresses, names with digits) is blank. So no form looks inside a
number, and none is found in what is not one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.words.numerals import Numeral, scan

DIGITS, CHINESE, ENGLISH = "\ue000", "\ue001", "\ue002"
BARE, ONE = "\ue003", "\ue004"  # 百 alone, and 一 or one, which are mostly no numbers
FILL, BLANK = "\ue005", "\ue006"
NUMERAL = rf"[\ue000-\ue004]{FILL}*+"
COUNT = rf"[{DIGITS}{CHINESE}{BARE}{ONE}]{FILL}*+"
_LEADS = {"digits": DIGITS, "chinese": CHINESE, "english": ENGLISH, "bare": BARE}
_RESERVED = re.compile("[\ue000-\ue006]")


@dataclass(slots=True)
class Shape:
    """A text, its shape, and its numerals by where they begin."""

    text: str
    shape: str
    numerals: dict[int, Numeral]

    @classmethod
    def of(cls, text: str, taken: Sequence[tuple[int, int]]) -> "Shape":
        """Read ``text``, of which the ``taken`` ranges are no numbers."""
        text = _RESERVED.sub(" ", text)
        shape = list(text)
        for start, end in taken:
            shape[start:end] = BLANK * (end - start)
        numerals = {}
        for numeral in scan("".join(shape) if taken else text):
            one = text[numeral.start : numeral.end] in {"一", "one", "One", "a"}
            lead = ONE if one else _LEADS[numeral.form]
            shape[numeral.start : numeral.end] = lead + FILL * (numeral.end - numeral.start - 1)
            numerals[numeral.start] = numeral
        return cls(text, "".join(shape) if taken or numerals else text, numerals)

    def blank(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Take ``ranges`` out of the shape, so that nothing else is found there."""
        shape = list(self.shape)
        for start, end in ranges:
            shape[start:end] = BLANK * (end - start)
        self.shape = "".join(shape)

    def value(self, match: re.Match[str], name: str) -> Decimal:
        """Return the value of the numeral that the group ``name`` matched."""
        return self.numerals[match.start(name)].value
