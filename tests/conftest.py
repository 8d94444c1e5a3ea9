import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from kg.extraction.extractor import Extractor
from kg.graph import ontology
from kg.graph.generations import open_current
from kg.graph.store import Primary, open_primary
from kg.graph.triples import state
from kg.loading import load
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Qualifier, Quantity
from kg.model.span import Span
from kg.model.terminology import Label
from kg.resources import DOCUMENTS
from kg.settings import Settings
from tests.extracting import extractor

CLOUD = Entity(
    "id/cloud-scheme",
    (Label("青云人才计划", "zh-Hans"), Label("Azure Cloud Talent Scheme", "en")),
    ("kg:TalentAdmissionScheme",),
)
QUIET = Entity(
    "id/quiet-scheme", (Label("静水引才计划", "zh-Hans"),), ("kg:TalentAdmissionScheme",)
)
LIN = Entity("id/lin-hai", (Label("林海", "zh-Hans"),), ("kg:Person",))
FAR = Entity("id/far-hills", (Label("远山科技", "zh-Hans"),), ("kg:Firm",))


@pytest.fixture(scope="session", name="extractor")
def shared_extractor() -> Extractor:
    """The extractor with the knowledge that comes with the program."""
    return extractor()


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published store of two small documents that disagree on one figure."""
    path = tmp_path_factory.mktemp("stores") / "small"
    fill(path, "brief", "1.25万宗", Decimal(12500))
    return fill(path, "note", "1.3万宗", Decimal(13000))


def fill(path: Path, name: str, words: str, value: Decimal) -> Path:
    """Load one document by hand, in which the scheme approved ``value`` applications."""
    figure = f"青云人才计划\n至今批出{words}申请。"
    post = "林海出任远山科技首席顾问。"
    quiet = "另设静水引才计划。"
    text = f"{figure}\n{post}\n{quiet}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(f"{name}.md", name, text, digest, digest, "utf-8", "zh-Hans", ())

    def found(part: str, role: str) -> Evidence:
        start = text.index(part)
        return Evidence(Span(start, start + len(part)), part, role)

    amount = Quantity(value, "application", None, Qualifier.EXACT, "", "宗")
    origin = (("origin", "内地"),)
    facts = [
        Fact("entity", CLOUD, (found("青云人才计划", "mention"),), "names"),
        Fact("entity", QUIET, (found("静水引才计划", "mention"),), "names"),
        Fact("entity", LIN, (found("林海", "mention"),), "names"),
        Fact("entity", FAR, (found("远山科技", "mention"),), "names"),
        Fact(
            "quantity", CLOUD, (found(figure, "statement"), found(words, "value")), "count",
            predicate="kg:approvedApplicants", quantity=amount, measure="申请", time="../2025-Q1",
            dimension=origin,
        ),
        Fact(
            "relation", LIN, (found(post, "statement"), found("远山科技", "object")), "post",
            predicate="kg:worksFor", object=FAR,
        ),
        Fact(
            "relation", LIN, (found(post, "statement"), found("首席顾问", "object")), "post",
            predicate="kg:position", object="首席顾问",
        ),
    ]  # fmt: skip
    settings = Settings()
    with open_primary(path) as primary:
        _replace(primary, ontology.quads(settings))
        _replace(primary, state(document, facts, settings, ontology.terminology()))
        primary.publish()
    return path


def _replace(primary: Primary, quads: Iterable[Quad]) -> None:
    for graph, inside in groupby(sorted(quads, key=str_graph), key=str_graph):
        primary.replace(graph, inside)


def str_graph(quad: Quad) -> str:
    return str(quad.graph_name)[1:-1]


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published store of our own documents, loaded as a user would."""
    path = tmp_path_factory.mktemp("stores") / "demo"
    load([DOCUMENTS], path, Settings())
    return path


@pytest.fixture
def demo(demo_path: Path) -> Iterator[Store]:
    """The store of our own documents, opened for reading."""
    with open_current(demo_path) as snapshot:
        yield snapshot.store
