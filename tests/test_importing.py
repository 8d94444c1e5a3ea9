"""Files of RDF go into the store as they are, once, and whole."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions

from kg.errors import ReadError, StoreError
from kg.graph.importing import format_of, import_file, slug
from kg.graph.store import Primary, open_primary
from kg.settings import Settings

HERE = Settings("https://example.org/")
TRIPLE = '<https://example.org/id/a> <https://example.org/p> "x" .\n'
QUAD = '<https://example.org/id/a> <https://example.org/p> "x" <https://example.org/g/{}> .\n'
JSONLD = '[{"@id": "https://example.org/id/a", "https://example.org/p": [{"@value": "x"}]}]'
RDFXML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
    '<rdf:Description rdf:about="https://example.org/id/a"><e:p>x</e:p></rdf:Description></rdf:RDF>'
)


@pytest.fixture
def primary(tmp_path: Path) -> Iterator[Primary]:
    with open_primary(tmp_path / "store") as opened:
        yield opened


def graphs(primary: Primary) -> set[str]:
    return {n.value for n in primary.store.named_graphs() if isinstance(n, NamedNode)}


def said(primary: Primary, graph: str) -> set[str]:
    quads = primary.store.quads_for_pattern(None, None, None, NamedNode(graph))
    return {str(q.object) for q in quads if q.predicate.value == "https://example.org/p"}


def counted(primary: Primary, pattern: str = "?s <https://example.org/p> ?o") -> int:
    rows = primary.store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    assert isinstance(rows, QuerySolutions)
    return int(next(rows)[0].value)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("nt", TRIPLE),
        ("nq", TRIPLE),
        ("ttl", TRIPLE),
        ("trig", TRIPLE),
        ("jsonld", JSONLD),
        ("rdf", RDFXML),
        ("owl", RDFXML),
    ],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_every_format_is_loaded_and_skipped_when_unchanged(
    primary: Primary, tmp_path: Path, suffix: str, content: str, packed: bool
) -> None:
    path = tmp_path / (f"places.{suffix}" + (".gz" if packed else ""))
    path.write_bytes(gzip.compress(content.encode(), mtime=0) if packed else content.encode())
    assert import_file(primary, path, HERE)
    assert said(primary, f"https://example.org/graph/places-{suffix}") == {'"x"'}
    assert counted(primary) == 1
    assert not import_file(primary, path, HERE)


def test_a_changed_file_replaces_what_it_brought_and_nothing_else(
    primary: Primary, tmp_path: Path
) -> None:
    kept, path = tmp_path / "kept.nt", tmp_path / "two.nq"
    kept.write_text(TRIPLE)
    import_file(primary, kept, HERE)
    path.write_text(QUAD.format(1) + QUAD.format(2) + TRIPLE)
    import_file(primary, path, HERE)
    assert {f"https://example.org/g/{n}" for n in (1, 2)} <= graphs(primary)
    path.write_text(QUAD.format(3))
    assert import_file(primary, path, HERE)
    assert graphs(primary) == {
        "https://example.org/graph/kept-nt",
        "https://example.org/graph/two-nq",
        "https://example.org/g/3",
    }
    assert said(primary, "https://example.org/graph/two-nq") == set()
    assert counted(primary) == 1
    assert counted(primary, "GRAPH ?g { ?s <https://example.org/p> ?o }") == 2


def test_a_graph_that_something_else_filled_is_not_taken_over(
    primary: Primary, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.nq", tmp_path / "other.nq"
    one.write_text(QUAD.format(1))
    other.write_text(QUAD.format(1) + QUAD.format(2))
    import_file(primary, one, HERE)
    with pytest.raises(ReadError, match="which something else filled before"):
        import_file(primary, other, HERE)
    assert "https://example.org/g/2" not in graphs(primary)
    assert counted(primary, "GRAPH ?g { ?s <https://example.org/p> ?o }") == 1


def test_what_a_file_stated_and_no_longer_states_is_gone_from_plain_queries(
    primary: Primary, tmp_path: Path
) -> None:
    path = tmp_path / "places.ttl"
    path.write_text('<a> <https://example.org/p> "x", [ <https://example.org/p> "y" ] .')
    import_file(primary, path, HERE)
    assert counted(primary) == 3
    path.write_text('<a> <https://example.org/p> "z" .')
    import_file(primary, path, HERE)
    assert counted(primary) == 1
    assert counted(primary, "?s ?p ?o") == counted(primary, "GRAPH ?g { ?s ?p ?o }")


def test_a_blank_node_is_the_same_in_plain_queries_and_in_its_graph(
    primary: Primary, tmp_path: Path
) -> None:
    path = tmp_path / "places.ttl"
    path.write_text("<a> <https://example.org/p> [ <https://example.org/q> 1 ] .")
    import_file(primary, path, HERE)
    both = "?s <https://example.org/p> ?o GRAPH ?g { ?o <https://example.org/q> ?n }"
    assert counted(primary, both) == 1


def test_a_graph_without_a_name_becomes_that_of_the_file(primary: Primary, tmp_path: Path) -> None:
    path = tmp_path / "places.nq"
    path.write_text('<https://example.org/a> <https://example.org/p> "x" _:g .\n')
    import_file(primary, path, HERE)
    assert graphs(primary) == {"https://example.org/graph/places-nq"}
    assert counted(primary) == 1


def test_an_export_keeps_its_candidates_apart(primary: Primary, tmp_path: Path) -> None:
    path = tmp_path / "other.nq"
    path.write_text(QUAD.format(1).replace("/g/1", "/candidates/a"))
    import_file(primary, path, HERE)
    assert counted(primary) == 0
    assert counted(primary, "GRAPH ?g { ?s <https://example.org/p> ?o }") == 1


def test_a_large_file_is_asserted_too(primary: Primary, tmp_path: Path) -> None:
    path = tmp_path / "large.nt"
    path.write_text("".join(TRIPLE.replace('"x"', f'"{n}"') for n in range(2000)) * 2)
    import_file(primary, path, HERE)
    assert counted(primary) == 2000
    assert sum(1 for q in primary.store if q.graph_name == DefaultGraph()) == 2003


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "bad.ttl",
            b"@prefix e: <https://example.org/> .\ne:a e:p .\n",
            r"line 2, column 9: \. is",
        ),
        ("bad.nq", TRIPLE.encode() + b"<a b> <c> .\n", r"line 2, column 1: Invalid IRI"),
        ("bad.jsonld", b'{"@id": ,}', r"line 1, column 9"),
        ("bad.rdf", b"<a/>", r"bad\.rdf: XML namespaces"),
        ("bad.nt", b'<https://example.org/a> <https://example.org/p> "\xff" .', r"Invalid UTF-8"),
        ("bad.nt.gz", b"not packed", r"not a whole gzip file"),
        ("cut.nt.gz", gzip.compress(TRIPLE.encode(), mtime=0)[:-6], r"not a whole gzip file"),
        ("text.txt", b"words", r"no suffix of an RDF format"),
    ],
)
def test_a_malformed_file_is_an_error_that_says_where(
    primary: Primary, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError, match=message):
        import_file(primary, path, HERE)
    assert len(primary.store) == 0


def test_a_change_that_broke_the_file_leaves_what_was_loaded(
    primary: Primary, tmp_path: Path
) -> None:
    path = tmp_path / "places.nt"
    path.write_text(TRIPLE)
    import_file(primary, path, HERE)
    before = sorted(map(str, primary.store))
    path.write_text(TRIPLE + "oops")
    with pytest.raises(ReadError, match="line 2"):
        import_file(primary, path, HERE)
    assert sorted(map(str, primary.store)) == before


def test_what_cannot_be_read_is_an_error(primary: Primary, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.nt", tmp_path / "folder.nt"):
        if path.stem == "folder":
            path.mkdir()
        with pytest.raises(ReadError, match="cannot read"):
            import_file(primary, path, HERE)


def test_an_import_that_the_store_refuses_is_repeated(
    primary: Primary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "places.nt"
    path.write_text(TRIPLE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.graph.asserted.with_copies", full)
    with pytest.raises(StoreError, match="No space left"):
        import_file(primary, path, HERE)
    monkeypatch.undo()
    assert import_file(primary, path, HERE)
    assert said(primary, "https://example.org/graph/places-nt") == {'"x"'}


def test_a_document_is_not_rdf() -> None:
    assert format_of(Path("speech.md")) is None


def test_slugs_are_ascii_and_distinct() -> None:
    names = ["a.nt", "a.ttl", "地名.nt", "人名.nt", "A b.nt.gz"]
    slugs = [slug(name) for name in names]
    assert len(set(slugs)) == len(names)
    assert all(text.isascii() for text in slugs)
