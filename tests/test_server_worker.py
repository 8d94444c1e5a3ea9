import io
import json
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.graph.store import open_primary
from kg.server import answers, frames
from kg.server.description import Features
from kg.server.limits import Limits
from kg.server.negotiation import GRAPHS, PAGES, RESULTS, choose
from kg.server.pages import front_page
from kg.server.reply import FIRST, Reply
from kg.server.worker import Worker
from kg.settings import Settings
from kg.vocabulary import KG, OA


def messages_in(output: io.BytesIO) -> list[frames.Message]:
    output.seek(0)
    return list(chain.from_iterable(frames.read(output)))


def ask(store_path: Path, **request: Any) -> tuple[dict[str, Any], str]:  # noqa: ANN401
    output = io.BytesIO()
    Worker(store_path).answer({"base": Settings().base, **request}, b"", output)
    messages = messages_in(output)
    kinds = [kind for kind, _, _ in messages]
    assert kinds == [frames.WHOLE] or (kinds[0], kinds[-1]) == (frames.BEGUN, frames.END)
    body = b"".join(body for _, _, body in messages)
    return json.loads(messages[0][1]), body.decode()


def test_an_answer_is_a_header_and_a_body(store_path: Path) -> None:
    header, body = ask(
        store_path, task="query", query="ASK {}", results="text/csv", graph="text/turtle"
    )
    assert (header["status"], header["media_type"], body) == (200, "text/csv", "true")


@pytest.mark.parametrize(
    ("query", "results", "graph", "status"),
    [
        ("SELEC", "text/csv", None, 400),
        ("ASK {}", None, "text/turtle", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", None, 406),
        ("ASK { SERVICE <http://127.0.0.1:9/> { } }", "text/csv", None, 403),
    ],
)
def test_a_problem_is_a_header_with_its_status(
    store_path: Path, query: str, results: str | None, graph: str | None, status: int
) -> None:
    header, body = ask(store_path, task="query", query=query, results=results, graph=graph)
    assert (header["status"], body) == (status, "")


def test_rows_for_people_are_html(store_path: Path) -> None:
    rows = {"task": "query", "results": "text/html", "graph": None}
    _, body = ask(
        store_path, query='SELECT ?x ?y { VALUES (?x ?y) { ("<b>" UNDEF) (<urn:a> 1) } }', **rows
    )
    assert "<td>&lt;b&gt;" in body.replace("<span>", "").replace("</span>", "")
    assert "<td>urn:a</td>" in body
    assert "<p>yes</p>" in ask(store_path, query="ASK {}", **rows)[1]


def test_a_thing_and_the_service_are_described(store_path: Path) -> None:
    _, page = ask(
        store_path, task="thing", iri=Settings().iri("id/cloud-scheme"), graph="text/html"
    )
    assert "<h1>Azure Cloud Talent Scheme</h1>" in page
    assert '<a href="/fact/' in page
    _, fact = ask(
        store_path, task="thing", iri=Settings().iri("id/lin-hai"), graph="application/n-triples"
    )
    assert "<https://kg.example.org/id/lin-hai>" in fact
    header, _ = ask(store_path, task="thing", iri=Settings().iri("id/none"), graph="text/html")
    assert header["status"] == 404
    _, service = ask(
        store_path,
        task="service",
        endpoint="http://a.example/sparql",
        graph="text/turtle",
        features=asdict(Features()),
    )
    assert "sd:endpoint <http://a.example/sparql>" in service


def test_what_others_wrote_into_a_store_is_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    root = tmp_path / "store"
    graph, thing = NamedNode("http://a.example/g"), NamedNode(Settings().iri("x"))
    fact, stretch = NamedNode(Settings().iri("fact")), BlankNode()
    with open_primary(root) as primary:
        primary.replace(
            graph.value,
            [
                Quad(fact, KG.observedFor, thing, graph),
                Quad(fact, KG.value, Literal("about <5>"), graph),
                Quad(fact, KG.evidence, Literal("words"), graph),
                Quad(thing, KG.evidence, stretch, graph),
                Quad(stretch, OA.hasSelector, NamedNode("urn:s"), graph),
                Quad(NamedNode("urn:s"), OA.start, Literal("a"), graph),
            ],
        )
        primary.publish()
    header, page = ask(root, task="thing", iri=thing.value, graph="text/html")
    assert (header["status"], "about &lt;5&gt;" in page) == (200, True)


def test_a_fault_of_a_worker_is_a_problem_and_not_its_end(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(answers.ANSWERS, "query", lambda *_: 1 / 0)
    header, _ = ask(store_path, task="query", query="ASK {}", results="text/csv")
    assert (header["status"], header["kind"]) == (500, "unforeseen")


def test_a_failure_after_the_header_is_not_an_end() -> None:
    output = io.BytesIO()
    reply = Reply(output, {"generation": 1}, Limits())
    reply.write(b"x" * (FIRST - 1))
    assert output.getvalue() == b""
    reply.write(b"x")
    reply.flush()
    reply.fail({"detail": "no more"})
    kinds = [kind for kind, _, _ in messages_in(output)]
    assert kinds == [frames.BEGUN, frames.MORE, frames.FAILURE]


def test_a_message_cut_short_is_the_end() -> None:
    for cut in (1, frames.HEAD_SIZE + 1):
        stream = io.BytesIO(frames.pack(frames.MORE, body=b"abc")[:cut])
        assert list(frames.read(stream)) == []


@pytest.mark.parametrize(
    ("accept", "offers", "chosen"),
    [
        ("", RESULTS, "application/sparql-results+json"),
        ("nonsense", RESULTS, "application/sparql-results+json"),
        ("text/csv;q=nonsense", RESULTS, None),
        ("text/csv;q=0, */*;q=0.1", RESULTS, "application/sparql-results+json"),
        ("TEXT/CSV;charset=utf-8;q=0.7", RESULTS, "text/csv"),
        ("application/*", GRAPHS, "application/n-triples"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGES, "text/html"),
        ("image/png", GRAPHS, None),
    ],
)
def test_the_best_of_what_is_offered_is_chosen(
    accept: str, offers: dict[str, str], chosen: str | None
) -> None:
    assert choose(accept, offers) == chosen


def test_the_front_page_needs_no_questions() -> None:
    assert "http://a.example/sparql" in front_page([], "http://a.example/sparql")
