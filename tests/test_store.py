"""The primary: changes are whole or not at all, and one loader holds it."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import StoreError, StoreLocked
from kg.graph.generations import open_current
from kg.graph.store import BULK, open_primary
from kg.vocabulary import KG, XSD

GRAPH = "https://example.org/doc/a"


def quad(text: str, graph: str = GRAPH, subject: str = GRAPH) -> Quad:
    return Quad(NamedNode(subject), KG.fingerprint, Literal(text), NamedNode(graph))


def stated(store: Store) -> set[Quad]:
    """Return what is in named graphs, once it is clear that the default graph is their union."""
    named = {q for q in store if q.graph_name != DefaultGraph()}
    union = {q.triple for q in named if "/candidates/" not in str(q.graph_name)}
    default = [q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())]
    assert set(default) == union
    assert len(default) == len(union)
    return named


def plain(store: Store) -> set[str]:
    """Return the answers to a plain query, once it is clear that each came once."""
    stated(store)
    rows = store.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    found = [f"{row['s']} {row['p']} {row['o']}" for row in rows]
    assert len(set(found)) == len(found)
    return set(found)


def test_a_loaded_graph_is_read_after_publishing(tmp_path: Path) -> None:
    with open_primary(tmp_path / "store") as primary:
        assert primary.replace(GRAPH, [quad("one")])
        assert not primary.published
        primary.publish()
        assert primary.published
    with open_current(tmp_path / "store") as snapshot:
        assert stated(snapshot.store) == {quad("one")}


def test_replacing_removes_what_is_gone_and_leaves_other_graphs(tmp_path: Path) -> None:
    other = quad("other", "https://example.org/doc/b")
    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, [quad("one"), quad("two")])
        primary.replace("https://example.org/doc/b", [other])
        assert primary.replace(GRAPH, [quad("two"), quad("three")])
        assert stated(primary.store) == {quad("two"), quad("three"), other}
        assert primary.replace(GRAPH, [])
        assert stated(primary.store) == {other}


def test_several_graphs_are_replaced_together(tmp_path: Path) -> None:
    new, same, other = (f"https://example.org/doc/{name}" for name in ("new", "same", "other"))
    with open_primary(tmp_path) as primary:
        primary.replace_all({same: [quad("x", same)], other: [quad("old", other)]})
        many = [quad(str(n), new) for n in range(BULK)]
        content = {new: many, same: [quad("x", same)], other: [quad("new", other)]}
        assert primary.replace_all(content) == [new, other]
        assert stated(primary.store) == {*many, quad("x", same), quad("new", other)}
        assert primary.replace_all(content) == []


OTHER = "https://example.org/doc/b"
CANDIDATES = "https://example.org/candidates/a"


def test_what_two_documents_state_counts_once_and_stays_while_one_states_it(
    tmp_path: Path,
) -> None:
    shared = [quad("both"), quad("both", OTHER)]
    with open_primary(tmp_path) as primary:
        primary.replace_all({GRAPH: [shared[0], quad("one")], OTHER: [shared[1]]})
        assert len(plain(primary.store)) == 2
        assert primary.replace(GRAPH, [quad("one")])
        assert plain(primary.store) == {str(shared[0].triple), str(quad("one").triple)}
        primary.replace(GRAPH, [shared[0], quad("two")])
        assert primary.remove(GRAPH)
        assert plain(primary.store) == {str(shared[0].triple)}
        assert primary.remove(OTHER)
        assert plain(primary.store) == set()
        assert stated(primary.store) == set()


def test_candidates_are_in_their_graph_and_not_in_plain_answers(tmp_path: Path) -> None:
    with open_primary(tmp_path) as primary:
        primary.replace_all({GRAPH: [quad("said")], CANDIDATES: [quad("perhaps", CANDIDATES)]})
        assert plain(primary.store) == {str(quad("said").triple)}
        assert primary.store.query(f"ASK {{ GRAPH <{CANDIDATES}> {{ ?s ?p ?o }} }}")
        primary.replace(CANDIDATES, [quad("said", CANDIDATES)])
        assert plain(primary.store) == {str(quad("said").triple)}
        primary.remove(GRAPH)  # that a candidate says the same does not keep it
        assert plain(primary.store) == set()
        assert primary.remove(CANDIDATES)
        assert stated(primary.store) == set()


def test_a_candidate_that_is_asserted_now_moves_into_plain_answers(tmp_path: Path) -> None:
    with open_primary(tmp_path) as primary:
        primary.replace(CANDIDATES, [quad("x", CANDIDATES)])
        primary.replace_all({GRAPH: [quad("x")], CANDIDATES: []})
        assert stated(primary.store) == {quad("x")}
        primary.replace_all({GRAPH: [], CANDIDATES: [quad("x", CANDIDATES)]})
        assert plain(primary.store) == set()


@pytest.mark.parametrize("published", [True, False])
def test_what_was_written_by_other_means_is_asserted_when_it_is_published(
    tmp_path: Path, published: bool
) -> None:
    with open_primary(tmp_path) as primary:
        primary.replace_all({GRAPH: [quad("one")], CANDIDATES: [quad("perhaps", CANDIDATES)]})
        with primary.changing():
            primary.store.add(quad("two", OTHER))
            primary.store.add(Quad(BlankNode("x"), KG.rule, BlankNode("y"), NamedNode(OTHER)))
            primary.store.remove(quad("one"))
        if published:
            primary.publish()
    with open_primary(tmp_path) as primary:
        primary.publish()
    with open_current(tmp_path) as snapshot:
        assert len(stated(snapshot.store)) == 3


def test_a_graph_with_blank_nodes_is_replaced_and_keeps_their_names(tmp_path: Path) -> None:
    def blank(name: str) -> Quad:
        return Quad(BlankNode(name), KG.rule, Literal("x"), NamedNode(GRAPH))

    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, [blank("a")])
        assert not primary.replace(GRAPH, [blank("a")])
        assert primary.replace(GRAPH, [blank("b")])
        assert stated(primary.store) == {blank("b")}


def test_the_same_content_makes_no_new_generation(tmp_path: Path) -> None:
    number = Literal("300.00", datatype=XSD.decimal)
    quads = [quad("one"), Quad(NamedNode(GRAPH), KG.value, number, NamedNode(GRAPH))]
    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, quads)
        first = primary.publish()
        before = sorted(map(str, primary.store))
    with open_primary(tmp_path) as primary:
        assert not primary.replace(GRAPH, quads)
        assert primary.publish() == first
        assert sorted(map(str, primary.store)) == before
        stated(primary.store)


def test_the_fingerprint_of_a_graph_is_in_the_graph(tmp_path: Path) -> None:
    with open_primary(tmp_path) as primary:
        assert primary.fingerprint(GRAPH) is None
        primary.replace(GRAPH, [quad("f00")])
        assert primary.fingerprint(GRAPH) == "f00"
        assert primary.remove(GRAPH)
        assert not primary.remove(GRAPH)
        assert primary.fingerprint(GRAPH) is None


def test_a_quad_outside_the_graph_is_refused(tmp_path: Path) -> None:
    with open_primary(tmp_path) as primary, pytest.raises(ValueError, match="outside"):
        primary.replace(GRAPH, [quad("x", "https://example.org/doc/b")])


def test_a_second_loader_in_this_process_is_told_to_wait(tmp_path: Path) -> None:
    with open_primary(tmp_path), pytest.raises(StoreLocked, match="another loader"):
        open_primary(tmp_path)


def test_a_second_loader_in_another_process_is_told_to_wait(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from kg.graph.store import BULK, open_primary\n"
        "primary = open_primary(pathlib.Path(sys.argv[1])); print('open', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreLocked):
            open_primary(tmp_path)
        holder.communicate()
    open_primary(tmp_path).close()


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        open_primary(file)
    with pytest.raises(StoreError, match="cannot write"):
        open_primary(file / "below")


def test_a_folder_with_other_things_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("x")
    with pytest.raises(StoreError, match="not a store"):
        open_primary(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.txt"]


def test_a_damaged_primary_is_an_error_of_the_store(tmp_path: Path) -> None:
    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, [quad("one")])
    (tmp_path / "primary" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="cannot write"):
        open_primary(tmp_path)


def test_a_path_where_nothing_can_be_made_is_an_error_of_the_store() -> None:
    with pytest.raises(StoreError):
        open_primary(Path("/proc/store"))


def test_a_refused_write_leaves_the_previous_generation(tmp_path: Path) -> None:
    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, [quad("one")])
        primary.publish()
    code = (
        "import resource, sys, pathlib\n"
        "from pyoxigraph import Literal, NamedNode, Quad\n"
        "from kg.errors import StoreError; from kg.graph.store import BULK, open_primary\n"
        "from kg.vocabulary import KG\n"
        "g = NamedNode(sys.argv[2])\n"
        "quads = [Quad(g, KG.rule, Literal('long ' * 50 + str(i)), g) for i in range(20000)]\n"
        "with open_primary(pathlib.Path(sys.argv[1])) as primary:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000))\n"
        "    try:\n"
        "        primary.replace(g.value, quads)\n"
        "        primary.publish()\n"
        "    except StoreError as error:\n"
        "        sys.exit(f'refused: {error}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), GRAPH], capture_output=True, text=True
    )
    assert "refused: cannot write the store" in done.stderr
    with open_current(tmp_path) as snapshot:
        assert stated(snapshot.store) == {quad("one")}
    with open_primary(tmp_path) as primary:  # and the next load finds it whole
        assert stated(primary.store) == {quad("one")}


def test_closing_releases_the_lock(tmp_path: Path) -> None:
    primary = open_primary(tmp_path)
    primary.close()
    primary.close()
    assert isinstance(open_primary(tmp_path).store, Store)


def test_a_new_store_is_published_without_its_default_graph_being_derived_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the whole store, and is for what was written by other means."""
    monkeypatch.setattr("kg.graph.asserted.derive", lambda _: pytest.fail("derived anew"))
    with open_primary(tmp_path) as primary:
        primary.publish_under("https://example.org/")
        primary.replace(GRAPH, [quad("one")])
        primary.publish()
        assert stated(primary.store) == {quad("one")}
