from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

from kg.cli.main import main
from kg.graph.generations import open_current
from kg.publishing.catalogue import catalogue
from kg.settings import Settings
from kg.vocabulary import DCAT, DCT, KG, RDF, VOID

BASE = "https://kg.example.org/"


def described(store_path: Path, root: str = "") -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    with open_current(store_path) as snapshot:
        for triple in catalogue(snapshot.store, Settings(), root):
            key = (triple.subject.value, triple.predicate.value)  # type: ignore[union-attr]
            found.setdefault(key, []).append(triple.object.value)  # type: ignore[union-attr]
    return found


def test_the_catalogue_leads_to_the_data_set_and_its_service(store_path: Path) -> None:
    found = described(store_path, "http://data.example/")
    dataset, service = BASE + "dataset", BASE + "service"
    assert found[BASE + "catalogue", DCAT.dataset.value] == [dataset]
    assert found[service, DCAT.servesDataset.value] == [dataset]
    assert found[service, DCAT.endpointURL.value] == ["http://data.example/sparql"]
    assert len(found[dataset, DCAT.distribution.value]) == 3
    for distribution in found[dataset, DCAT.distribution.value]:
        assert found[distribution, RDF.type.value] == [DCAT.Distribution.value]
        assert found[distribution, DCAT.accessURL.value]
        assert ";" not in found[distribution, DCAT.mediaType.value][0]


def test_counts_are_those_of_the_store(store_path: Path) -> None:
    found = described(store_path)
    dataset = BASE + "dataset"
    with open_current(store_path) as snapshot:
        distinct = {quad.triple for quad in snapshot.store}
    assert found[dataset, VOID.triples.value] == [str(len(distinct))]
    subjects = {triple.subject for triple in distinct}
    assert found[dataset, VOID.distinctSubjects.value] == [str(len(subjects))]
    parts = found[dataset, VOID.classPartition.value]
    counts = {
        found[part, VOID.iri + "class"][0]: found[part, VOID.entities.value][0] for part in parts
    }
    assert counts[KG.Observation.value] == "2"
    assert len(found[dataset, VOID.propertyPartition.value]) == len(
        {triple.predicate for triple in distinct}
    )
    assert BASE + "doc/brief" in found[dataset, VOID.subset.value]


def test_the_same_store_gives_the_same_catalogue(store_path: Path) -> None:
    assert described(store_path) == described(store_path)


@pytest.mark.parametrize("form", ["turtle", "jsonld", "rdfxml", "ntriples", "n3"])
def test_the_command_writes_each_format(store_path: Path, form: str) -> None:
    result = CliRunner().invoke(main, ["--store", str(store_path), "catalog", "--format", form])
    assert result.exit_code == 0
    extension = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}.get(form, form)
    format_ = RdfFormat.from_extension(extension)
    assert any(quad.predicate == DCT.title for quad in parse(result.output, format_))
