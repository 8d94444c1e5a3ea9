"""Exports are whole, sorted, and read by others."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import KgError, NotFound
from kg.graph.asserted import with_copies
from kg.graph.generations import open_current
from kg.graph.store import open_primary
from kg.publishing.rdf import FORMATS, export
from kg.vocabulary import KG, RDF

ONE, TWO = (NamedNode(f"https://example.org/doc/{name}") for name in ("one", "two"))
CANDIDATES = NamedNode("https://example.org/candidates/two")
QUADS = ("nq", "trig")
CITY = NamedNode("https://example.org/id/bay-city")


@pytest.fixture
def stated() -> list[Quad]:
    words = Literal("line\none\r\u2028two", language="en")
    return [
        Quad(CITY, RDF.type, KG.City, ONE),
        Quad(CITY, RDF.type, KG.City, TWO),
        Quad(CITY, KG.aim, words, TWO),
        Quad(CITY, KG.aim, Literal("perhaps"), CANDIDATES),
    ]


@pytest.fixture
def store(stated: list[Quad]) -> Store:
    filled = Store()
    filled.extend(with_copies(stated))
    return filled


def exported(store: Store, name: str, graph: str | None = None) -> bytes:
    buffer = io.BytesIO()
    export(store, buffer, name, graph)
    return buffer.getvalue()


@pytest.mark.parametrize("name", QUADS)
def test_formats_of_quads_hold_the_named_graphs(
    store: Store, stated: list[Quad], name: str
) -> None:
    found = list(parse(exported(store, name), FORMATS[name]))
    assert set(found) == set(stated)
    assert len(found) == len(stated)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in QUADS])
def test_formats_of_triples_hold_what_is_asserted_once(
    store: Store, stated: list[Quad], name: str
) -> None:
    found = list(parse(exported(store, name), FORMATS[name]))
    assert sorted(str(q) for q in found) == sorted(
        {str(Quad(q.subject, q.predicate, q.object)) for q in stated if q.graph_name != CANDIDATES}
    )


@pytest.mark.parametrize("name", FORMATS)
def test_one_graph_can_be_exported_alone(store: Store, name: str) -> None:
    found = list(parse(exported(store, name, ONE.value), FORMATS[name]))
    assert [str(quad.triple) for quad in found] == [f"{CITY} {RDF.type} {KG.City}"]
    graphs = {quad.graph_name for quad in found}
    assert (graphs == {ONE}) is (name in QUADS)


def test_candidates_can_be_exported_alone(store: Store) -> None:
    assert exported(store, "nt", CANDIDATES.value) == f'{CITY} {KG.aim} "perhaps" .\n'.encode()


def test_a_store_loaded_twice_gives_the_same_bytes(tmp_path: Path, stated: list[Quad]) -> None:
    graphs = {n.value: [q for q in stated if q.graph_name == n] for n in (ONE, TWO, CANDIDATES)}
    exports = []
    for root, order in (("a", sorted(graphs)), ("a", sorted(graphs)), ("b", reversed([*graphs]))):
        with open_primary(tmp_path / root) as primary:
            for graph in order:
                primary.replace(graph, graphs[graph])
            primary.publish()
        with open_current(tmp_path / root) as snapshot:
            exports.append([exported(snapshot.store, name) for name in FORMATS])
    assert exports[0] == exports[1] == exports[2]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(store: Store, name: str) -> None:
    other = Store()
    other.extend(reversed(list(store)))
    assert exported(other, name) == exported(store, name)


def test_xml_keeps_the_ends_of_lines(store: Store) -> None:
    words = "".join(ElementTree.fromstring(exported(store, "rdf")).itertext())
    assert "line\none\r\u2028two" in words


def test_lines_are_sorted(store: Store) -> None:
    lines = exported(store, "nq").splitlines()
    assert lines == sorted(lines)


def test_turtle_uses_the_prefixes(store: Store) -> None:
    assert b"a kg:City" in exported(store, "ttl")


def test_an_empty_store_gives_an_empty_export() -> None:
    assert exported(Store(), "nq") == b""
    assert list(parse(exported(Store(), "rdf"), RdfFormat.RDF_XML)) == []


def test_a_file_appears_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "graph.nq"
    export(store, target, "nq")
    assert target.read_bytes() == exported(store, "nq")
    with pytest.raises(KgError, match="cannot write"):
        export(store, tmp_path / "missing" / "graph.nq", "nq")
    with pytest.raises(KgError, match="cannot write"):
        export(store, tmp_path, "nq")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]


def test_a_format_that_cannot_hold_the_graph_leaves_the_old_file(tmp_path: Path) -> None:
    triple_terms = Store()
    triple_terms.update(
        "INSERT DATA { <urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
        " <<( <urn:a> <urn:b> <urn:c> )>> }"
    )
    target = tmp_path / "graph.jsonld"
    target.write_text("old")
    with pytest.raises(KgError, match="JSON-LD cannot hold"):
        export(triple_terms, target, "jsonld")
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_graph_that_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no graph"):
        exported(store, "nt", "https://example.org/doc/three")
