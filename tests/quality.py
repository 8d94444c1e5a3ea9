"""Checks of the ontology, each a query that finds what is wrong.

They are in ``data/quality`` and ``data/fairness``. The head of a file says what it finds, how
severe that is, whose check it is, and an edit that makes the fault. What we hold against a check
stands in its head too (``Accepted``).
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.resources import ONTOLOGY

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Check:
    """A query with its head."""

    name: str
    what: str
    severity: str
    source: str
    fault: str
    accepted: str
    query: str

    @classmethod
    def read(cls, path: Path) -> "Check":
        """Read a file: fields in comments, a field goes on in lines that are indented."""
        text = path.read_text(encoding="utf-8")
        head = "\n".join(line[2:] for line in text.splitlines() if line.startswith("# "))
        found = re.findall(r"^(\w+): (.*(?:\n  .*)*)", head, re.MULTILINE)
        fields = {name.lower(): re.sub(r"\n\s*", " ", value) for name, value in found}
        prefixes = "\n".join(re.findall(r"^PREFIX .*$", text, re.MULTILINE))
        return cls(
            path.stem, fields["what"], fields["severity"], fields["source"],
            f"{prefixes}\n{fields['fault']}", fields.get("accepted", ""), text,
        )  # fmt: skip

    def found(self, store: Store) -> list[str]:
        """Return what the check finds, a line each."""
        rows = store.query(self.query)
        assert isinstance(rows, QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return sorted(" ".join(f"{name}={row[name]}" for name in names) for row in rows)


def checks(folder: str) -> dict[str, Check]:
    """Return the checks of a folder by their names."""
    return {path.stem: Check.read(path) for path in sorted((DATA / folder).glob("*.rq"))}


def ontology() -> Store:
    """Return a store that holds the core, and nothing else."""
    store = Store()
    store.bulk_load(path=ONTOLOGY / "kg.ttl", format=RdfFormat.TURTLE)
    return store


def broken(check: Check) -> Store:
    """Return a store that holds the core with the fault that a check should find."""
    store = ontology()
    store.update(check.fault)
    return store
