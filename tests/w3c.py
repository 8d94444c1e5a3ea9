"""The W3C test suites of SPARQL 1.1, run against a server over HTTP.

The suites lie beside the repository, in ``../shared/w3c``; whoever needs them skips where they are
not. A test is a function of an :class:`Endpoint` that returns what is wrong, or nothing.
"""

import csv
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

ROOT = Path(__file__).parents[2] / "shared" / "w3c" / "sparql" / "sparql11"
MISSING = "the W3C suites are not there (../shared/w3c)"
# These need other reasoning, other servers, or are run by the functions further down.
_OTHERS = {
    "entailment", "service", "protocol", "graph-store-protocol", "http-rdf-update",
    "service-description",
}  # fmt: skip
_BASE = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT = "http://www.w3.org/2009/sparql/tests/test-update#"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_RESULTS = "application/sparql-results+json, application/n-triples;q=0.9"
Term = Any
Test = Callable[["Endpoint"], str]


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Endpoint:
    """A server: its port, and the paths of its query, update and graph store services."""

    port: int
    query: str = "/sparql"
    update: str = "/sparql"
    graphs: str = "/data"
    _filled: list[object] = field(default_factory=list)

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] = {},
    ) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            fields = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, fields, response.read())
        finally:
            connection.close()

    def ask(self, text: str, accept: str = _RESULTS) -> Reply:
        headers = {"content-type": "application/sparql-query", "accept": accept}
        return self.send("POST", self.query, text.encode(), headers)

    def change(self, text: str) -> Reply:
        self._filled.clear()
        headers = {"content-type": "application/sparql-update"}
        return self.send("POST", self.update, text.encode(), headers)

    def fill(self, graphs: Iterable[tuple[str, Path]]) -> None:
        """Make the files, each a graph of that name (empty: the default), all that is there."""
        graphs = list(graphs)
        if self._filled == [graphs]:
            return
        update = ["DROP ALL"]
        for name, path in graphs:
            triples = " .\n".join(str(quad.triple) for quad in _read(path))
            block = f"GRAPH <{name}> {{ {triples} }}" if name else triples
            update += [f"CREATE SILENT GRAPH <{name}>"] if name else []
            update.append(f"INSERT DATA {{ {block} }}")
        reply = self.change(";\n".join(update))
        assert reply.status in (200, 204), reply.body.decode()
        self._filled.append(graphs)

    def content(self) -> list[Quad]:
        reply = self.send("GET", self.graphs, headers={"accept": "application/n-quads"})
        return list(parse(reply.body, RdfFormat.N_QUADS))


