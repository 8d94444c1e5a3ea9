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
    "alps": {"id/alps", "id/alps-supercomputer"},
    "disneyland": {"id/disneyland-park", "id/disneyland"},
    "迪士尼乐园": {"id/disneyland-park", "id/disneyland"},
    "new york": {"id/new-york-city", "id/new-york-state"},
    "piz daint": {"id/piz-daint", "id/piz-daint-mountain"},
    "singapore": {"id/singapore", "id/singapore-city"},
    "新加坡": {"id/singapore", "id/singapore-city"},
    "cyberport": {"id/cyberport", "id/cyberport-company"},
    "数码港": {"id/cyberport", "id/cyberport-company"},
}
# How the identifiers of each authority look, and by which word their verification begins.
AUTHORITIES = {
    re.compile(r"http://www\.wikidata\.org/entity/Q[1-9]\d*"): "Wikidata:",
    re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}\d\d"): "ROR:",
    re.compile(r"http://dbpedia\.org/resource/\w+"): "DBpedia:",
    re.compile(r"http://publications\.europa\.eu/resource/authority/country/[A-Z]{3}"): "EU ",
    re.compile(r"https://sws\.geonames\.org/[1-9]\d*/"): "GeoNames:",
}
NOTE = NamedNode(SKOS.iri + "editorialNote")
ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
# Of places and of a few notions, Hong Kong and the Mainland have names of their own.
REGIONAL = {
    "ageing-population", "bali", "barcelona", "brain-drain", "bristol", "british-columbia",
    "brunei", "cardiff", "data-privacy", "dominican-republic", "elderly-people", "honolulu",
    "lucerne", "north-korea", "san-diego", "san-francisco", "san-francisco-bay-area", "san-jose",
    "stanford", "stanford-hai", "vladivostok",
}  # fmt: skip
Values = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]
LATIN = re.compile(r"[\x00-\u024f\u2000-\u206f]+")


@pytest.fixture(scope="module")
def known() -> Terminology:
    return terminology()


@pytest.fixture(scope="module")
def values() -> Values:
    found: Values = defaultdict(lambda: defaultdict(list))
    for file in NAMES.glob("*.ttl"):
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            found[quad.subject][quad.predicate].append(quad.object)
    return found


def _preferred(values: dict[NamedNode, list[NamedNode | Literal]]) -> Counter[str | None]:
    return Counter(v.language for v in values[SKOS.prefLabel] if isinstance(v, Literal))


def test_every_name_has_one_preferred_label_in_each_language(
    values: Values,
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
    homonyms = {"alps-supercomputer", "cyberport-company", "disneyland", "new-york-state"}
    homonyms |= {"piz-daint-mountain", "singapore-city"}
    assert {name.id.removeprefix("id/") for name in known.names[-6:]} == homonyms


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


def test_traditional_and_simplified_names_are_the_same(values: Values) -> None:
    differing = set()
    for node, about in values.items():
        labels = {v.language: v.value for v in about[SKOS.prefLabel] if isinstance(v, Literal)}
        if fold(labels["zh-hant"]) != fold(labels["zh-hans"]):
            differing.add(node.value.rpartition("/")[2])
    assert differing == REGIONAL


def test_another_converter_agrees(values: Values) -> None:
    convert = pytest.importorskip("opencc").OpenCC("hk2s").convert
    differing = set()
    for node, about in values.items():
        labels = {v.language: v.value for v in about[SKOS.prefLabel] if isinstance(v, Literal)}
        if convert(labels["zh-hant"]) != labels["zh-hans"]:
            differing.add(node.value.rpartition("/")[2])
    assert differing == REGIONAL


def test_nearly_all_names_have_a_chinese_form(known: Terminology) -> None:
    latin = [n for n in known.names if all(label.text.isascii() for label in n.labels)]
    assert len(latin) <= len(known.names) * 0.025  # brands, mostly, that have none


def _authority(link: str) -> str:
    return next((begins for form, begins in AUTHORITIES.items() if form.fullmatch(link)), "")


def test_every_link_says_how_it_was_verified(values: Values) -> None:
    for node, about in values.items():
        wanted = {_authority(link.value) for link in about[SKOS.exactMatch]}
        verified = [how.value for how in about[KG.verifiedBy]]
        told = {
            begins for begins in wanted for how in verified if begins and how.startswith(begins)
        }
        assert told == wanted, node
        assert len(verified) == len(wanted), node


def test_there_are_many_links_and_each_has_its_own_target(values: Values) -> None:
    links = [link.value for about in values.values() for link in about[SKOS.exactMatch]]
    counts = Counter(map(_authority, links))
    assert len(links) == len(set(links))
    assert counts["Wikidata:"] >= 160
    assert counts["EU "] >= 147
    assert counts["GeoNames:"] >= 235
    assert counts["ROR:"] >= 60
    assert all(counts)


def test_a_thing_has_one_identifier_of_an_authority(values: Values) -> None:
    for node, about in values.items():
        authorities = [_authority(link.value) for link in about[SKOS.exactMatch]]
        assert len(authorities) == len(set(authorities)), node


def test_the_check_digits_of_ror_identifiers_are_right(values: Values) -> None:
    for about in values.values():
        for link in about[SKOS.exactMatch]:
            if _authority(link.value) == "ROR:":
                code = link.value.rpartition("/")[2]
                number = 0
                for digit in code[:7]:
                    number = number * 32 + ROR_DIGITS.index(digit)
                assert 98 - number * 100 % 97 == int(code[7:]), link


def test_only_places_and_bodies_have_links_of_their_authorities(
    known: Terminology, values: Values
) -> None:
    of = {name.id: name.types for name in known.names}
    for node, about in values.items():
        types = of["id/" + node.value.rpartition("/")[2]]
        for link in about[SKOS.exactMatch]:
            authority = _authority(link.value)
            assert not known.is_a(types, "kg:Person")
            if authority in {"EU ", "GeoNames:"}:
                assert known.is_a(types, "kg:Place"), node
            if authority == "ROR:":
                assert known.is_a(types, "kg:Organisation"), node


def test_every_country_is_linked(known: Terminology, values: Values) -> None:
    linked = {
        node.value.rpartition("/")[2]
        for node, about in values.items()
        if {"Wikidata:", "EU "} <= {_authority(link.value) for link in about[SKOS.exactMatch]}
    }
    countries = {name.id[3:] for name in known.names if "kg:Country" in name.types}
    assert countries - linked == set()
    assert len(countries) >= 145


def test_what_is_not_linked_on_purpose_says_why(values: Values) -> None:
    noted = [about for about in values.values() if about[NOTE]]
    assert len(noted) >= 30
    for about in noted:
        assert all(note.value.startswith("Not linked: ") for note in about[NOTE])
        assert about[SKOS.exactMatch] == []


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
