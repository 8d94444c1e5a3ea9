"""HermiT by way of owlready2: whether axioms are consistent, and every class can have members.

The reasoner runs in a process of its own, which is given N-Triples and answers in JSON: it can be
ended when it takes too long, and what owlready2 keeps in its process is gone with it. Java does the
work; without it, or with one that does not run HermiT, there is a ReasonerMissing.
"""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile

from pyoxigraph import RdfFormat, Triple, serialize

from kg.errors import ReasonerError, ReasonerMissing

TIMEOUT = 60.0  # seconds
_RAN = ("org.semanticweb.", "OutOfMemory", "StackOverflow")  # signs that HermiT did start
REMEDY = "install a Java runtime, 8 or newer, so that `java -version` answers"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is a world in which all axioms hold, and the classes that are empty in each.

    ``unsatisfiable`` are IRIs, sorted; of an inconsistent set of axioms none are told.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()


def require_java() -> str:
    """Return the path of Java; ReasonerMissing where there is none."""
    found = shutil.which("java")
    if found is None:
        raise ReasonerMissing("HermiT needs Java, and there is none", REMEDY)
    return found


def jar() -> Path:
    """Return the archive that holds HermiT and the OWL API."""
    found = find_spec("owlready2")
    if found is None or found.origin is None:
        raise ReasonerMissing("HermiT comes with owlready2, and there is none", "install owlready2")
    return Path(found.origin).parent / "hermit" / "HermiT.jar"


def check(triples: Iterable[Triple], timeout: float = TIMEOUT) -> Verdict:
    """Return the verdict on axioms and facts, given as the triples of an OWL 2 DL ontology.

    Raises ReasonerMissing where Java is missing or does not run HermiT, and ReasonerError when
    HermiT refuses what it is given, or takes more than ``timeout`` seconds.
    """
    require_java()
    data = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    answer = json.loads(_ask(data, timeout))
    fault = answer.get("fault", "")
    if any(sign in fault for sign in _RAN):
        raise ReasonerError(f"HermiT failed: {fault}", "mend what it complains of")
    if fault:
        raise ReasonerMissing(f"Java does not run HermiT: {fault}", REMEDY)
    return Verdict(answer["consistent"], tuple(sorted(answer["unsatisfiable"])))


def _ask(data: bytes, timeout: float) -> bytes:
    with TemporaryFile() as question:
        question.write(data)
        question.seek(0)
        process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-m", __name__],
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Java is a child of the child: they end together
        )
        with process:
            try:
                answer, complaint = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                raise ReasonerError(
                    f"HermiT took more than {timeout:g} s", "raise --timeout"
                ) from None
            finally:
                if process.poll() is None:
                    with suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        raise ReasonerError(f"owlready2 failed: {last}", "report it with the documents loaded")
    return answer


def _answer(data: bytes) -> dict[str, object]:
    """Run HermiT on N-Triples: in the process that is made for it."""
    from owlready2 import (
        Nothing,
        OwlReadyInconsistentOntologyError,
        OwlReadyJavaError,
        World,
        sync_reasoner_hermit,
    )

    world = World()
    ontology = world.get_ontology("urn:kg:premises#").load(fileobj=io.BytesIO(data))
    try:
        with ontology:
            sync_reasoner_hermit(world, debug=0)
    except OwlReadyInconsistentOntologyError:
        return {"consistent": False, "unsatisfiable": []}
    except OwlReadyJavaError as error:
        lines = [line.strip() for line in str(error).splitlines()[1:]]
        said = [line for line in lines if line and not line.startswith("at ")]
        return {"fault": " ".join(said)[:500] or "it gave no reason"}
    empty = [class_.iri for class_ in world.inconsistent_classes()]
    return {"consistent": True, "unsatisfiable": [iri for iri in empty if iri != Nothing.iri]}


if __name__ == "__main__":
    answered = json.dumps(_answer(sys.stdin.buffer.read()))
    sys.stdout.write(answered)
