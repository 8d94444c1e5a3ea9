"""A change over the network happens whole and is shown, or never was."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import StoreLocked
from kg.graph import attempts, generations
from kg.graph.store import Primary, open_primary
from kg.server.limits import Busy, Limits, TooLong, TooMuchMemory
from kg.server.writer import Writer

pytestmark = pytest.mark.slow

GRAPH = NamedNode("https://kg.example.org/g")
SLOW = "INSERT {{ GRAPH <a:g> {{ ?x <a:p> 1 }} }} WHERE {{ {} BIND(IRI(STR(?a0)) AS ?x) }}"


def value(text: str) -> list[Quad]:
    return [Quad(GRAPH, GRAPH, Literal(text), GRAPH)]


def values(store: Store) -> set[str]:
    found = store.quads_for_pattern(None, None, None, GRAPH)
    return {quad.object.value for quad in found if isinstance(quad.object, Literal)}


def shown(root: Path) -> set[str]:
    with generations.open_current(root) as snapshot:
        return values(snapshot.store)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with open_primary(tmp_path / "store") as primary:
        primary.replace(GRAPH.value, value("before"))
        primary.publish()
    return tmp_path / "store"


def test_a_change_that_fails_is_undone_when_the_store_is_opened_again(root: Path) -> None:
    def failing(primary: Primary) -> None:
        with attempts.attempt(root):
            primary.replace(GRAPH.value, value("after"))
            assert values(primary.store) == {"after"}
            raise ZeroDivisionError

    with open_primary(root) as primary, pytest.raises(ZeroDivisionError):
        failing(primary)
    assert attempts.is_open(root)
    with open_primary(root) as primary:
        assert values(primary.store) == {"before"}
        assert primary.published
        primary.replace(GRAPH.value, value("later"))
        primary.publish()
    assert shown(root) == {"later"}
    assert not attempts.is_open(root)


DYING = """
import os, signal, sys
from pathlib import Path
from kg.graph import attempts
from kg.graph.store import open_primary
from tests.test_attempts import GRAPH, value
root, when = Path(sys.argv[1]), sys.argv[2]
primary = open_primary(root)
with attempts.attempt(root):
    primary.replace(GRAPH.value, value("after"))
    if when == "published":
        primary.publish()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("when", "left"), [("written", "before"), ("published", "after")])
def test_a_process_that_dies_leaves_what_readers_see(root: Path, when: str, left: str) -> None:
    command = [sys.executable, "-c", DYING, str(root), when]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert shown(root) == {left}
    with open_primary(root) as primary:
        assert values(primary.store) == {left}


def test_an_undoing_that_was_cut_short_is_done_again(root: Path) -> None:
    with open_primary(root) as primary, attempts.attempt(root):
        primary.replace(GRAPH.value, value("after"))
        primary.close()
        (root / "attempt").touch()
        (root / "primary").rename(root / "primary.old")  # as when it was killed just here
        (root / "primary.new").mkdir()
        with open_primary(root) as again:
            assert values(again.store) == {"before"}
        (root / "attempt").touch()
    assert not (root / "primary.old").exists()


def test_who_holds_the_store_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "PATIENCE", 0.1)
    with open_primary(root), pytest.raises(StoreLocked, match=f"process {os.getpid()} "):
        attempts.open_store(root, 0.1)


def task(update: str) -> dict[str, Any]:
    return {"task": "update", "update": update, "base": "https://kg.example.org/"}


def write(root: Path, limits: Limits, *updates: str) -> list[Any]:
    """The answers to updates that are sent all at once."""

    async def all_of_them() -> list[Any]:
        writer = Writer(root, limits)
        await writer.start()
        try:
            writing = (writer.write(task(update)) for update in updates)
            return list(await asyncio.gather(*writing, return_exceptions=True))
        finally:
            await writer.stop()

    return asyncio.run(all_of_them())


def insert(text: str) -> str:
    return f'INSERT DATA {{ GRAPH {GRAPH} {{ {GRAPH} {GRAPH} "{text}" }} }}'


