"""Versions of the ontology: what was published once is never just gone."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.generations import open_current
from kg.loading import load
from kg.resources import DOCUMENTS, NAMES, ONTOLOGY, PATTERNS
from kg.settings import Settings
from kg.vocabulary import KG, OWL, RDF, SKOS, compact, expand
from tests.reasoning import edited, parsed

IRI = NamedNode(KG.iri.removesuffix("#"))
KINDS = {
    f"owl:{kind}"
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty",
                 "NamedIndividual")
}  # fmt: skip
PREFIXES = (
    "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
)


@pytest.fixture(scope="module")
def core() -> list[Triple]:
    return parsed(ONTOLOGY / "kg.ttl")


def _header(triples: Iterable[Triple], name: str) -> list[str]:
    return [
        o.value
        for s, p, o in triples
        if s == IRI and compact(p.value) == name and isinstance(o, NamedNode | Literal)
    ]


def _prior(version: str) -> set[tuple[str, str]]:
    """Return the terms of a version that was published, each with its kind."""
    file = Path(__file__).parent / "data" / f"ontology-{version}.txt"
    return {(term, kind) for term, kind in map(str.split, file.read_text("utf-8").splitlines())}


def _declared(triples: Iterable[Triple]) -> set[tuple[str, str]]:
    return {
        (compact(s.value), compact(o.value))
        for s, p, o in triples
        if p == RDF.type and isinstance(s, NamedNode) and isinstance(o, NamedNode)
    }


def _deprecated(triples: Iterable[Triple]) -> set[NamedNode]:
    return {s for s, p, _ in triples if p.value == f"{OWL.iri}deprecated"}


def _lost(triples: list[Triple], version: str) -> set[tuple[str, str]]:
    return _prior(version) - _declared(triples)


def _written(quads: Iterable[Quad], terms: set[NamedNode]) -> Iterator[Quad]:
    """Yield the quads of data in which a term is a predicate, a class or an indicator."""
    for quad in quads:
        if quad.predicate in terms or quad.object in terms:
            yield quad


def test_the_header_says_which_version_it_is_and_what_came_before(core: list[Triple]) -> None:
    (version,) = _header(core, "owl:versionInfo")
    (prior,) = _header(core, "owl:priorVersion")
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert _header(core, "owl:versionIRI") == [f"{IRI.value}/{version}"]
    assert prior.startswith(f"{IRI.value}/")
    assert prior != f"{IRI.value}/{version}"
    assert version in _header(core, "dct:bibliographicCitation")[0]


def test_every_version_has_a_note_of_its_changes(core: list[Triple]) -> None:
    notes = {note.partition(":")[0] for note in _header(core, "skos:changeNote")}
    named = {iri.rpartition("/")[2] for iri in _header(core, "owl:priorVersion")}
    assert {*_header(core, "owl:versionInfo"), *named} <= notes


def test_a_note_of_a_change_names_its_version(core: list[Triple]) -> None:
    versions = {note.partition(":")[0] for note in _header(core, "skos:changeNote")}
    notes = [o.value for _, p, o in core if p == _CHANGE_NOTE and isinstance(o, Literal)]
    assert {note.partition(":")[0] for note in notes} <= versions


def test_the_module_has_the_version_of_the_core(core: list[Triple]) -> None:
    module = parsed(ONTOLOGY / "kg-dl.ttl")
    info = {o.value for _, p, o in module if compact(p.value) == "owl:versionInfo"
            and isinstance(o, Literal)}  # fmt: skip
    assert info == set(_header(core, "owl:versionInfo"))


def test_no_term_of_the_prior_version_is_gone(core: list[Triple]) -> None:
    (prior,) = _header(core, "owl:priorVersion")
    assert _lost(core, prior.rpartition("/")[2]) == set()


def test_a_lost_term_would_be_noticed(core: list[Triple]) -> None:
    without = [triple for triple in core if triple.subject != KG.City]
    assert _lost(without, "0.1.0") == {("kg:City", "owl:Class")}


def test_compatible_is_only_what_deprecates_nothing(core: list[Triple]) -> None:
    assert _header(core, "owl:backwardCompatibleWith") == _header(core, "owl:priorVersion")
    assert _deprecated(core) == set()


def test_neither_names_nor_patterns_speak_of_deprecated_terms(core: list[Triple]) -> None:
    terms = {compact(term.value) for term in _deprecated(core)}
    text = "".join(path.read_text("utf-8") for path in sorted(PATTERNS.glob("*.toml")))
    used = {f"kg:{name}" for name in re.findall(r"\bkg:(\w+)", text)}
    described = {kind for _, kind in _declared(parsed(*sorted(NAMES.glob("*.ttl"))))}
    assert "kg:City" in described
    assert "kg:recommends" in used
    assert not terms & (used | described)


def test_what_is_loaded_holds_no_deprecated_term(core: list[Triple], tmp_path: Path) -> None:
    load([DOCUMENTS], tmp_path / "store", Settings())
    # As if cities were deprecated: the documents speak of some.
    marked = _deprecated(edited(core, PREFIXES, "kg:City owl:deprecated true ."))
    with open_current(tmp_path / "store") as snapshot:
        graphs = [g for g in snapshot.store.named_graphs() if "/doc/" in str(g)]
        data = [q for g in graphs for q in snapshot.store.quads_for_pattern(None, None, None, g)]
    assert list(_written(data, _deprecated(core))) == []
    assert list(_written(data, marked))


def test_the_list_of_a_version_is_what_was_published() -> None:
    prior = _prior("0.1.0")
    assert len(prior) > 200
    assert {kind for _, kind in prior} <= KINDS
    assert all(expand(term).value.startswith(KG.iri) for term, _ in prior)


_CHANGE_NOTE = NamedNode(f"{SKOS.iri}changeNote")
