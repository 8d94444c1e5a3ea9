"""An entry of a reference list while it is read: what was found in it, and what is left."""

import re
from dataclasses import dataclass, field

from kg.text.folding import fold

QUOTED = re.compile(
    r"“(?P<a>[^“”]{3,})”|「(?P<b>[^「」]{3,})」|《(?P<c>[^《》]{2,})》|〈(?P<d>[^〈〉]{2,})〉"
    r"|‘(?P<h>[^‘’]{8,}(?:’\w[^‘’]*)*)’(?!\w)|\"(?P<e>[^\"]{3,})\""
    r"|(?<!\w)'(?P<i>[^']{8,200}+(?:'\w[^']{0,200}+){0,4}+)'(?!\w)"
    r"|(?<![*\w])\*(?P<f>[^*]{3,})\*(?![*\w])|(?<![_\w])_(?P<g>[^_]{3,})_(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One field of an entry: its property, its value, and where the entry has it."""

    predicate: str
    start: int
    end: int
    value: str


@dataclass
class Rest:
    """What is left of an entry; what was taken is blotted out, so that places do not move."""

    entry: str
    text: str = ""
    found: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.entry

    @property
    def folded(self) -> str:
        """What is left, folded, with blanks for what was taken: as long as the entry."""
        return fold(self.text.replace("\0", " "))

    def cut(self, start: int, end: int) -> None:
        """Blot a half-open range out."""
        self.text = self.text[:start] + "\0" * (end - start) + self.text[end:]

    def take(self, predicate: str, start: int, end: int, value: str = "") -> None:
        """Note that a range is a field of the entry, whose value is its words, and blot it out."""
        self.found.append(Piece(predicate, start, end, value or self.entry[start:end]))
        self.cut(start, end)

    def place(self, predicate: str) -> Piece | None:
        """Return the first field that was found of a property."""
        return next((piece for piece in self.found if piece.predicate == predicate), None)
