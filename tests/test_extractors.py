"""Extractors that are plugged in: asked for by name only, and held to the words of the text."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.cli.main import main
from kg.conversion import knowledge
from kg.errors import ExtractorError
from kg.extraction.extractor import Extractor
from kg.extraction.plugins import chat, endpoint, protocol
from kg.extraction.plugins.admission import with_claims
from kg.extraction.plugins.endpoint import Endpoint
from kg.extraction.plugins.protocol import Claim, Plugin, Sentence, Sheet, Slot
from kg.graph.generations import open_current
from kg.loading import load
from kg.model.fact import Fact
from kg.reading import reader
from kg.settings import Settings
from kg.vocabulary import KG

pytestmark = pytest.mark.slow

TEXT = """# 青云简报

青云计划由海星基金会资助，2024年共有1,250人获批，另有1,250人候补。

Quay Harbour Trust stands behind Tide Lab, and 300 people joined in 2023.
"""
KEY = "sk-secret-123"


@cache
def known() -> Extractor:
    return Extractor(knowledge())


@dataclass
class Fixed:
    """An extractor that claims what it was given."""

    given: list[Any] = field(default_factory=list)
    tier: str = "B"
    identity: str = "fixed 1"
    shown: list[Sheet] = field(default_factory=list)

    def claims(self, sheet: Sheet) -> list[Any]:
        self.shown.append(sheet)
        return self.given


def outcome(*claims: object, tier: str = "B") -> tuple[list[Fact], tuple[str, ...]]:
    """Return the facts that claims add, and why others were refused."""
    extraction = known().extract(reader.read(TEXT.encode(), "brief.md"))
    plugin = Plugin("fixed", Fixed(list(claims), tier))
    found = with_claims(extraction, [plugin], known().terminology)
    ours = {fact.id for fact in extraction.facts}
    assert ours <= {fact.id for fact in found.extraction.facts}
    assert {f for f in found.extraction.facts if f.id in ours} == set(extraction.facts)
    return [fact for fact in found.extraction.facts if fact.id not in ours], found.refused


def number(words: str) -> int:
    extraction = known().extract(reader.read(TEXT.encode(), "brief.md"))
    fixed = Fixed()
    with_claims(extraction, [Plugin("fixed", fixed)], known().terminology)
    (found,) = [each.number for each in fixed.shown[0].sentences if words in each.text]
    return found


def funded(**changes: object) -> Claim:
    claim = Claim(
        number("Tide Lab"),
        "kg:fundedBy",
        Slot("Tide Lab"),
        "kg:ResearchLaboratory",
        Slot("Quay Harbour Trust"),
        "kg:Institution",
    )
    return replace(claim, **changes)  # type: ignore[arg-type]


def joined(**changes: object) -> Claim:
    claim = Claim(
        number("Tide Lab"),
        "kg:participants",
        Slot("Tide Lab"),
        "kg:ResearchLaboratory",
        value=Slot("300 people", value="300"),
        time=Slot("2023"),
    )
    return replace(claim, **changes)  # type: ignore[arg-type]


def test_what_the_text_says_enters_with_its_words() -> None:
    added, refused = outcome(funded(), joined())
    assert refused == ()
    assert {fact.kind for fact in added} >= {"relation", "quantity"}
    assert all(fact.rule == "extractor:fixed" and fact.tier == "B" for fact in added)
    for fact in added:
        for shown in fact.evidence:
            assert TEXT[shown.span.start : shown.span.end] == shown.quote
    (figure,) = [fact for fact in added if fact.quantity]
    assert figure.quantity
    assert (figure.quantity.value, figure.quantity.unit, figure.time) == (
        Decimal(300),
        "person",
        "2023",
    )
    assert {e.role for e in figure.evidence} == {"statement", "subject", "value", "time"}


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: funded(subject=Slot("Tide Laboratory")), "does not stand in the sentence"),
        (lambda: funded(subject=Slot("Tide Lab", start=3)), "does not stand at 3"),
        (lambda: funded(subject=Slot("Tide Lab", start=-4)), "does not stand at -4"),
        (lambda: funded(subject=Slot("Tide Lab", start=10_000)), "does not stand at"),
        (lambda: funded(subject=Slot(" ")), "no words"),
        (lambda: funded(subject=Slot("ide Lab")), "no name of its own"),
        (lambda: funded(subject=Slot("Lab, and 300 people")), "no name of its own"),
        (lambda: funded(subject_class="kg:Nonsense", subject=Slot("joined")), "unknown class"),
        (lambda: funded(predicate="kg:adores"), "unknown predicate"),
        (lambda: funded(predicate="kg:participants"), "no value"),
        (lambda: funded(object=None), "no object"),
        (lambda: funded(sentence=99), "no sentence 99"),
        (lambda: funded(sentence=0), "no sentence 0"),
        (lambda: funded(modality="certain"), "unknown modality"),
        (lambda: funded(object=Slot("Tide Lab")), "itself|does not fit|no name"),
        (lambda: joined(value=Slot("300 people", value="3000")), "is not '3000'"),
        (lambda: joined(value=Slot("300 people", value="many")), "is not 'many'"),
        (lambda: joined(value=Slot("people")), "no figure"),
        (lambda: joined(value=Slot("300 people joined in 2023")), "no figure"),
        (lambda: joined(value=Slot("00 people")), "no figure"),
        (lambda: joined(unit="HKD"), "is in person, not HKD"),
        (lambda: joined(time=Slot("300")), "no date"),
        (lambda: joined(time=Slot("2024")), "does not stand"),
        (lambda: {"subject": "Tide Lab"}, "no claim"),
        (lambda: joined(sentence=number("青云计划由"), value=Slot("1,250人"), time=None,
                        subject=Slot("海星基金会")), "twice"),
    ],
)  # fmt: skip
def test_what_the_text_does_not_say_is_refused(make: Callable[[], Any], reason: str) -> None:
    added, refused = outcome(make())
    assert added == []
    assert len(refused) == 1
    assert re.search(reason, refused[0]), refused


def test_a_new_name_is_a_thing_of_the_class_that_is_claimed() -> None:
    added, refused = outcome(funded(object=Slot("people"), object_class="kg:Programme"), tier="C")
    assert refused == ()
    assert [(fact.kind, fact.tier) for fact in added] == [("relation", "C"), ("entity", "C")]
    (entity,) = [fact for fact in added if fact.kind == "entity"]
    assert (entity.subject.name, entity.subject.types) == ("people", ("kg:Programme",))
    assert [shown.role for shown in entity.evidence] == ["mention"]


def test_a_date_is_read_by_our_grammar() -> None:
    added, _ = outcome(funded(predicate="kg:establishedOn", object=Slot("2023")))
    assert [fact.object for fact in added] == ["2023"]
    for words, reason in (("joined", "no date"), ("300", "no date")):
        added, refused = outcome(funded(predicate="kg:establishedOn", object=Slot(words)))
        assert added == []
        assert reason in refused[0]


def test_classes_must_fit_the_predicate() -> None:
    claim = funded(predicate="kg:presentIn", object=Slot("people"), object_class="kg:Person")
    added, refused = outcome(claim)
    assert added == []
    assert "does not fit" in refused[0]


def test_one_bad_claim_does_not_keep_out_a_good_one() -> None:
    added, refused = outcome(joined(unit="HKD"), joined())
    assert [fact.predicate for fact in added if fact.quantity] == ["kg:participants"]
    assert len(refused) == 1


def test_what_stands_twice_may_be_told_by_its_offset() -> None:
    sentence = number("青云计划由")
    text = next(line for line in TEXT.splitlines() if "青云计划" in line)
    at = text.rindex("1,250人")
    claim = joined(
        sentence=sentence, subject=Slot("青云计划"), subject_class="kg:Programme", time=None,
        value=Slot("1,250人", start=at),
    )  # fmt: skip
    added, refused = outcome(claim)
    assert refused == () or added == []
    shown = [e for fact in added for e in fact.evidence if e.role == "value"]
    assert [e.span.start for e in shown] == [TEXT.index(text) + at]


# ------------------------------------------------------------------ finding them


def entry(monkeypatch: pytest.MonkeyPatch, factory: Callable[[Path], object] | Exception) -> None:
    class Entry(EntryPoint):
        def load(self) -> object:
            if isinstance(factory, Exception):
                raise factory
            return factory

    def found(**wanted: str) -> list[EntryPoint]:
        return (
            [Entry("mine", "x:y", protocol.GROUP)] if wanted.get("name", "mine") == "mine" else []
        )

    monkeypatch.setattr(protocol, "entry_points", found)


class Broken(Fixed):
    def claims(self, sheet: Sheet) -> list[Any]:
        raise KeyError(sheet.document)


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        (ImportError("no module named x"), "'mine' cannot be started: ImportError: no module"),
        (lambda _: object(), "'mine' is none"),
        (lambda _: Fixed(tier="A"), "'mine' is none"),
        (lambda _: 1 / 0, "'mine' cannot be started: ZeroDivisionError"),
    ],
)
def test_a_plugin_that_cannot_be_started_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, factory: Callable[[Path], object], reason: str
) -> None:
    entry(monkeypatch, factory)
    with pytest.raises(ExtractorError, match=reason) as raised:
        protocol.load("mine", tmp_path)
    assert raised.value.remedy


def test_an_unknown_plugin_is_told_with_those_that_are_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "chat" in protocol.names()
    with pytest.raises(ExtractorError, match=r"installed: .*chat"):
        protocol.load("chatt", tmp_path)
    monkeypatch.setattr(protocol, "entry_points", lambda **_: [])
    with pytest.raises(ExtractorError, match="install a package"):
        protocol.load("chat", tmp_path)


@pytest.mark.slow
def test_a_plugin_that_fails_is_an_error_of_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entry(monkeypatch, lambda _: Broken())
    (tmp_path / "brief.md").write_text(TEXT, encoding="utf-8")
    arguments = ["--store", str(tmp_path / "s"), "load", str(tmp_path / "brief.md")]
    result = CliRunner().invoke(main, [*arguments, "--extractor", "mine"])
    assert result.exit_code == 1
    assert "kg: extractor 'mine' failed on brief.md: KeyError: 'brief.md'" in result.stderr


# ------------------------------------------------------------------ a language model


@dataclass
class Model:
    """A server on loopback that answers as told, and remembers what it was asked."""

    url: str = ""
    replies: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    delay: float = 0.0
    drip: bool = False

    def says(self, *facts: object) -> None:
        content = json.dumps({"facts": facts}, ensure_ascii=False)
        self.answers(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    def answers(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.replies.append((status, headers, body))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    it = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            it.asked.append(json.loads(body))
            it.keys.append(self.headers.get("Authorization", ""))
            status, headers, reply = it.replies.pop(0) if len(it.replies) > 1 else it.replies[0]
            time.sleep(it.delay)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                for part in [reply[i : i + 1] for i in range(len(reply))] if it.drip else [reply]:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(0.1 if it.drip else 0)
            except OSError:
                pass  # the client has had enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    it.url = f"http://127.0.0.1:{server.server_port}/v1"
    monkeypatch.setenv("KG_LLM_URL", it.url)
    monkeypatch.setenv("KG_LLM_MODEL", "tide-1")
    monkeypatch.setenv("KG_LLM_KEY", KEY)
    yield it
    server.shutdown()
    server.server_close()
    thread.join(5)


def asker(
    model: Model,
    folder: Path,
    seconds: float = 5.0,
    tries: int = 3,
    sleep: Callable[[float], None] = lambda _: None,
) -> chat.ChatExtractor:
    address = Endpoint(f"{model.url}/chat", KEY, seconds, tries, sleep=sleep)
    return chat.ChatExtractor(address, "tide-1", folder)


def sheet(*texts: str) -> Sheet:
    sentences = tuple(Sentence(n, text, n) for n, text in enumerate(texts, 1))
    return Sheet("brief.md", "en", sentences, known().terminology)


RIGHT: dict[str, object] = {
    "sentence": 3, "predicate": "kg:fundedBy", "subject": "Tide Lab",
    "object": "Quay Harbour Trust",
    "subject_class": "kg:ResearchLaboratory", "object_class": "kg:Institution",
}  # fmt: skip
WRONG: list[object] = [
    RIGHT | {"object": "Quay Harbor Trust"},  # an invented quote
    RIGHT | {"sentence": 2},  # of another sentence
    RIGHT | {"predicate": "kg:adores"},
    RIGHT | {"subject_class": "kg:Genius", "subject": "Trust stands"},
    {"sentence": 3, "predicate": "kg:participants", "subject": "Tide Lab",
     "subject_class": "kg:ResearchLaboratory", "value": "300 people", "number": 3000},
    {"sentence": True}, {"sentence": 1}, "facts", None, [], {"sentence": 10**9},
]  # fmt: skip


@pytest.mark.slow
def test_a_model_yields_candidates_only_and_the_same_graph_again_without_it(
    model: Model, tmp_path: Path
) -> None:
    (tmp_path / "brief.md").write_text(TEXT, encoding="utf-8")
    model.says(RIGHT | {"sentence": number("Tide Lab")}, *WRONG)
    paths = [tmp_path / "brief.md"]
    load(paths, tmp_path / "plain", Settings())
    assert model.asked == [], "nobody is asked unless it is asked for"
    summary = load(paths, tmp_path / "asked", Settings(), extractors=["chat"])
    assert len(model.asked) == 1
    assert summary.rejected >= 4
    assert model.keys == [f"Bearer {KEY}"]
    assert (model.asked[0]["temperature"], model.asked[0]["seed"]) == (0, 0)

    def graph(root: Path, name: str) -> list[str]:
        with open_current(root) as snapshot:
            node = NamedNode(Settings().iri(name))
            quads = snapshot.store.quads_for_pattern(None, None, None, node)
            return sorted(str(q.triple) for q in quads if q.predicate != KG.fingerprint)

    asserted = graph(tmp_path / "asked", "doc/brief")
    assert asserted == graph(tmp_path / "plain", "doc/brief"), "a model changes no asserted fact"
    candidates = graph(tmp_path / "asked", "candidates/brief")
    assert sum("fundedBy" in line for line in candidates) == 1
    with open_current(tmp_path / "asked") as snapshot:
        rule = Literal("extractor:chat")
        by_model = list(snapshot.store.quads_for_pattern(None, KG.rule, rule, DefaultGraph()))
        assert by_model == [], "a query of what documents assert sees none of it"

    model.answers(b"gone", 500)
    (tmp_path / "brief.md").write_text(TEXT + "\n", encoding="utf-8")
    load(paths, tmp_path / "asked", Settings(), extractors=["chat"])
    assert len(model.asked) == 1, "an answer that is kept is not asked for again"
    assert candidates == graph(tmp_path / "asked", "candidates/brief")
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()


def test_sentences_are_asked_about_in_whole_passages() -> None:
    long = Sentence(1, "x" * 1500, 1), Sentence(2, "y" * 1500, 1), Sentence(3, "z" * 700, 2)
    short = Sentence(4, "z" * 700, 3), Sentence(5, "z" * 700, 4)
    groups = [[s.number for s in group] for group in chat.chunks([*long, *short])]
    assert groups == [[1, 2], [3, 4], [5]]
    assert list(chat.chunks([])) == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>busy</html>", b"[]", b"{}", b'{"choices": []}', b"\xff\xfe", b"[" * 100_000,
        b'{"choices": [{"message": {"content": "not JSON"}}]}',
        b'{"choices": [{"message": {"content": "{\\"facts\\": 3}"}}]}',
    ],
)  # fmt: skip
def test_garbage_is_an_error_after_a_few_tries_and_is_not_kept(
    model: Model, tmp_path: Path, body: bytes
) -> None:
    model.answers(body)
    with pytest.raises(ExtractorError, match=r"not JSON|does not answer with the JSON") as raised:
        list(asker(model, tmp_path / "answers").claims(sheet("A text.")))
    assert len(model.asked) == 3
    assert KEY not in str(raised.value)
    assert not (tmp_path / "answers").exists()


@pytest.mark.parametrize(
    ("status", "tries", "words"),
    [(401, 1, "check KG_LLM_KEY"), (404, 1, "check KG_LLM_URL"), (302, 1, "answered 302"),
     (429, 3, "try again later"), (500, 3, "answered 500"), (503, 3, "answered 503")],
)  # fmt: skip
def test_an_error_of_the_endpoint_is_told_without_its_words(
    model: Model, tmp_path: Path, status: int, tries: int, words: str
) -> None:
    model.answers(
        f"bad key {KEY}".encode(), status, Location="http://127.0.0.1:1/", Retry_After="7"
    )
    pauses: list[float] = []
    with pytest.raises(ExtractorError, match=words) as raised:
        list(asker(model, tmp_path, sleep=pauses.append).claims(sheet("A text.")))
    assert len(model.asked) == tries
    assert pauses == [7.0] * (tries - 1)
    assert KEY not in str(raised.value)
    assert KEY not in repr(asker(model, tmp_path).__dict__)


def test_an_endpoint_that_recovers_is_heard(model: Model, tmp_path: Path) -> None:
    model.answers(b"busy", 503)
    model.says(RIGHT | {"sentence": 1})
    (claim,) = asker(model, tmp_path).claims(sheet("Quay Harbour Trust backs Tide Lab."))
    assert claim.object == Slot("Quay Harbour Trust")
    (kept,) = tmp_path.iterdir()
    kept.write_text("[]", encoding="utf-8")
    with pytest.raises(ExtractorError, match="no answer that was kept"):
        list(asker(model, tmp_path).claims(sheet("Quay Harbour Trust backs Tide Lab.")))


@pytest.mark.parametrize("drip", [False, True])
def test_an_endpoint_that_is_slow_is_given_up(model: Model, tmp_path: Path, drip: bool) -> None:
    model.answers(b"x" * 100)
    model.delay, model.drip = (0.0, True) if drip else (1.5, False)
    with pytest.raises(ExtractorError, match=r"took longer than 0\.4 s"):
        list(asker(model, tmp_path, seconds=0.4, tries=1).claims(sheet("A text.")))


def test_an_answer_without_end_is_cut_off(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "LARGEST", 1000)
    model.answers(b" " * 300_000)
    with pytest.raises(ExtractorError, match="more than 1,000 bytes"):
        list(asker(model, tmp_path).claims(sheet("A text.")))
    assert len(model.asked) == 1


def test_nobody_at_the_address_is_told(tmp_path: Path) -> None:
    nobody = Endpoint("http://127.0.0.1:9/v1", tries=1)
    with pytest.raises(ExtractorError, match="cannot be reached"):
        list(chat.ChatExtractor(nobody, "m", tmp_path).claims(sheet("A text.")))
    for address in ("file:///etc/passwd", "127.0.0.1", "http://"):
        with pytest.raises(ExtractorError, match="no address"):
            Endpoint(address)


@pytest.mark.parametrize("missing", ["KG_LLM_URL", "KG_LLM_MODEL"])
def test_the_endpoint_must_be_named(
    model: Model, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    assert model.url in chat.extractor(tmp_path).identity
    monkeypatch.delenv(missing)
    with pytest.raises(ExtractorError, match=missing):
        protocol.load("chat", tmp_path)
