"""Readers see whole generations, whatever happens to the loader."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.graph import generations
from kg.graph.generations import Generation, current, open_current, prune, published, switch
from kg.graph.store import open_primary
from kg.vocabulary import KG

pytestmark = pytest.mark.slow

GRAPH = "https://example.org/doc/a"


def quads(text: str, count: int = 50) -> list[Quad]:
    node = NamedNode(GRAPH)
    return [Quad(node, KG.rule, Literal(f"{text} {i}"), node) for i in range(count)]


def load(root: Path, text: str) -> Generation:
    with open_primary(root) as primary:
        primary.replace(GRAPH, quads(text))
        return primary.publish()


def read(root: Path) -> set[Quad]:
    with open_current(root) as snapshot:
        return stated(snapshot.store)


def stated(store: Store) -> set[Quad]:
    """Return what is in named graphs, once it is clear that the default graph is their union."""
    default = {q.triple for q in store if q.graph_name == DefaultGraph()}
    named = {q for q in store if q.graph_name != DefaultGraph()}
    assert default == {q.triple for q in named if "/candidates/" not in str(q.graph_name)}
    return named


def test_where_nothing_was_published_the_remedy_is_to_load(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg load"):
        open_current(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_holds_no_generations(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        open_current(tmp_path / "file")


@pytest.mark.parametrize("content", ["", "seven", "�"])
def test_a_damaged_pointer_is_an_error_of_the_store(tmp_path: Path, content: str) -> None:
    (tmp_path / "current").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="not a readable store"):
        open_current(tmp_path)


def test_a_pointer_to_a_lost_generation_is_an_error_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("7\n")
    with pytest.raises(StoreError, match="nothing to read"):
        open_current(tmp_path)


def test_a_damaged_generation_is_an_error_of_the_store(tmp_path: Path) -> None:
    generation = load(tmp_path, "one")
    (generation.path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="damaged"):
        open_current(tmp_path)


def test_an_open_reader_keeps_its_generation(tmp_path: Path) -> None:
    load(tmp_path, "one")
    with open_current(tmp_path) as snapshot:
        for text in ("two", "three", "four"):
            load(tmp_path, text)
        assert snapshot.generation.path.is_dir()
        assert stated(snapshot.store) == set(quads("one"))
        assert [g.number for g in published(tmp_path)] == [1, 3, 4]
    assert [g.number for g in prune(tmp_path)] == [1]
    assert read(tmp_path) == set(quads("four"))


def test_a_reader_in_another_process_keeps_its_generation(tmp_path: Path) -> None:
    load(tmp_path, "one")
    code = (
        "import sys, pathlib; from kg.graph.generations import open_current\n"
        "with open_current(pathlib.Path(sys.argv[1])) as snapshot:\n"
        "    print('open', flush=True); sys.stdin.readline(); print(len(snapshot.store) // 2)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as reader:  # fmt: skip
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        for text in ("two", "three", "four"):
            load(tmp_path, text)
        assert published(tmp_path)[0].number == 1
        answer, _ = reader.communicate("\n")
    assert answer == "50\n"


def test_going_back_is_a_switch(tmp_path: Path) -> None:
    first, second = load(tmp_path, "one"), load(tmp_path, "two")
    assert first.tag != second.tag
    switch(tmp_path, first)
    assert current(tmp_path) == first
    assert read(tmp_path) == set(quads("one"))
    for text in ("three", "four"):
        load(tmp_path, text)
    assert read(tmp_path) == set(quads("four"))


def test_the_current_generation_is_never_pruned(tmp_path: Path) -> None:
    first = load(tmp_path, "one")
    load(tmp_path, "two")
    load_again = load(tmp_path, "three")
    assert load_again.number == 3
    switch(tmp_path, Generation(2, first.path.with_name("2")))
    assert prune(tmp_path, keep=1) == []
    assert read(tmp_path) == set(quads("two"))


def test_what_was_not_published_is_published_next_time(tmp_path: Path) -> None:
    load(tmp_path, "one")
    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, quads("two"))
    assert read(tmp_path) == set(quads("one"))
    with open_primary(tmp_path) as primary:
        assert not primary.published
        assert not primary.replace(GRAPH, quads("two"))
        primary.publish()
    assert read(tmp_path) == set(quads("two"))


def test_leftovers_of_a_killed_publisher_are_swept(tmp_path: Path) -> None:
    load(tmp_path, "one")
    for name in ("2.partial", "0.old"):
        (tmp_path / "generations" / name).mkdir()
    open_primary(tmp_path).close()
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["1"]


def test_a_generation_pruned_while_it_is_being_opened_gives_way_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, "one")
    hold = generations._hold

    def late(path: Path) -> int | None:
        monkeypatch.setattr(generations, "_hold", hold)
        load(tmp_path, "two")
        prune(tmp_path, keep=1)
        return hold(path)

    monkeypatch.setattr(generations, "_hold", late)
    assert read(tmp_path) == set(quads("two"))


LOADER = """
import itertools, pathlib, sys
from pyoxigraph import Literal, NamedNode, Quad
from kg.graph.store import open_primary
from kg.vocabulary import KG
node = NamedNode(sys.argv[2])
with open_primary(pathlib.Path(sys.argv[1])) as primary:
    print("open", flush=True)
    for n in itertools.count():
        primary.replace(node.value, [
            Quad(node, KG.rule, Literal(f"load {n} {i}"), node) for i in range(1500)])
        primary.publish()
