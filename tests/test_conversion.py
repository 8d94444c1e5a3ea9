"""Conversion in several processes: when it pays, and what ends it."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import conversion
from kg.conversion import ENOUGH, Basis, Converter, convert_all, jobs_for
from kg.errors import KgError, ReadError
from kg.graph.decisions import Decisions
from kg.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"brief-{number}.md" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(f"# 松溪市簡報\n\n松溪市撥款{number + 2}億港元。\n", encoding="utf-8")
    return paths


def converter() -> Converter:
    return Converter(Basis(Settings("https://example.org/"), Decisions(), "rules"))


def test_a_process_of_its_own_is_for_much_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    small, large = tmp_path / "small.md", tmp_path / "large.md"
    small.write_text("a", encoding="utf-8")
    large.write_bytes(b"a" * ENOUGH)
    assert jobs_for([]) == 1
    assert jobs_for([small]) == jobs_for([small, large]) == 1
    assert jobs_for([large] * 3) == 3
    assert jobs_for([large] * 9) == 4


def test_where_affinity_is_not_known_the_processors_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    large = tmp_path / "large.md"
    large.write_bytes(b"a" * ENOUGH)
    assert jobs_for([large] * 9) == 2


def test_what_stops_one_process_stops_several_alike(files: list[Path]) -> None:
    files[2].write_bytes(b"")
    for jobs in (1, 2):
        done: list[Path] = []
        with pytest.raises(ReadError, match=r"brief-2\.md is empty"):
            done.extend(each.path for each in convert_all(files, converter(), jobs))
        assert done == files[:2]


def test_a_process_that_is_ended_is_told(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_AHEAD", 0)
    results = convert_all(files, converter(), 2)
    next(results)
    for child in _children():
        os.kill(child, signal.SIGKILL)
    with pytest.raises(KgError, match="a process that reads documents was ended"):
        list(results)


def test_no_process_is_left_behind(files: list[Path]) -> None:
    results = convert_all(files, converter(), 2)
    next(results)
    assert list(_children())
    results.close()  # type: ignore[attr-defined]
    assert not list(_children())


def _children() -> Iterator[int]:
    """Yield the processes that convert for this one."""
    for process in multiprocessing.active_children():
        assert process.pid
        yield process.pid
