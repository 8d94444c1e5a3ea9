"""What tests of reading share: one extractor, with the knowledge that comes with the program."""

from functools import cache

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor


@cache
def extractor() -> Extractor:
    """Return the extractor; it keeps no state between documents."""
    return Extractor(knowledge())
