"""The judges of OWL that come with owlready2: the profile checkers of the OWL API, and HermiT."""

import importlib.util
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize

PROGRAM = Path(__file__).parent / "data" / "Verdicts.java"
DL, RL, HERMIT = "OWL 2 DL", "OWL 2 RL", "HermiT"

java = pytest.mark.skipif(
    shutil.which("java") is None or importlib.util.find_spec("owlready2") is None,
    reason="the reasoner and the profile checker need java and owlready2",
)

# Of one ontology: judge → verdict → details, one for each finding. No finding, no judge.
Verdicts = dict[str, dict[str, list[str]]]


def hermit_jar() -> Path:
    """Return the archive in which both are."""
    found = importlib.util.find_spec("owlready2")
    assert found
    assert found.origin
    return next(Path(found.origin).parent.rglob("HermiT.jar"))


def judged(
    ontologies: Mapping[str, Iterable[Triple]],
    judge: Literal["profiles", "reasoner"],
    folder: Path,
) -> dict[str, Verdicts]:
    """Let a judge look at each ontology, in one process: most of the time is its start."""
    files = {str(folder / f"{judge}-{index}.nt"): name for index, name in enumerate(ontologies)}
    for file, name in files.items():
        serialize(ontologies[name], file, RdfFormat.N_TRIPLES)
    command = ["java", "-cp", str(hermit_jar()), str(PROGRAM), judge, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Verdicts] = {
        name: defaultdict(lambda: defaultdict(list)) for name in ontologies
    }
    for line in done.stdout.splitlines():
        file, who, verdict, detail = line.split("\t")
        found[files[file]][who][verdict].append(detail)
    return found


def parsed(*files: Path) -> list[Triple]:
    """Return what the Turtle files say."""
    return [quad.triple for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)]


def edited(triples: Iterable[Triple], prefixes: str, addition: str) -> list[Triple]:
    """Return the triples with some Turtle added."""
    return [*triples, *(quad.triple for quad in parse(prefixes + addition, RdfFormat.TURTLE))]
