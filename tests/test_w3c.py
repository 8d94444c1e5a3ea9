"""The W3C suites of SPARQL 1.1 over HTTP: we pass what the native server passes, and more."""

import subprocess
from collections.abc import Iterator

import pytest

from tests import installed, w3c
from tests.serving import PATIENCE, started, stopped, until
from tests.w3c import Endpoint

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not w3c.ROOT.is_dir(), reason=w3c.MISSING),
]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    root = tmp_path_factory.mktemp("stores") / "own"
    # LOAD SILENT of what is nowhere is among the tests.
    remote = ("--allow-remote", "http://www.example.com")
    server = started(root, "--writable", "--default-graph", "own", *remote)
    yield Endpoint(server.port)
    assert stopped(server) == 0


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    program = installed.native()
    root = tmp_path_factory.mktemp("stores") / "native"
    port = w3c.free_port()
    command = [str(program), "serve", "--location", str(root), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    endpoint = Endpoint(port, "/query", "/update", "/store")
    try:
        until(lambda: answers(endpoint))
        yield endpoint
        process.terminate()
        process.wait(timeout=PATIENCE)
    finally:
        process.kill()


def answers(endpoint: Endpoint) -> bool:
    try:
        endpoint.ask("ASK {}")
    except OSError:
        return False
    return True


def failures(tests: dict[str, w3c.Test], endpoint: Endpoint) -> dict[str, str]:
    told = {name: test(endpoint) for name, test in tests.items()}
    return {name: wrong for name, wrong in told.items() if wrong}


def test_the_protocols_are_complete_on_one_address(ours: Endpoint) -> None:
    tests = w3c.protocols()
    assert len(tests) == 34 + 13
    assert failures(tests, ours) == {}


def test_the_service_description_is_complete(ours: Endpoint) -> None:
    assert set(w3c.describes_itself(ours).values()) == {""}


def test_evaluation_is_never_below_the_native_server(ours: Endpoint, native: Endpoint) -> None:
    tests = w3c.evaluations()
    here, there = failures(tests, ours), failures(tests, native)
    assert {name: wrong for name, wrong in here.items() if name not in there} == {}
    assert len(tests) - len(here) >= 487
