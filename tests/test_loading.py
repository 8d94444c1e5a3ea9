"""Loading: what is chosen, what is skipped, what is replaced, what stops a load."""

import gzip
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryBoolean, RdfFormat

from kg import loading
from kg.errors import ReadError, StoreError
from kg.graph.generations import current, open_current
from kg.graph.store import open_primary
from kg.loading import Summary, extracted, files, load, rules_hash
from kg.resources import ONTOLOGY
from kg.settings import Settings

HERE = Settings("https://example.org/")
BRIEF = "# 松溪市科創簡報\n\n松溪市政府將撥款20億港元設立松溪創新基金。\n\n至今批出1.25萬宗申請。\n"
SLIDES = "松溪論壇\n\n2024年3月5日\n\n\n\n參展企業\n\n- 逾300家企業參展\n- 約5,000名求職者入場\n"
TRIPLE = "<https://example.org/x> <https://example.org/p> <https://example.org/y> .\n"
RDFXML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
    '<rdf:Description rdf:about="https://example.org/x"><e:p rdf:resource="https://example.org/y"/>'
    "</rdf:Description></rdf:RDF>"
)
JSONLD = (
    '{"@id": "https://example.org/x", "https://example.org/p": {"@id": "https://example.org/y"}}'
)
RDF = {
    "nt": TRIPLE, "nq": TRIPLE, "ttl": TRIPLE, "trig": TRIPLE, "rdf": RDFXML, "jsonld": JSONLD,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents in a folder."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "brief.md").write_text(BRIEF, encoding="utf-8")
    (folder / "slides.txt").write_text(SLIDES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose ``documents`` are in its ``store``; copy it before changing anything."""
    root = tmp_path_factory.mktemp("loaded")
    (root / "documents").mkdir()
    (root / "documents" / "brief.md").write_text(BRIEF, encoding="utf-8")
    (root / "documents" / "slides.txt").write_text(SLIDES, encoding="utf-8")
    load([root / "documents"], root / "store", HERE)
    return root


@pytest.fixture
def copy(loaded: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(loaded, tmp_path / "copy"))


def quads(root: Path) -> list[bytes]:
    """Return what readers see, as sorted N-Quads."""
    with open_current(root) as snapshot:
        return sorted((snapshot.store.dump(format=RdfFormat.N_QUADS) or b"").splitlines())


def generation(root: Path) -> int:
    now = current(root)
    assert now
    return now.number


def says(root: Path, words: str) -> bool:
    with open_current(root) as snapshot:
        found = snapshot.store.query(
            f'ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STR(?o) = "{words}") }}'
        )
        assert isinstance(found, QueryBoolean)
        return bool(found)


def state(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_loading_twice_changes_nothing(copy: Path) -> None:
    before = quads(copy / "store")
    summary = load([copy / "documents"], copy / "store", HERE)
    assert summary == Summary((), ("brief.md", "slides.txt"), 0, 0, 0, 1)
    assert quads(copy / "store") == before
    assert generation(copy / "store") == 1


def test_the_graph_is_the_same_however_it_was_loaded(
    loaded: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = quads(loaded / "store")
    for path in (folder / "slides.txt", folder / "brief.md"):
        load([path], tmp_path / "apart", HERE)
    monkeypatch.setattr(loading, "BATCH", 1)
    load([folder], tmp_path / "single", HERE)
    told: list[Path] = []
    load([folder], tmp_path / "jobs", HERE, told.append, jobs=2)
    assert told == [folder / "brief.md", folder / "slides.txt"]
    assert quads(tmp_path / "apart") == expected
    assert quads(tmp_path / "single") == expected
    assert quads(tmp_path / "jobs") == expected


def test_a_changed_document_is_replaced_and_the_others_stay(copy: Path, tmp_path: Path) -> None:
    store, brief = copy / "store", copy / "documents" / "brief.md"
    assert says(store, "1.25萬宗")
    brief.write_text(BRIEF.replace("1.25萬宗", "3.75萬宗"), encoding="utf-8")
    summary = load([copy / "documents"], store, HERE)
    assert (summary.loaded, summary.unchanged) == (("brief.md",), ("slides.txt",))
    assert (says(store, "1.25萬宗"), says(store, "3.75萬宗")) == (False, True)
    load([copy / "documents"], tmp_path / "fresh", HERE)
    assert quads(store) == quads(tmp_path / "fresh")
    brief.write_text(BRIEF, encoding="utf-8")
    load([brief], store, HERE)
    assert quads(store) != quads(tmp_path / "fresh")
    assert generation(store) == 3


def test_a_figure_comes_out_of_the_text(copy: Path) -> None:
    found = [
        next(f.quantity.value for f in one.facts if f.quantity and f.quantity.unit == "application")
        for text in (BRIEF, BRIEF.replace("1.25", "6.37"))
        if (copy / "documents" / "brief.md").write_text(text, encoding="utf-8")
        for one in extracted([copy / "documents" / "brief.md"])
    ]
    assert found == [12_500, 63_700]


def test_changed_rules_load_everything_again(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = quads(copy / "store")
    monkeypatch.setattr(loading, "rules_hash", lambda: "other rules")
    summary = load([copy / "documents"], copy / "store", HERE)
    assert (summary.loaded, summary.generation) == (("brief.md", "slides.txt"), 2)
    different = set(before) ^ set(quads(copy / "store"))
    assert different
    assert all(b"fingerprint" in line for line in different)


def test_the_hash_of_the_rules_sees_every_file_that_documents_are_read_with(
    tmp_path: Path,
) -> None:
    rules = Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))
    seen = {rules_hash(rules), rules_hash()}
    assert len(seen) == 1
    others = {"guards", "rules", "shapes.ttl", "kg-dl.ttl"}  # for what was read
    every = [path for path in sorted(rules.rglob("*")) if path.is_file()]
    kept = [path for path in every if path.relative_to(rules).parts[0] not in others]
    assert len(kept) > 40
    for path in kept:
        content = path.read_bytes()
        path.write_bytes(content + b"\n# more\n")
        seen.add(rules_hash(rules))
        path.write_bytes(content)
    assert len(seen) == 1 + len(kept)
    kept[0].rename(kept[0].with_stem("renamed"))
    assert rules_hash(rules) not in seen


def test_a_store_has_one_base(copy: Path) -> None:
    with pytest.raises(StoreError, match="published under"):
        load([copy / "documents"], copy / "store", Settings("https://other.example/"))
    assert generation(copy / "store") == 1


def test_a_document_that_is_gone_from_its_folder_stays_in_the_store(copy: Path) -> None:
    before = quads(copy / "store")
    (copy / "documents" / "slides.txt").unlink()
    load([copy / "documents"], copy / "store", HERE)
    assert quads(copy / "store") == before


def test_progress_is_told_of_each_file_once(folder: Path, tmp_path: Path) -> None:
    (folder / "more.nt").write_text(TRIPLE)
    told: list[Path] = []
    load([folder], tmp_path / "store", HERE, told.append)
    assert sorted(told) == files([folder])


def test_folders_are_read_to_any_depth_without_hidden_files(folder: Path) -> None:
    for name in ("a/b/deep.md", "a/deep.nt.gz", ".hidden/x.md", ".hidden/x.ttl", "a/.x.nt",
                 "notes.docx", "LICENSE"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    assert names(files([folder])) == ["deep.md", "deep.nt.gz", "brief.md", "slides.txt"]
    assert names(files([folder / ".hidden" / "x.md"])) == ["x.md"]


def test_a_file_that_is_reached_twice_is_loaded_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "link.md").symlink_to(folder / "brief.md")
    monkeypatch.chdir(folder.parent)
    paths = [folder, folder / "brief.md", Path("documents"), Path("documents/../documents")]
    assert len(files(paths)) == 2
    assert files([folder / "brief.md", Path("documents/brief.md")]) != []


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("a/plan.md", "b/plan.md", "plan.md and .*plan.md would both be doc/plan"),
        ("plan.md", "plan.txt", "would both be doc/plan"),
        ("terms.nt", "terms.nt.gz", "would both be graph/terms-nt"),
    ],
)
def test_two_files_that_would_be_one_are_refused(
    folder: Path, one: str, other: str, message: str
) -> None:
    for name in (one, other):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    with pytest.raises(ReadError, match=f"{message} .rename one of them"):
        files([folder])


def test_a_document_and_rdf_do_not_stand_in_each_others_way(folder: Path) -> None:
    for name in ("terms-nt.md", "terms.nt", "terms.ttl"):
        (folder / name).write_text("x")
    assert len(files([folder])) == 5


@pytest.fixture
def odd(folder: Path) -> Iterator[dict[str, Path]]:
    os.mkfifo(folder / "pipe.md")
    (folder / "empty").mkdir()
    odd = folder / os.fsdecode(b"\xff.md")
    odd.write_text("x")
    (folder / "table.xlsx").write_text("x")
    (folder / "plain").write_text("x")
    yield {
        "pipe": folder / "pipe.md", "empty": folder / "empty", "odd": odd, "folder": folder,
        "xlsx": folder / "table.xlsx", "plain": folder / "plain", "missing": folder / "none.nt.gz",
    }  # fmt: skip
    odd.unlink()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("pipe", "pipe.md is not a file"),
        ("empty", r"nothing to load in .*empty \(kg reads files of type .md, .*, .jsonld"),
        ("odd", "is not UTF-8 .rename the file"),
        ("folder", "is not UTF-8 .rename the file"),
        ("xlsx", r"table.xlsx: cannot read files of type .xlsx \(kg reads .*\.md.*\.ttl"),
        ("plain", r"plain: cannot read files of type \(none\)"),
        ("missing", "none.nt.gz does not exist"),
    ],
)
def test_what_cannot_be_loaded_is_named(odd: dict[str, Path], name: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        files([odd[name]])


def test_no_paths_are_nothing_to_load() -> None:
    with pytest.raises(ReadError, match="nothing to load"):
        files([])


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("suffix", RDF)
def test_rdf_is_loaded_next_to_documents(copy: Path, suffix: str, packed: bool) -> None:
    content = RDF[suffix].encode()
    path = copy / "documents" / f"terms.{suffix}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(content, mtime=0) if packed else content)
    summary = load([copy / "documents"], copy / "store", HERE)
    assert (summary.loaded, len(summary.unchanged)) == ((path.name,), 2)
    graph = NamedNode(f"https://example.org/graph/terms-{suffix}")
    with open_current(copy / "store") as snapshot:
        found = snapshot.store.quads_for_pattern(
            NamedNode("https://example.org/x"), NamedNode("https://example.org/p"), None, graph
        )
        assert [quad.object for quad in found] == [NamedNode("https://example.org/y")]
    again = load([copy / "documents"], copy / "store", HERE)
    assert (again.loaded, again.generation) == ((), 2)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("terms.ttl", b"<a> <b> .", "terms.ttl, line 1, column"),
        ("terms.nt.gz", b"not packed", "terms.nt.gz is not a whole gzip file"),
        ("empty.md", b"", "empty.md is empty"),
        ("zz.md", b"---\ntitle: [a\n---\nx\n", "zz.md, line 3"),
        ("zz.txt", bytes(range(256)) * 9, "zz.txt is binary"),
    ],
)
def test_one_broken_file_among_good_ones_stops_the_load_before_anything_is_written(
    copy: Path, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (copy / "documents" / "brief.md").write_text("another text\n")
    (copy / "documents" / name).write_bytes(content)
    before = state(copy / "store")
    for store in (copy / "store", tmp_path / "new"):
        with pytest.raises(ReadError, match=message):
            load([copy / "documents"], store, HERE)
    assert state(copy / "store") == before
    assert not (tmp_path / "new").exists()


def test_facts_are_given_for_all_files_or_none(copy: Path) -> None:
    (copy / "documents" / "zz.md").write_bytes(b"")
    with pytest.raises(ReadError, match=r"zz\.md is empty"):
        next(extracted([copy / "documents"]))


def test_facts_come_in_order_of_name_wherever_the_files_lie(folder: Path) -> None:
    (folder / "zz").mkdir()
    (folder / "zz" / "aaa.md").write_text(BRIEF)
    (folder / "terms.nt").write_text(TRIPLE)
    found = [one.document.name for one in extracted([folder])]
    assert found == ["aaa.md", "brief.md", "slides.txt"]


def test_a_load_that_fails_midway_leaves_nothing_behind(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document may break between the check and its turn."""
    monkeypatch.setattr(loading, "BATCH", 1)
    documents, store = copy / "documents", copy / "store"
    before = quads(store)
    (documents / "brief.md").write_text(BRIEF.replace("1.25", "2.5"), encoding="utf-8")
    (documents / "slides.txt").write_text(SLIDES.replace("300", "400"), encoding="utf-8")

    def breaks(_: Path) -> None:
        (documents / "slides.txt").write_bytes(b"")

    with pytest.raises(ReadError, match=r"slides\.txt is empty"):
        load([documents], store, HERE, breaks)
    assert (quads(store), generation(store)) == (before, 1)
    (copy / "terms.nt").write_text(TRIPLE, encoding="utf-8")
    load([copy / "terms.nt"], store, HERE)
    assert set(before) < set(quads(store))  # nothing of the other load came with it
    (documents / "slides.txt").write_text(SLIDES.replace("300", "400"), encoding="utf-8")
    summary = load([documents, copy / "terms.nt"], store, HERE)
    assert summary.loaded == ("brief.md", "slides.txt")
    load([documents, copy / "terms.nt"], tmp_path / "fresh", HERE)
    assert quads(store) == quads(tmp_path / "fresh")


def test_what_another_loader_left_unpublished_is_published(copy: Path) -> None:
    node = NamedNode("https://example.org/graph/left")
    with open_primary(copy / "store") as primary:
        primary.replace(node.value, [])
        with primary.changing():
            pass
    assert load([copy / "documents"], copy / "store", HERE).generation == 2
