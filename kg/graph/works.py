"""Works that are cited more than once: the copies of one syndicated article are one source.

Two references are the same work where they bear the same title and appeared on the same day.
A title alone does not say so (an annual report has the same one each year), nor does a year.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.model.fact import Fact
from kg.settings import Settings
from kg.vocabulary import KG

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def same_works(facts: Iterable[Fact], settings: Settings) -> Iterator[Triple]:
    """Link each reference to the one of the same work whose identifier is the lowest.

    That is enough, as the property is symmetric and transitive, and does not grow as the square of
    the copies.
    """
    titles: dict[str, set[str]] = {}
    days: dict[str, set[str]] = {}
    for fact in facts:
        if fact.kind == "document" and isinstance(fact.object, str):
            if fact.predicate == "dct:title" and "kg:Reference" in fact.subject.types:
                titles.setdefault(fact.subject.id, set()).add(_plain(fact.object))
            elif fact.predicate == "dct:issued" and _DAY.fullmatch(fact.object):
                days.setdefault(fact.subject.id, set()).add(fact.object)
    first: dict[tuple[str, str], str] = {}
    for reference in sorted(titles):
        for key in sorted((t, d) for t in titles[reference] for d in days.get(reference, ())):
            known = first.setdefault(key, reference)
            if known != reference:
                yield Triple(
                    NamedNode(settings.iri(reference)),
                    KG.sameWorkAs,
                    NamedNode(settings.iri(known)),
                )


def _plain(title: str) -> str:
    """Return the title without what two printings of it may differ in."""
    return "".join(c for c in title.casefold() if c.isalnum())
