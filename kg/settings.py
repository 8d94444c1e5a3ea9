"""What a run is configured with: a value that is passed along, never a global."""

from dataclasses import dataclass

DEFAULT_BASE = "https://kg.example.org/"
DEFAULT_STORE = "kg-store"


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of one run.

    ``base`` is the absolute IRI under which data is published; entities, facts and documents
    have identifiers relative to it (``id/hong-kong``, ``fact/…``, ``doc/…``).

    >>> Settings().iri("id/hong-kong")
    'https://kg.example.org/id/hong-kong'
    """

    base: str = DEFAULT_BASE

    def iri(self, identifier: str) -> str:
        """Return the absolute IRI of a relative identifier."""
        return self.base + identifier