"""


@pytest.mark.parametrize("milliseconds", [1, 10, 30, 60, 110, 200, 350])
def test_a_loader_killed_at_any_moment_leaves_a_whole_generation(
    tmp_path: Path, milliseconds: int
) -> None:
    load(tmp_path, "load 0")
    with subprocess.Popen(
        [sys.executable, "-c", LOADER, str(tmp_path), GRAPH], stdout=subprocess.PIPE
    ) as loader:
        assert loader.stdout is not None
        loader.stdout.readline()
        time.sleep(milliseconds / 1000)
        loader.send_signal(signal.SIGKILL)
    seen = {str(q.object).split()[1] for q in read(tmp_path)}
    assert len(seen) == 1, "a mixture of two loads"
    assert len(read(tmp_path)) in (50, 1500)
    with open_primary(tmp_path) as primary:
        assert len({str(q.object).split()[1] for q in primary.store}) == 1
    load(tmp_path, "after")
    assert read(tmp_path) == set(quads("after"))


MIXED = """
import itertools, pathlib, sys
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from kg.graph.importing import import_file
from kg.graph.store import open_primary
from kg.settings import Settings
from kg.vocabulary import KG
root = pathlib.Path(sys.argv[1])
nodes = [NamedNode(f"https://example.org/{name}") for name in (
    "doc/a", "doc/b", "doc/c", "candidates/a", "candidates/b")]
file = root.with_name("more.nt")
with open_primary(root) as primary:
    print("open", flush=True)
    for n in itertools.count():
        content = {}
        for k, node in enumerate(nodes):
            content[node.value] = [
                Quad(nodes[0], KG.rule, Literal(f"{(n * (k + 1)) % 3 * 40 + i}"), node)
                for i in range(500)]
        blank = Quad(BlankNode("b"), KG.text, Literal(str(n)), nodes[2])
        primary.replace_all({**content, nodes[2].value: [blank, *content[nodes[2].value]]})
        primary.publish()
        file.write_text("".join(
            f'{nodes[0]} {KG.rule} "{n % 5 * 300 + i}" .\\n' for i in range(1500)))
        import_file(primary, file, Settings("https://example.org/"))
        primary.remove(nodes[n % 5].value)
        with primary.changing() as store:
            store.remove(next(iter(store.quads_for_pattern(None, None, None, nodes[2])), blank))
        primary.publish()
"""


@pytest.mark.parametrize("milliseconds", [5, 40, 90, 150, 260, 400, 700])
def test_a_loader_killed_at_any_moment_leaves_plain_queries_the_union(
    tmp_path: Path, milliseconds: int
) -> None:
    root = tmp_path / "store"
    load(root, "load 0")
    with subprocess.Popen(
        [sys.executable, "-c", MIXED, str(root)], stdout=subprocess.PIPE
    ) as loader:
        assert loader.stdout is not None
        loader.stdout.readline()
        time.sleep(milliseconds / 1000)
        loader.send_signal(signal.SIGKILL)
    assert read(root)
    with open_primary(root) as primary:
        primary.publish()
    assert read(root)


def test_readers_go_on_while_loads_run(tmp_path: Path) -> None:
    load(tmp_path, "one")

    def loads() -> None:
        for n in range(8):
            load(tmp_path, f"load{n}")

    loader = threading.Thread(target=loads)
    loader.start()
    while loader.is_alive():
        answer = read(tmp_path)
        assert len({str(q.object).split()[0] for q in answer}) == 1
        assert len(answer) == 50
    loader.join()


def test_an_unwritable_directory_leaves_the_generation_that_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with open_primary(tmp_path) as primary:
        primary.replace(GRAPH, quads("two"))
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            primary.publish()
        monkeypatch.undo()
        assert read(tmp_path) == set(quads("one"))
        primary.publish()
    assert read(tmp_path) == set(quads("two"))
