"""What can go wrong, as one tree; each error names the thing, the place and the remedy.

    KgError                  exit code 1
    ├── ReadError            a document cannot be read
    │   └── Unreadable       several cannot
    ├── OntologyError        the ontology or a names file is malformed
    ├── PatternError         an extraction pattern is malformed
    ├── ExtractorError       an extractor that was plugged in is missing, or failed
    ├── QueryError           a query cannot be read or evaluated
    │   └── UnknownQuery     no canned query has that name
    ├── StoreError           the store cannot be opened, written or published
    │   ├── StoreLocked      another loader holds the store
    │   └── StoreFull        the disk is full
    ├── ReasonerError        the reasoner failed, or took too long
    │   └── ReasonerMissing  there is no Java that could run it
    └── NotFound             nothing in the graph has that name

The library raises these; only the command line and the server turn them into words for a person.
"""

from collections.abc import Sequence


class KgError(Exception):
    """The root: something a user can understand and mend.

    ``remedy`` says what to do; ``str(error)`` is one line with both.
    """

    status = 500

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} ({remedy})" if remedy else message)
        self.message = message
        self.remedy = remedy


class ReadError(KgError):
    """A document cannot be read."""

    status = 400


class Unreadable(ReadError):
    """Several documents cannot be read: ``faults`` tells of each why."""

    def __init__(self, faults: Sequence[ReadError], remedy: str = "") -> None:
        super().__init__(f"{len(faults)} files cannot be read", remedy)
        self.args = ("\n  ".join([str(self), *map(str, faults)]),)
        self.faults = tuple(faults)


class OntologyError(KgError):
    """The ontology or a names file is malformed."""


class PatternError(KgError):
    """An extraction pattern is malformed."""


class ExtractorError(KgError):
    """An extractor that was plugged in is missing, or failed."""


class QueryError(KgError):
    """A query cannot be read or evaluated.

    ``line`` and ``column`` tell where, if that is known; they count from 1, in code points.
    """

    status = 400

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        place = "" if line is None else f"line {line}, column {column}"
        super().__init__(message, "; ".join(filter(None, [place, remedy])))
        self.remedy = remedy
        self.line = line
        self.column = column


class UnknownQuery(QueryError):
    """No canned query has that name."""

    status = 404


class StoreError(KgError):
    """The store cannot be opened, written or published."""


class StoreLocked(StoreError):
    """Another loader holds the store."""

    status = 503


class StoreFull(StoreError):
    """The disk is full."""

    status = 507


class ReasonerError(KgError):
    """The reasoner failed, or took too long."""


class ReasonerMissing(ReasonerError):
    """There is no Java that could run the reasoner."""


class NotFound(KgError):
    """Nothing in the graph has that name."""

    status = 404
