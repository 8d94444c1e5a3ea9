"""Measure side by side, in one run, and print a table: ``make bench``.

Whole processes are timed in turn (A B A B …) after a warm-up each, so that a drift of the machine
meets both; the median is what to quote. No test asserts a time: a table is for people.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.endpoint import throughput
from tests.bench.loading import loading
from tests.bench.measuring import Row, paired, process
from tests.bench.patience import lateness, waiting
from tests.bench.reading import growing, reading
from tests.bench.treatment import ill_treatment

if TYPE_CHECKING:
    from rdflib import Graph

ROOT = Path(__file__).parents[2]
KG = Path(sys.executable).parent / "kg"

BARE = """
import sys
import click
import pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    query = file.read()
results = store.query(query)
click.echo(results.serialize(format=pyoxigraph.QueryResultsFormat.CSV))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, rows in (
            ("start of a canned query (seconds, whole process)", query(folder)),
            ("reading documents (seconds of processor time)", reading()),
            ("from files to a generation (seconds of processor time)", loading(folder)),
            ("twice the text (seconds, one process)", growing()),
            ("what follows from the documents (seconds, one process)", closing()),
            ("HermiT classifies (seconds, whole process)", reasoning(folder)),
            ("the endpoint (requests per second, eight clients)", throughput(folder)),
            ("a quick query beside endless ones (milliseconds)", waiting(folder)),
            ("queries and updates past their limit (milliseconds)", lateness(folder)),
            ("the endpoint after ill treatment", ill_treatment(folder)),
        ):
            sys.stdout.write(f"\n{title}\n")
            for label, seconds, ratio in rows:
                sys.stdout.write(f"  {label:58}{seconds:9.4f}{ratio:>12}\n")
    sys.stdout.write(f"\n{described()}\n")


def query(folder: Path) -> list[Row]:
    """Time ``kg query talent-schemes`` against a bare script that asks the same."""
    from kg.graph.generations import open_current

    store = folder / "store"
    subprocess.run(
        [KG, "load", ROOT / "documents", "--store", store], check=True, capture_output=True
    )
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    file = ROOT / "queries" / "talent-schemes.rq"
    with open_current(store) as snapshot:
        ours, bare = paired(
            process(KG, "query", "talent-schemes", "--store", store, "--format", "csv"),
            process(sys.executable, script, snapshot.generation.path, file),
        )
    return [
        ("kg query talent-schemes", ours, f"{ours / bare:.2f}×"),
        ("a bare script: click, pyoxigraph, the same query", bare, "1"),
    ]


def reasoning(folder: Path) -> list[Row]:
    """Time the reasoner on our schema against an empty ontology."""
    from pyoxigraph import RdfFormat, serialize

    from kg.graph.premises import dl_axioms
    from kg.resources import ONTOLOGY
    from tests.reasoning import hermit_jar, parsed

    if shutil.which("java") is None:
        return [("left out: there is no java", 0.0, "")]
    core = parsed(ONTOLOGY / "kg.ttl")
    empty = [triple for triple in core if str(triple.object).endswith("owl#Ontology>")]
    rows = []
    for label, triples in (("kg.ttl", core), ("kg.ttl and kg-dl.ttl", [*core, *dl_axioms()])):
        actions = []
        for name, content in (("schema", triples), ("empty", empty)):
            file = folder / f"{name}.nt"
            serialize(content, file, RdfFormat.N_TRIPLES)
            program = ("-cp", hermit_jar(), "org.semanticweb.HermiT.cli.CommandLine")
            actions.append(process("java", *program, "-c", "-O", "-D", file.as_uri()))
        ours, bare = paired(actions[0], actions[1], runs=5)
        rows += [(label, ours, f"{ours / bare:.2f}×"), ("an empty ontology", bare, "1")]
    return rows


def described() -> str:
    """Return a table of how well the ontology is described, beside the best public ones."""
    from tests.anchors import ANCHORS, ours

    head = ("ontology", "terms", "label %", "definition %", "isDefinedBy %", "example %",
            "2 languages %", "OM1 /6", "OM2 /4", "OM3 /6", "domain+range %")  # fmt: skip
    rows = [head, *(tuple(map(str, astuple(row))) for row in (ours(), *ANCHORS))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def closing() -> list[Row]:
    """Time the closure of the ontology with the example documents, by our rules and by owlrl."""
    import rdflib
    from pyoxigraph import Quad, RdfFormat, serialize

    from kg.graph import ontology, rules
    from kg.graph.closure import close
    from kg.graph.triples import state
    from kg.loading import extracted
    from kg.settings import Settings

    given = [q for q in ontology.quads(Settings()) if "/ontology>" in str(q.graph_name)]
    for found in extracted([ROOT / "documents"]):
        given += state(found.document, found.facts, Settings(), ontology.terminology())
    quads = [Quad(quad.subject, quad.predicate, quad.object) for quad in given]
    graph = rdflib.Graph()
    triples = (quad.triple for quad in quads)
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    ours, theirs = paired(partial(close, quads, rules.load()), partial(_expand, graph), runs=3)
    return [
        (f"closure of {len(graph):,} triples by rules", ours, f"{ours / theirs:.4f}×"),
        ("the same by owlrl", theirs, "1"),
    ]


def _expand(graph: "Graph") -> object:
    import owlrl

    copy = type(graph)()
    for triple in graph:
        copy.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(copy)
    return copy


if __name__ == "__main__":
    main()
