"""The known names that come with the program."""

import re
from collections import Counter, defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.graph.ontology import terminology
from kg.model.terminology import Name, Terminology
from kg.resources import NAMES
from kg.text.folding import fold
from kg.vocabulary import KG, SKOS

# The labels that two things share, folded; of each pair the second must be declared a homonym.
HOMONYMS = {
    "singapore": {"id/singapore", "id/singapore-city"},
    "新加坡": {"id/singapore", "id/singapore-city"},
    "cyberport": {"id/cyberport", "id/cyberport-company"},
    "数码港": {"id/cyberport", "id/cyberport-company"},
}
AUTHORITIES = (
    "http://www.wikidata.org/entity/Q",
    "https://ror.org/",
    "http://dbpedia.org/resource/",
    "http://publications.europa.eu/resource/authority/country/",
)
LATIN = re.compile(r"[\x00-\u024f\u2000-\u206f]+")


@pytest.fixture(scope="module")
def known() -> Terminology:
    return terminology()


@pytest.fixture(scope="module")
def values() -> dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]:
    found: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for file in NAMES.glob("*.ttl"):
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            found[quad.subject][quad.predicate].append(quad.object)
    return found


def _preferred(values: dict[NamedNode, list[NamedNode | Literal]]) -> Counter[str | None]:
    return Counter(v.language for v in values[SKOS.prefLabel] if isinstance(v, Literal))


def test_every_name_has_one_preferred_label_in_each_language(
    values: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]],
) -> None:
    once = {"en": 1, "zh-hant": 1, "zh-hans": 1}  # the parser lowers the tags
    assert [node.value for node, about in values.items() if _preferred(about) != once] == []


def test_no_label_is_given_twice(known: Terminology) -> None:
    assert [name.id for name in known.names if len(set(name.labels)) < len(name.labels)] == []


def test_simplified_labels_are_simplified(known: Terminology) -> None:
    labels = [label for name in known.names for label in name.labels]
    wrong = [one.text for one in labels if one.language == "zh-Hans" and fold(one.text) != one.text]
    assert [text for text in wrong if not re.search(r"[！-～]", text)] == []


def test_english_labels_hold_no_chinese(known: Terminology) -> None:
    labels = [label for name in known.names for label in name.labels]
    wrong = [one.text for one in labels if one.language == "en" and not LATIN.fullmatch(one.text)]
    assert wrong == []


def test_two_things_share_only_the_labels_that_are_listed(known: Terminology) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for name in known.names:
        for label in name.labels:
            owners[fold(label.text).casefold()].add(name.id)
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == HOMONYMS


def test_homonyms_are_listed_last(known: Terminology) -> None:
    assert {name.id for name in known.names[-2:]} == {"id/singapore-city", "id/cyberport-company"}


def test_no_label_is_a_generic_noun(known: Terminology) -> None:
    generic = {
        hint.casefold() for term in known.classes.values() for hint in term.suffixes + term.heads
    }
    labels = {fold(label.text).casefold(): n for n in known.names for label in n.labels}
    assert labels.keys() & generic == {"大湾区", "立法会"}  # alone, one of each is meant


def test_a_label_is_long_enough_to_be_recognised(known: Terminology) -> None:
    assert [n.id for n in known.names if any(len(label.text) < 2 for label in n.labels)] == []


def test_identifiers_are_readable_ascii(known: Terminology) -> None:
    slug = re.compile(r"id/[a-z0-9]+(?:-[a-z0-9]+)*")
    assert [name.id for name in known.names if not slug.fullmatch(name.id)] == []


def test_types_are_the_most_specific_ones(known: Terminology) -> None:
    def redundant(name: Name) -> bool:
        above = {a for curie in name.types for a in known.lineage(curie)[1:]}
        return bool(above & set(name.types))

    assert [name.id for name in known.names if redundant(name)] == []


def test_nobody_is_named(known: Terminology) -> None:
    assert [name.id for name in known.names if known.is_a(name.types, "kg:Person")] == []


def test_every_link_is_verified_and_goes_to_an_authority(
    values: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]],
) -> None:
    targets = Counter[str]()
    for node, about in values.items():
        links = [link.value for link in about[SKOS.exactMatch]]
        assert bool(links) == bool(about[KG.verifiedBy]), node
        assert all(link.startswith(AUTHORITIES) for link in links), node
        targets.update(links)
    assert len(targets) >= 85
    assert [target for target, count in targets.items() if count > 1] == []


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("高才通", "id/ttps"),
        ("高端人才通行證計劃", "id/ttps"),
        ("港府", "id/hksar-government"),
        ("Quality Migrant Admission Scheme", "id/qmas"),
        ("大灣區", "id/greater-bay-area"),
        ("OECD", "id/oecd"),
        ("Türkiye", "id/turkiye"),
        ("韩国", "id/south-korea"),
    ],
)
def test_a_thing_is_known_by_its_usual_names(known: Terminology, label: str, id_: str) -> None:
    assert {n.id for n in known.names if label in {one.text for one in n.labels}} == {id_}
