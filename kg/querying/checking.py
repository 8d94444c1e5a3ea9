"""A store → what is wrong in it: shapes and guards, each finding with the words it comes from."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.graph.findings import Finding, Locator, Place, order
from kg.graph.shapes import Breach, validate
from kg.querying import guards
from kg.querying.guards import Clash
from kg.resources import GUARDS, SHAPES
from kg.settings import Settings
from kg.vocabulary import KG, SH, compact

GUARD = "https://w3id.org/policy-kg/guards#"


def check(
    store: Store,
    settings: Settings,
    documents: Iterable[str] | None = None,
    *,
    shapes: Path = SHAPES,
    folder: Path = GUARDS,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Return what is wrong, in order of severity, document and offset.

    ``documents`` are IRIs; what clashes with something in another document is found as well. By
    default all graphs are checked. ``tell`` hears what is being done. Raises OntologyError where
    the shapes or a guard cannot be used.
    """
    chosen = None if documents is None else frozenset(documents)
    locator = Locator(store)
    found: dict[Finding, None] = {}
    for guard in guards.load(folder):
        tell(guard.summary)
        clashes = guards.run(guard, store, settings.base, folder)
        found.update(dict.fromkeys(_of_guard(clash, locator) for clash in clashes))
    tell("shapes")
    breaches = validate(store, settings, chosen, shapes)
    found.update(dict.fromkeys(_of_shape(breach, locator) for breach in breaches))
    return sorted((f for f in found if chosen is None or f.documents & chosen), key=order)


def documents(store: Store) -> dict[str, str]:
    """Return the names of the documents that were read, by the IRI of each."""
    return dict(sorted(_documents(store)))


def _documents(store: Store) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, KG.textSha256, None):
        if quad.subject == quad.graph_name and isinstance(quad.subject, NamedNode):
            for name in store.quads_for_pattern(quad.subject, KG.fileName, None, quad.graph_name):
                yield quad.subject.value, str(getattr(name.object, "value", ""))


def _of_guard(clash: Clash, locator: Locator) -> Finding:
    places = _in_turn(clash.facts, locator) or locator.of_thing(clash.thing)
    return Finding(
        severity=clash.guard.severity,
        rule=f"guard:{clash.guard.name}",
        origin=GUARD + clash.guard.name,
        component=SH.SPARQLConstraintComponent.value,
        thing=clash.thing,
        label=locator.label(clash.thing),
        messages=clash.messages,
        places=places,
        graphs=() if places else locator.graphs(clash.thing),
    )


def _in_turn(facts: Iterable[str], locator: Locator) -> tuple[Place, ...]:
    """Return where the facts are stated, in the order in which the guard names them.

    A clause within a sentence that is there too tells nothing more.
    """
    found = dict.fromkeys(place for fact in facts for place in locator.places([fact]))
    return tuple(one for one in found if not any(_within(one, other) for other in found))


def _within(one: Place, other: Place) -> bool:
    same = one.source == other.source and one != other
    return same and other.start <= one.start and one.end <= other.end


def _of_shape(breach: Breach, locator: Locator) -> Finding:
    places = _places(breach, locator)
    subject = locator.subject(breach.thing)
    return Finding(
        severity=breach.severity.lower(),
        rule=f"shape:{breach.shape.rpartition('#')[2]}",
        origin=breach.shape,
        component=breach.component,
        thing=breach.thing,
        label=locator.label(subject),
        messages=breach.messages,
        places=places,
        graphs=() if places else locator.graphs(breach.thing),
        path=breach.path,
        value=breach.value,
        relation=_relation(breach, locator),
    )


def _relation(breach: Breach, locator: Locator) -> str:
    """Return the property and the value that a shape finds wrong; '' where it tells neither."""
    value = locator.label(breach.value) if breach.value else ""
    return f"{compact(breach.path)} {value}".strip() if breach.path else ""


def _places(breach: Breach, locator: Locator) -> tuple[Place, ...]:
    """Return the words that say it: of the node, of the relation, of the value, of the thing."""
    return (
        locator.places([breach.thing])
        or (locator.of_triple(breach.thing, breach.path, breach.value) if breach.path else ())
        or locator.places([breach.value])
        or locator.of_thing(breach.thing)
    )
