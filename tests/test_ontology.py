"""The ontology itself, and how it and the known names are read."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import OntologyError
from kg.graph.ontology import quads, terminology
from kg.model.terminology import Label, Terminology
from kg.resources import NAMES, ONTOLOGY
from kg.settings import Settings
from kg.text.folding import fold
from kg.vocabulary import DCT, KG, OWL, RDF, RDFS, SKOS, compact

LANGUAGES = {"en", "zh-hant", "zh-hans"}  # the parser lowers them
PREFIXES = (
    "@prefix kgr: <https://kg.example.org/id/> .\n"
    "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)

# Why these have no domain or no range is said in their scope notes.
OPEN = {KG.containsGraph.value, KG.fileName.value, KG.fingerprint.value}


@pytest.fixture(scope="module")
def triples() -> list[Triple]:
    return _parsed([ONTOLOGY / "kg.ttl"])


@pytest.fixture(scope="module")
def known() -> Terminology:
    return terminology()


@pytest.fixture
def names(tmp_path: Path) -> Path:
    folder = tmp_path / "names"
    folder.mkdir()
    return folder


def _parsed(files: Iterable[Path]) -> list[Triple]:
    return [quad.triple for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)]


def _own_terms(triples: list[Triple]) -> dict[str, set[str]]:
    """Return the terms that we declare, with their types."""
    types: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate == RDF.type and isinstance(subject, NamedNode):
            types[subject.value].add(str(value))
    return {iri: found for iri, found in types.items() if iri.startswith(KG.iri)}


def _languages(triples: list[Triple], predicate: NamedNode) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for subject, about, value in triples:
        if about == predicate and isinstance(value, Literal) and isinstance(subject, NamedNode):
            found[subject.value][value.language or ""] += 1
    return found


def test_every_term_is_labelled_once_in_each_language(triples: list[Triple]) -> None:
    labels = _languages(triples, RDFS.label)
    assert {iri: labels[iri] for iri in _own_terms(triples)} == {
        iri: dict.fromkeys(LANGUAGES, 1) for iri in _own_terms(triples)
    }


def test_every_term_is_defined_in_english_and_chinese(triples: list[Triple]) -> None:
    definitions = _languages(triples, SKOS.definition)
    lacking = {iri for iri in _own_terms(triples) if set(definitions[iri]) != {"en", "zh-hant"}}
    assert not lacking


def test_every_term_says_which_ontology_defines_it(triples: list[Triple]) -> None:
    ontology = NamedNode(KG.iri.removesuffix("#"))
    said = {s for s, p, o in triples if p == RDFS.isDefinedBy and o == ontology}
    assert {NamedNode(iri) for iri in _own_terms(triples)} <= said


def test_most_terms_have_an_example(triples: list[Triple]) -> None:
    examples = _languages(triples, SKOS.example)
    assert len(examples) >= 0.7 * len(_own_terms(triples))


def test_no_two_terms_share_a_label(triples: list[Triple]) -> None:
    labels = Counter(
        str(value)
        for subject, predicate, value in triples
        if predicate == RDFS.label and str(subject).startswith(f"<{KG.iri}")
    )
    assert [label for label, count in labels.items() if count > 1] == []


def test_a_definition_of_a_class_begins_with_a_class_above_it(
    triples: list[Triple], known: Terminology
) -> None:
    definitions = {
        compact(s.value): o.value
        for s, p, o in triples
        if p == SKOS.definition and isinstance(o, Literal) and o.language == "en"
        if isinstance(s, NamedNode)
    }
    for curie, term in known.classes.items():
        labels = [known.classes[above].label for above in known.lineage(curie)[1:]]
        genera = tuple(label.capitalize() for label in labels) or ("Node", "Thing")
        assert definitions[curie].startswith(genera), (curie, term.label)


def test_the_header_is_complete(triples: list[Triple]) -> None:
    ontology = NamedNode(KG.iri.removesuffix("#"))
    header = defaultdict(list)
    for subject, predicate, value in triples:
        if subject == ontology:
            header[compact(predicate.value)].append(value)
    for curie in ("dct:title", "dct:description"):
        assert {v.language for v in header[curie] if isinstance(v, Literal)} == LANGUAGES
    for curie in ("owl:versionIRI", "owl:versionInfo", "dct:creator", "dct:license", "dct:created"):
        assert header[curie], curie
    assert header["http://purl.org/vocab/vann/preferredNamespaceUri"] == [Literal(KG.iri)]
    assert ontology not in header["owl:versionIRI"]


def test_nothing_is_imported_or_equated(triples: list[Triple]) -> None:
    forbidden = {OWL.imports.value, OWL.iri + "equivalentClass", OWL.iri + "equivalentProperty"}
    both = [*triples, *_parsed([ONTOLOGY / "alignments.ttl"])]
    assert not forbidden & {predicate.value for _, predicate, _ in both}


def test_alignments_speak_of_our_terms_only(triples: list[Triple]) -> None:
    aligned = {subject for subject, _, _ in _parsed([ONTOLOGY / "alignments.ttl"])}
    assert aligned <= {NamedNode(iri) for iri in _own_terms(triples)}


def test_a_property_has_one_kind_and_a_domain_and_range(triples: list[Triple]) -> None:
    kinds = {str(OWL.ObjectProperty), str(OWL.DatatypeProperty)}
    properties = {iri: types & kinds for iri, types in _own_terms(triples).items() if types & kinds}
    assert all(len(found) == 1 for found in properties.values())
    for about in (RDFS.domain, RDFS.range):
        said = {s.value for s, p, _ in triples if p == about and isinstance(s, NamedNode)}
        assert set(properties) - said <= OPEN


def test_the_range_tells_things_from_words(known: Terminology) -> None:
    assert known.properties["kg:venue"].range == "kg:Site"
    assert known.properties["kg:position"].range == "xsd:string"
    assert known.properties["kg:latest"].range == "xsd:dateTime"
    assert known.properties["dct:title"].range == "xsd:string"
    for term in known.properties.values():
        assert term.range in known.classes or term.range.startswith("xsd:") or term.range == ""
        assert term.label


def test_indicators_are_marked(known: Terminology) -> None:
    indicators = {curie for curie, term in known.properties.items() if term.indicator}
    assert {"kg:share", "kg:fundSize", "kg:figure"} <= indicators
    assert "kg:partOf" not in indicators
    assert {known.properties[curie].range for curie in indicators} == {"xsd:decimal"}


def test_a_class_has_its_parents_in_our_ontology(known: Terminology) -> None:
    assert known.classes["kg:Jurisdiction"].parents == ("kg:Place", "kg:Actor")
    assert known.lineage("kg:University")[:3] == (
        "kg:University",
        "kg:Institution",
        "kg:Organisation",
    )
    assert all(parent in known.classes for c in known.classes for parent in known.lineage(c))
    assert not any(curie in known.lineage(c)[1:] for c in known.classes for curie in [c])


def test_a_suffix_belongs_to_one_class(known: Terminology) -> None:
    suffixes = Counter(suffix for term in known.classes.values() for suffix in term.suffixes)
    assert [suffix for suffix, count in suffixes.items() if count > 1] == []


def test_hints_are_written_folded(known: Terminology) -> None:
    for term in known.classes.values():
        for hint in (*term.suffixes, *term.heads):
            assert fold(hint) == hint


def _write(names: Path, text: str, file: str = "things.ttl") -> None:
    (names / file).write_text(PREFIXES + text, encoding="utf-8")


def test_a_name_keeps_its_labels_preferred_ones_first(names: Path) -> None:
    _write(
        names,
        'kgr:bergen a kg:City ; skos:altLabel "Bjørgvin" ; skos:prefLabel "Bergen"@en ,\n'
        '    "卑爾根"@zh-Hant , "卑尔根"@zh-Hans .\n',
    )
    (name,) = terminology(names=names).names
    assert (name.id, name.types) == ("id/bergen", ("kg:City",))
    assert name.labels == (
        Label("Bergen", "en"),
        Label("卑爾根", "zh-Hant"),
        Label("卑尔根", "zh-Hans"),
        Label("Bjørgvin"),
    )


def test_a_homonym_comes_after_what_is_meant(names: Path) -> None:
    _write(
        names,
        'kgr:a-machine a kg:Supercomputer ; skos:prefLabel "Etna" ; kg:homonymOf kgr:etna .\n'
        'kgr:etna a kg:Region ; skos:prefLabel "Etna" .\n',
    )
    assert [name.id for name in terminology(names=names).names] == ["id/etna", "id/a-machine"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kgr:oslo a kg:City ;\n;;; oops", r"things\.ttl:5: .*mend the Turtle"),
        (
            'kgr:a a kg:City ; skos:prefLabel "A" .\nkgr:b a kg:Citty ; skos:prefLabel "B" .',
            r"things\.ttl:5: id/b has the unknown class kg:Citty",
        ),
        ('kgr:b skos:prefLabel "B" .', r"things\.ttl:4: id/b has no class"),
        ('kgr:b a kg:City ; skos:altLabel "B" .', r"things\.ttl:4: id/b has no label"),
        (
            "<https://kg.example.org/id/b> a kg:City ; skos:prefLabel kgr:c .",
            r"things\.ttl:4: id/b has no label",
        ),
        ("[] a kg:City .", r"things\.ttl: \w+ has no label"),
        (
            'kgr:a a kg:City ; skos:prefLabel "A" .\nkgr:b a kg:Fund ; skos:altLabel "A" ;\n'
            '    skos:prefLabel "B" .',
            r"things\.ttl:5: id/b shares the label 'A' with id/a .*homonymOf",
        ),
    ],
)
def test_a_malformed_name_is_refused_with_its_place(names: Path, text: str, message: str) -> None:
    _write(names, text)
    with pytest.raises(OntologyError, match=message):
        terminology(names=names)


def test_a_name_may_not_be_described_in_two_files(names: Path) -> None:
    text = 'kgr:a a kg:City ; skos:prefLabel "A" .'
    _write(names, text)
    _write(names, text, "more.ttl")
    with pytest.raises(OntologyError, match=r"more\.ttl:4: id/a is described in .*things\.ttl"):
        terminology(names=names)


def test_a_missing_ontology_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"kg\.ttl: .*is the folder complete"):
        terminology(tmp_path, NAMES)


def test_quads_are_in_the_graphs_of_the_base() -> None:
    base = "https://data.example.net/kg/"
    found = list(quads(Settings(base)))
    graphs = {quad.graph_name for quad in found}
    assert graphs == {NamedNode(base + graph) for graph in ("ontology", "links", "names")}
    subjects = {str(q.subject) for q in found if q.graph_name == NamedNode(base + "names")}
    assert all(subject.startswith(f"<{base}id/") for subject in subjects)
    assert not any("kg.example.org" in str(quad) for quad in found)


def test_quads_are_the_same_at_each_run() -> None:
    first, second = (list(map(str, quads(Settings()))) for _ in range(2))
    assert first == second
    assert any(isinstance(quad.subject, BlankNode) for quad in quads(Settings()))


def test_quads_lose_nothing() -> None:
    files: list[Any] = [ONTOLOGY / "kg.ttl", ONTOLOGY / "alignments.ttl", *NAMES.glob("*.ttl")]
    assert len(list(quads(Settings()))) == len(_parsed(files))
    assert any(quad.predicate == DCT.title for quad in quads(Settings()))