class Manifest:
    """The tests of one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = Store()
        self._store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=iri_of(path))

    def values(self, subject: Term, predicate: str) -> list[Term]:
        quads = self._store.quads_for_pattern(subject, NamedNode(predicate), None)
        return [quad.object for quad in quads]

    def value(self, subject: Term, predicate: str) -> Term:
        return next(iter(self.values(subject, predicate)), None)

    def text(self, subject: Term, predicate: str) -> str:
        found = self.value(subject, predicate)
        return str(found.value) if found is not None else ""

    def items(self, head: Term) -> Iterator[Term]:
        while head is not None and head.value != f"{_RDF}nil":
            yield self.value(head, f"{_RDF}first")
            head = self.value(head, f"{_RDF}rest")

    @cached_property
    def entries(self) -> list[Term]:
        quads = self._store.quads_for_pattern(None, NamedNode(f"{_MF}entries"), None)
        return [item for quad in quads for item in self.items(quad.object)]

    def kind(self, entry: Term) -> str:
        return next((type_.value.removeprefix(_MF) for type_ in self.values(entry, f"{_RDF}type")
                     if type_.value.startswith(_MF)), "")  # fmt: skip

    def name(self, entry: Term) -> str:
        return f"{self.path.parent.name}/{entry.value.rpartition('#')[2]}"


def iri_of(path: Path) -> str:
    return _BASE + path.relative_to(ROOT).as_posix()


def path_of(term: Term) -> Path:
    return ROOT / str(term.value).removeprefix(_BASE)


def evaluations() -> dict[str, Test]:
    """Return the tests of queries, updates, result formats and syntax."""
    found: dict[str, Test] = {}
    for path in sorted(ROOT.glob("*/manifest.ttl")):
        if path.parent.name in _OTHERS:
            continue
        manifest = Manifest(path)
        for entry in manifest.entries:
            run = _KINDS[manifest.kind(entry)]
            found[manifest.name(entry)] = partial(run, manifest, entry)
    return found


def protocols() -> dict[str, Test]:
    """Return the tests of the protocol and the graph store protocol."""
    found: dict[str, Test] = {}
    for name in ("protocol/manifest", "graph-store-protocol/manifest-direct",
                 "graph-store-protocol/manifest-indirect"):  # fmt: skip
        manifest = Manifest(ROOT / f"{name}.ttl")
        for entry in manifest.entries:
            found[manifest.name(entry)] = partial(_protocol, manifest, entry)
    return found


def _query(manifest: Manifest, entry: Term, endpoint: Endpoint) -> str:
    action = manifest.value(entry, f"{_MF}action")
    query = path_of(manifest.value(action, f"{_QT}query"))
    endpoint.fill(_graphs(manifest, action, _QT))
    expected = path_of(manifest.value(entry, f"{_MF}result"))
    accept = _RESULTS
    if expected.suffix in {".csv", ".tsv"}:
        accept = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}[expected.suffix]
    reply = endpoint.ask(_based(query), accept)
    if reply.status != 200:
        return f"{reply.status}: {reply.body[:200]!r}"
    if expected.suffix == ".csv":
        return _differ(_lines(reply.body), _lines(expected.read_bytes()))
    if reply.media_type == "application/n-triples":
        return _differ(_canonical(parse(reply.body, RdfFormat.N_TRIPLES)),
                       _canonical(_read(expected)))  # fmt: skip
    format_ = QueryResultsFormat.from_media_type(reply.media_type)
    return _differ(_answer(parse_query_results(reply.body, format_)), _expected(expected))


def _update(manifest: Manifest, entry: Term, endpoint: Endpoint) -> str:
    action = manifest.value(entry, f"{_MF}action")
    endpoint.fill(_graphs(manifest, action, _UT))
    reply = endpoint.change(_based(path_of(manifest.value(action, f"{_UT}request"))))
    if reply.status not in (200, 204):
        return f"{reply.status}: {reply.body[:200]!r}"
    result = manifest.value(entry, f"{_MF}result")
    expected = [
        Quad(quad.subject, quad.predicate, quad.object,
             NamedNode(name) if name else DefaultGraph())
        for name, path in _graphs(manifest, result, _UT) for quad in _read(path)
    ]  # fmt: skip
    return _differ(_canonical(endpoint.content()), _canonical(expected))


def _syntax(good: bool, manifest: Manifest, entry: Term, endpoint: Endpoint) -> str:
    path = path_of(manifest.value(entry, f"{_MF}action"))
    reply = (endpoint.change if path.suffix == ".ru" else endpoint.ask)(_based(path))
    # What is well written may yet be refused or fail; what broke tells nothing.
    fine = reply.status < 500 and (reply.status != 400) == good
    return "" if fine else f"{reply.status}: {reply.body[:200]!r}"


_KINDS: Mapping[str, Callable[[Manifest, Term, Endpoint], str]] = {
    "QueryEvaluationTest": _query,
    "CSVResultFormatTest": _query,
    "UpdateEvaluationTest": _update,
    "PositiveSyntaxTest11": partial(_syntax, True),
    "NegativeSyntaxTest11": partial(_syntax, False),
    "PositiveUpdateSyntaxTest11": partial(_syntax, True),
    "NegativeUpdateSyntaxTest11": partial(_syntax, False),
}


def _protocol(manifest: Manifest, entry: Term, endpoint: Endpoint) -> str:
    """Send the requests of a test, one after the other."""
    graphs = [
        (manifest.text(data, _LABEL), path_of(manifest.value(data, f"{_UT}graph")))
        for data in manifest.values(entry, f"{_UT}graphData")
    ]
    endpoint._filled.clear()  # the requests of other tests have written
    endpoint.fill(graphs)
    variables: dict[str, str] = {}
    action = manifest.value(entry, f"{_MF}action")
    for number, request in enumerate(manifest.items(manifest.value(action, f"{_HT}requests")), 1):
        path = manifest.text(request, f"{_HT}absolutePath")
        path = path.replace("/sparql/", endpoint.query, 1) if path.startswith("/sparql") else (
            path.replace("/gsp", endpoint.graphs, 1))  # fmt: skip
        for name, value in variables.items():
            path = path.replace(name, quote(value, safe=""))
        sent = _headers(manifest, request)
        reply = endpoint.send(
            manifest.text(request, f"{_HT}methodName"), path, _body(manifest, request), sent
        )
        response = manifest.value(request, f"{_HT}resp")
        wrong = _unlike(manifest, response, reply)
        if wrong:
            return f"request {number}: {wrong}"
        if name := manifest.text(response, f"{_MF}expectedLocation"):
            variables[name] = reply.headers["location"]
    return ""


def _unlike(manifest: Manifest, response: Term, reply: Reply) -> str:
    """Return how a reply differs from what is expected of it."""
    statuses = manifest.values(response, f"{_MF}expectedStatus")
    if statuses and not any(_matches(status.value, reply.status) for status in statuses):
        return f"{reply.status}: {reply.body[:200]!r}"
    if manifest.value(response, f"{_MF}expectedLocation") and "location" not in reply.headers:
        return "no Location"
    if form := manifest.text(response, f"{_MF}expectedFormat"):
        known = RdfFormat.from_media_type(reply.media_type) if form == "RDF" else (
            QueryResultsFormat.from_media_type(reply.media_type))  # fmt: skip
        if known is None:
            return f"{form} as {reply.media_type}"
    if boolean := manifest.text(response, f"{_MF}expectedBoolean"):
        answer = parse_query_results(
            reply.body, QueryResultsFormat.from_media_type(reply.media_type)
        )
        if str(bool(answer)).lower() != boolean:
            return f"{answer} instead of {boolean}"
    for name, value in _headers(manifest, response).items():
        if reply.headers.get(name, "").replace(" ", "") != value.replace(" ", ""):
            return f"{name}: {reply.headers.get(name)}"
    if (expected := _body(manifest, response)) is not None:
        found, wanted = (_canonical(parse(b, RdfFormat.TURTLE)) for b in (reply.body, expected))
        return _differ(found, wanted)
    return ""


def _matches(status: str, number: int) -> bool:
    name = status.rpartition("#")[2]
    exact = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
    return name == f"StatusCode{number // 100}xx" or exact.get(name) == number


def _headers(manifest: Manifest, node: Term) -> dict[str, str]:
    return {
        manifest.text(header, f"{_HT}fieldName"): manifest.text(header, f"{_HT}fieldValue")
        for header in manifest.items(manifest.value(node, f"{_HT}headers"))
    }


def _body(manifest: Manifest, node: Term) -> bytes | None:
    body = manifest.value(node, f"{_HT}body")
    if body is None:
        return None
    chars = manifest.text(body, f"{_CNT}chars")
    if "multipart" in _headers(manifest, node).get("content-type", ""):
        chars = re.sub(r"\r?\n[ \t]*", "\r\n", chars).lstrip()
    return chars.encode(manifest.text(body, f"{_CNT}characterEncoding") or "utf-8")


def _graphs(manifest: Manifest, node: Term, namespace: str) -> Iterator[tuple[str, Path]]:
    for data in manifest.values(node, f"{namespace}data"):
        yield "", path_of(data)
    for data in manifest.values(node, f"{namespace}graphData"):
        file = manifest.value(data, f"{namespace}graph") or data
        yield manifest.text(data, _LABEL) or file.value, path_of(file)


def _based(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    has_base = re.search(r"^\s*base\b", text, re.IGNORECASE | re.MULTILINE)
    return text if has_base else f"BASE <{iri_of(path)}>\n{text}"


def _read(path: Path) -> list[Quad]:
    format_ = RdfFormat.from_extension(path.suffix[1:])
    return list(parse(path=str(path), format=format_, base_iri=iri_of(path)))


def _canonical(quads: Iterable[Quad]) -> set[str]:
    store = Store()  # writes literals as the store does
    store.extend(quads)
    dataset = Dataset(store)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def _answer(answer: Any) -> Any:  # noqa: ANN401
    if not isinstance(answer, QuerySolutions):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    rows = [dict(zip(names, solution, strict=True)) for solution in answer]
    return _table(rows)


def _table(rows: Iterable[Mapping[str, Term]]) -> Any:  # noqa: ANN401
    """Return rows in a form in which equal ones are equal, whatever their blank nodes are."""
    counted: Counter[tuple[tuple[str, Term], ...]] = Counter()
    for row in rows:
        counted[tuple(sorted((k, v) for k, v in row.items() if v is not None))] += 1
    quads = []
    for cells, count in counted.items():
        node = BlankNode()
        quads.append(Quad(node, NamedNode("urn:rows"), Literal(count)))
        quads += [Quad(node, NamedNode(f"urn:column:{name}"), term) for name, term in cells]
    return _canonical(quads)


def _expected(path: Path) -> Any:  # noqa: ANN401
    if path.suffix == ".ttl":
        return _result_set(path)
    format_ = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON,
               ".tsv": QueryResultsFormat.TSV}[path.suffix]  # fmt: skip
    return _answer(parse_query_results(path=str(path), format=format_))


def _result_set(path: Path) -> Any:  # noqa: ANN401
    manifest = Manifest(path)
    solutions = manifest._store.quads_for_pattern(None, NamedNode(f"{_RS}solution"), None)
    rows = [
        {
            manifest.text(binding, f"{_RS}variable"): manifest.value(binding, f"{_RS}value")
            for binding in manifest.values(quad.object, f"{_RS}binding")
        }
        for quad in solutions
    ]
    return _table(rows)


def _lines(text: bytes) -> Counter[tuple[str, ...]]:
    rows = csv.reader(StringIO(text.decode()))
    return Counter(tuple(re.sub(r"^_:.*", "_:", cell) for cell in row) for row in rows)


def _differ(found: Any, expected: Any) -> str:  # noqa: ANN401
    return "" if found == expected else f"found {found!s:.300}, expected {expected!s:.300}"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def describes_itself(endpoint: Endpoint) -> dict[str, str]:
    """Return what is wrong with the service description, by the three tests of the suite."""
    sd = "http://www.w3.org/ns/sparql-service-description#"
    reply = endpoint.send("GET", endpoint.query, headers={"accept": "text/turtle"})
    rdf = reply.status == 200 and reply.media_type == "text/turtle"
    quads = list(parse(reply.body, RdfFormat.TURTLE)) if rdf else []
    address = f"http://127.0.0.1:{endpoint.port}{urlsplit(endpoint.query).path}"
    services = {quad.subject for quad in quads if quad.object == NamedNode(f"{sd}Service")}
    about = [quad for quad in quads if quad.predicate == NamedNode(f"{sd}endpoint")]
    endpoints = {quad.object for quad in about if quad.subject in services}
    return {
        "returns-rdf": "" if rdf else f"{reply.status} {reply.media_type}",
        "has-endpoint-triple": "" if NamedNode(address) in endpoints else f"{endpoints}",
        "conforms-to-schema": "" if len(services) == len(endpoints) == 1 else f"{services}",
    }
