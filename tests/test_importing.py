"""Files of RDF go into the store as they are, once, and whole."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

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
        ("cut.nt.gz", gzip.compress(TRIPLE.encode())[:-6], r"not a whole gzip file"),
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

    monkeypatch.setattr("kg.graph.importing._record", full)
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
