"""Every axiom of ``ontology/kg-dl.ttl`` is a constraint of ``ontology/shapes.ttl`` as well.

A reasoner never complains that something is missing. So for each axiom here is an edit that makes
data which is sound (``data/dl-mirror.ttl``) lack what the axiom says, and the shapes must see it.
All copies are looked at in one run.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from kg.graph.ontology import quads
from kg.graph.premises import dl_axioms
from kg.graph.shapes import validate
from kg.settings import Settings
from kg.vocabulary import RDF, RDFS, compact

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

SOUND = (Path(__file__).parent / "data" / "dl-mirror.ttl").read_text(encoding="utf-8")
OWL = "http://www.w3.org/2002/07/owl#"
_FIRST, _REST = (NamedNode(f"{RDF.iri}{name}") for name in ("first", "rest"))
HERE = Settings()

# Axiom → whom an edit breaks, and the edit.
BREAKS = {
    "kg:Statement: some kg:evidence": ("statement", "- :statement kg:evidence :evidence"),
    "kg:Statement: some kg:tier": ("statement", '- :statement kg:tier "A"'),
    "kg:Statement: only kg:tier": (
        "statement", '- :statement kg:tier "A" + :statement kg:tier "D"',
    ),
    "kg:Statement: only kg:modality": (
        "statement", '- :statement kg:modality "plan" + :statement kg:modality "hope"',
    ),
    "kg:Evidence: exactly 1 oa:hasSource": ("evidence", "- :evidence oa:hasSource :document"),
    "kg:Evidence: some oa:hasSource (kg:Document, some kg:textSha256)": (
        "evidence", "- :evidence oa:hasSource :document + :evidence oa:hasSource :ferry",
    ),
    "kg:Evidence: some oa:hasSelector"
    " (oa:TextPositionSelector, exactly 1 oa:start, exactly 1 oa:end)": (
        "evidence", "- :evidence oa:hasSelector :position",
    ),
    "kg:Evidence: some oa:hasSelector (oa:TextQuoteSelector, exactly 1 oa:exact)": (
        "evidence", "- :evidence oa:hasSelector :quote",
    ),
    "kg:Evidence: some kg:role": ("evidence", '- :evidence kg:role "statement"'),
    "kg:Observation: some kg:observedFor": (
        "observation", "- :observation kg:observedFor :ferry",
    ),
    "kg:Observation: some kg:indicator or some kg:measure": (
        "observation",
        '- :observation kg:indicator kg:amount . :observation kg:measure "cost"',
    ),
    "kg:Observation: some kg:value or some kg:minimum": (
        "observation", "- :observation kg:minimum 20.0 . :observation kg:maximum 30.0",
    ),
    "some kg:maximum: some kg:minimum": ("observation", "- :observation kg:minimum 20.0"),
    "kg:Observation: only kg:qualifier": (
        "observation",
        '- :observation kg:qualifier "exact" + :observation kg:qualifier "roughly"',
    ),
    "some kg:currency: some kg:unit": ("observation", '- :observation kg:unit "NOK"'),
    "some kg:earliest: some kg:time": (
        "statement",
        '- :statement kg:time "2031" . :statement kg:latest "2031-12-31T23:59:59Z"^^xsd:dateTime',
    ),
    "some kg:latest: some kg:time": (
        "statement",
        '- :statement kg:time "2031" . :statement kg:earliest "2031-01-01T00:00:00Z"^^xsd:dateTime',
    ),
    "kg:Dimension: exactly 1 kg:key": ("dimension", '+ :dimension kg:key "other"'),
    "kg:Dimension: exactly 1 kg:text": ("dimension", '- :dimension kg:text "by night"'),
    "kg:Import: some kg:fileName": ("import", '- :import kg:fileName "ferries.ttl"'),
    "kg:Import: some kg:fingerprint": (
        "import",
        "- :import kg:fingerprint"
        ' "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"',
    ),
    "kg:Agent: one of kg:Person, kg:Organisation": ("agent", "- :agent a kg:Firm"),
    "kg:Actor: kg:Agent or kg:Jurisdiction or kg:Region or kg:InnovationPark": (
        "actor", "- :actor a kg:City",
    ),
    "kg:PostHolding: some kg:heldBy": ("holding", "- :holding kg:heldBy :captain"),
    "kg:PostHolding: some kg:post": ("holding", "- :holding kg:post :post"),
    "kg:Post: some kg:postIn": ("post", "- :post kg:postIn :line"),
}  # fmt: skip


@pytest.fixture(scope="module")
def breaches() -> set[tuple[str, str]]:
    """Return which thing of which copy breaks which shape."""
    store = Store()
    store.extend(quads(HERE))
    for copy in range(-1, len(BREAKS)):
        store.load(_copy(copy), RdfFormat.TURTLE, to_graph=NamedNode(HERE.iri("doc/copies")))
    for copy, (_, edit) in enumerate(BREAKS.values()):
        store.update(_update(copy, edit))
    found = validate(store, HERE)
    return {(breach.thing, f"{breach.shape} {breach.path}") for breach in found}


def _copy(number: int) -> bytes:
    return SOUND.replace("example.org/sound/", f"example.org/copy{number}/").encode()


def _update(copy: int, edit: str) -> str:
    less, _, more = edit.removeprefix("- ").partition("+ ")
    removed = "" if edit.startswith("+") else less
    head = _copy(copy).decode().partition("\n\n")[0].partition("\n")[2]
    prefixes = head.replace("@prefix", "PREFIX").replace("> .", ">")
    graph = f"GRAPH <{HERE.iri('doc/copies')}>"
    return (
        f"{prefixes}\nDELETE DATA {{ {graph} {{ {removed} }} }};\n"
        f"INSERT DATA {{ {graph} {{ {more} }} }}"
    )


def axioms(triples: list[Triple]) -> Iterator[str]:
    """Yield the axioms that triples say, each in a line."""
    for subject, predicate, value in triples:
        if predicate == RDFS.subClassOf:
            yield f"{_class(triples, subject)}: {_class(triples, value)}"
        elif predicate.value == f"{OWL}disjointUnionOf":
            yield f"{_class(triples, subject)}: one of {', '.join(_list(triples, value))}"


def _class(triples: list[Triple], node: object) -> str:
    if isinstance(node, NamedNode):
        return compact(node.value)
    said = {p.value.removeprefix(OWL): o for s, p, o in triples if s == node}
    if "unionOf" in said:
        return " or ".join(_list(triples, said["unionOf"]))
    if "intersectionOf" in said:
        return ", ".join(_list(triples, said["intersectionOf"]))
    what = next(word for key, word in _WORDS.items() if key in said)
    filler = _class(triples, said["someValuesFrom"]) if "someValuesFrom" in said else ""
    nested = f" ({filler})" if "," in filler else ""
    return f"{what} {_class(triples, said['onProperty'])}{nested}"


_WORDS = {
    "someValuesFrom": "some",
    "allValuesFrom": "only",
    "cardinality": "exactly 1",
    "qualifiedCardinality": "exactly 1",
}


def _list(triples: list[Triple], node: object) -> list[str]:
    said = {p: o for s, p, o in triples if s == node}
    if _FIRST not in said:
        return []
    return [_class(triples, said[_FIRST]), *_list(triples, said[_REST])]


def test_every_axiom_has_its_break() -> None:
    triples = list(dl_axioms())
    assert sorted(axioms(triples)) == sorted(BREAKS)


def test_the_module_speaks_of_the_terms_of_the_core_only() -> None:
    core = {quad.subject for quad in quads(HERE)}
    used = {
        term
        for _, predicate, value in dl_axioms()
        for term in (predicate, value)
        if isinstance(term, NamedNode)
        and term.value.startswith("https://w3id.org/policy-kg/ontology#")
    }
    assert used
    assert used <= core


@pytest.mark.parametrize("axiom", BREAKS)
def test_the_shapes_see_what_an_axiom_cannot(breaches: set[tuple[str, str]], axiom: str) -> None:
    name, _ = BREAKS[axiom]
    number = list(BREAKS).index(axiom)
    sound, broken = (HERE.iri(f"copy{copy}/{name}") for copy in (-1, number))
    before = {shape for thing, shape in breaches if thing == sound}
    assert {shape for thing, shape in breaches if thing == broken} - before
