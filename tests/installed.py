"""Programs that ask a server and are no Python, or why a test leaves one out."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.serving import PATIENCE

SCRIPTS = Path(__file__).with_name("clients")
PACKAGES = Path(__file__).parents[1] / ".kg" / "clients"
_INSTALL = ("install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
_JARS = Path("/usr/share/java")
_JENA = """
    jena-arq jena-base jena-cmds jena-core jena-iri jena-rdfconnection jena-shacl jena-shex
    jena-dboe-base jena-dboe-index jena-dboe-storage jena-dboe-trans-data jena-dboe-transaction
    jena-tdb jena-tdb2 commons-cli commons-codec commons-compress commons-csv commons-io
    commons-lang3 dexx.collection gson guava httpclient httpcore jackson-annotations
    jackson-core jackson-databind jsonld-java protobuf slf4j-api slf4j-nop thrift
    titanium-json-ld
"""
_MOVED = "org/apache/jena/ext/"


def program(name: str, package: str = "") -> str:
    """Return the path of a program; skip the test where there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name}" + (f" (package {package})" if package else ""))
    return found


def run(
    command: Sequence[str | Path], standard_input: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a client to its end, whatever that is."""
    return subprocess.run(
        command, input=standard_input, capture_output=True, encoding="utf-8", timeout=PATIENCE
    )


def scripts() -> Path:
    """Return the folder of the clients for Node, their packages installed, once for all tests."""
    program("node", "nodejs")
    npm = program("npm")
    PACKAGES.mkdir(parents=True, exist_ok=True)
    with (PACKAGES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # other processes of the same run wait
        wanted, done = SCRIPTS / "package.json", PACKAGES / "installed.json"
        if not done.exists() or done.read_bytes() != wanted.read_bytes():
            done.unlink(missing_ok=True)
            shutil.rmtree(PACKAGES / "node_modules", ignore_errors=True)
            shutil.copy(wanted, PACKAGES)
            _install(npm)
            shutil.copy(wanted, done)
        for script in SCRIPTS.glob("*.mjs"):
            shutil.copy(script, PACKAGES)
    return PACKAGES


def _install(npm: str) -> None:
    # A test run that may not reach the registry shall not wait long for it.
    quick = {**os.environ, "npm_config_fetch_retries": "1", "npm_config_fetch_timeout": "20000"}
    command = [npm, *_INSTALL, "--ignore-scripts"]
    try:
        done = subprocess.run(
            command, cwd=PACKAGES, env=quick, capture_output=True, encoding="utf-8", timeout=300
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm install took more than 300 s")
    if done.returncode:
        pytest.skip(f"npm install failed: {done.stderr.strip()[:200] or 'it does not say why'}")


def native() -> Path:
    """Return the native server of Oxigraph, which is a command that asks too."""
    path = Path(sys.executable).with_name("oxigraph")
    if not path.exists():
        pytest.skip("the native server is not installed (pip install oxigraph)")
    return path


def jena(folder: Path) -> list[str]:
    """Return the beginning of a command of Apache Jena; what it needs beside goes to a folder.

    The archive of Debian holds messages, without which nothing starts, where its own classes do
    not look for them.
    """
    java = program("java")
    jars = [_JARS / f"{name}.jar" for name in _JENA.split()]
    if not all(jar.exists() for jar in jars):
        pytest.skip("there is no Apache Jena (package libapache-jena-java)")
    with ZipFile(_JARS / "jena-core.jar") as archive:
        for name in archive.namelist():
            if name.startswith(_MOVED) and name.endswith(".properties"):
                target = folder / name.removeprefix(_MOVED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    return [java, "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, [folder, *jars]))]