def endless(root: Path) -> str:
    with open_primary(root) as primary:
        many = [Quad(NamedNode(f"a:{number}"), GRAPH, GRAPH, GRAPH) for number in range(500)]
        primary.add(many)
        primary.publish()
    return SLOW.format(" ".join(f"GRAPH ?g{i} {{ ?a{i} ?b{i} ?c{i} }}" for i in range(5)))


def test_updates_are_made_in_order_and_each_is_a_generation(root: Path) -> None:
    first = generations.current(root)
    assert first
    answers = write(root, Limits(), insert("one"), "INSERT DATA {", insert("two"))
    assert [answer["status"] for answer in answers] == [204, 400, 204]
    assert [answers[0]["generation"], answers[2]["generation"]] == [
        first.number + 1,
        first.number + 2,
    ]
    assert shown(root) == {"before", "one", "two"}
    with open_primary(root):  # the lock is free again
        pass


def test_an_update_past_its_limit_leaves_nothing_and_the_next_is_made(root: Path) -> None:
    slow = endless(root)
    before = shown(root)
    answers = write(root, Limits(timeout=3.0, memory=1 << 30), slow, insert("after"))
    assert isinstance(answers[0], TooLong | TooMuchMemory)
    assert answers[1]["status"] == 204
    assert shown(root) == before | {"after"}
    with generations.open_current(root) as snapshot:
        assert not snapshot.store.contains_named_graph(NamedNode("a:g"))


def test_an_update_that_takes_all_memory_leaves_nothing(root: Path) -> None:
    endless(root)
    large = (
        "INSERT { GRAPH <a:g> { ?a <a:p> ?d } } WHERE { SELECT ?a ?d { "
        "GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i } } ORDER BY ?i ?f ?c }"
    )
    answers = write(root, Limits(timeout=20.0, memory=100 << 20), large)
    assert isinstance(answers[0], TooMuchMemory)
    with open_primary(root) as primary:
        assert not primary.store.contains_named_graph(NamedNode("a:g"))


def test_what_a_loader_left_that_died_is_shown_with_the_next_update(root: Path) -> None:
    with open_primary(root) as primary:
        primary.replace(GRAPH.value, value("loaded"))
    assert shown(root) == {"before"}
    answers = write(root, Limits(), "INSERT DATA {", insert("more"))
    assert [answer["status"] for answer in answers] == [400, 204]
    assert shown(root) == {"loaded", "more"}


def test_a_store_that_is_being_loaded_is_not_written_to(root: Path) -> None:
    with open_primary(root):
        (answer,) = write(root, Limits(), insert("late"))
    assert answer["status"] == 503
    assert "another loader holds" in json.dumps(answer)
    assert shown(root) == {"before"}


def test_not_all_the_world_may_wait(root: Path) -> None:
    answers = write(root, Limits(queue=2), *(insert(str(number)) for number in range(5)))
    busy = [answer for answer in answers if isinstance(answer, Busy)]
    done = [answer for answer in answers if isinstance(answer, dict)]
    assert len(busy) == 2
    assert {answer["status"] for answer in done} == {204}


def test_the_primary_can_be_used_again_after_a_change(root: Path) -> None:
    primary: Primary
    with open_primary(root) as primary:
        for number in range(2):
            with attempts.attempt(root):
                primary.replace(GRAPH.value, value(str(number)))
                primary.publish()
    assert shown(root) == {"1"}


@pytest.mark.parametrize(
    ("end", "left"), [(ZeroDivisionError, set()), (KeyboardInterrupt, {"half"})]
)
def test_what_fails_is_undone_and_what_is_ended_goes_on_next_time(
    tmp_path: Path, end: type[BaseException], left: set[str]
) -> None:
    root = tmp_path / "new"

    def broken(primary: Primary) -> None:
        with attempts.or_nothing(root):
            primary.replace(GRAPH.value, value("half"))
            raise end

    with open_primary(root) as primary, pytest.raises(end):
        broken(primary)
    with open_primary(root) as primary:
        assert values(primary.store) == left
        assert not primary.published
