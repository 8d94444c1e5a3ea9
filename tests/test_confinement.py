import platform
import subprocess
import sys

import pytest

from kg.server.confinement import without_network

CONFINED = """
import socket
from pyoxigraph import Store
from kg.server.confinement import without_network

assert without_network()
assert without_network()  # once more does no harm
for reach in (
    socket.socket,
    lambda: Store().query("ASK { SERVICE <http://127.0.0.1:65000/> { ?s ?p ?o } }"),
    lambda: Store().update("LOAD <http://127.0.0.1:65000/>"),
):
    try:
        reach()
    except PermissionError:
        print("refused")
"""


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="the second wall stands on Linux, on common processors",
)
def test_no_process_that_evaluates_can_open_a_socket() -> None:
    command = [sys.executable, "-c", CONFINED]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert (done.stdout.split(), done.stderr) == (["refused"] * 3, "")


def test_elsewhere_the_first_wall_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "another")
    assert not without_network()
