"""What the judges of OWL say of the ontology, with and without all that is loaded beside it."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from kg.graph.generations import open_current
from kg.graph.premises import dl_axioms, premises
from kg.loading import load
from kg.resources import DOCUMENTS, NAMES, ONTOLOGY
from kg.settings import Settings
from tests.reasoning import DL, HERMIT, RL, Verdicts, edited, java, judged, parsed

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

SEEDS = sorted((Path(__file__).parents[2] / "shared" / "seeds").glob("*.txt"))
HERE = Settings()

PREFIXES = """
@prefix kg: <https://w3id.org/policy-kg/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""

# What not to do, and which judge says so: a judge that never complains proves nothing.
EDITS = {
    "a superclass that is not declared": (
        "kg:University rdfs:subClassOf :College .", DL, "UseOfUndeclaredClass",
    ),
    "a property that is not declared": (
        ":a a kg:Firm ; org:classification :b .", DL, "UseOfUndeclaredAnnotationProperty",
    ),
    "an annotation property that is a datatype property too": (
        "dct:title a owl:DatatypeProperty .", DL, "IllegalPunning",
    ),
    "an object property that is a datatype property too": (
        "kg:partOf a owl:DatatypeProperty .", DL, "IllegalPunning",
    ),
    "a functional transitive property": (
        "kg:partOf a owl:FunctionalProperty .",
        DL, "UseOfNonSimplePropertyInFunctionalPropertyAxiom",
    ),
    "a cardinality of a transitive property": (
        "kg:City rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:locatedIn ;"
        ' owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .',
        DL, "UseOfNonSimplePropertyInCardinalityRestriction",
    ),
    "an asymmetric transitive property": (
        "kg:partOf a owl:AsymmetricProperty .",
        DL, "UseOfNonSimplePropertyInAsymmetricObjectPropertyAxiom",
    ),
    "a range that is a union": (
        "kg:fundedBy rdfs:range [ a owl:Class ; owl:unionOf ( kg:Actor kg:Fund ) ] .",
        RL, "UseOfNonSuperClassExpression",
    ),
    "an existential": (
        "kg:Fund rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:operatedBy ;"
        " owl:someValuesFrom kg:Actor ] .",
        RL, "UseOfNonSuperClassExpression",
    ),
    # The checker of profiles knows more datatypes than the reasoner: both must look.
    "a range of years": (
        ":foundedIn a owl:DatatypeProperty ; rdfs:range xsd:gYear .",
        HERMIT, "UnsupportedDatatypeException",
    ),
    "a floating point number where a decimal belongs": (
        ':a a kg:Observation ; kg:value "2.5"^^xsd:double .', HERMIT, "inconsistent",
    ),
    "two values of a functional property": (
        "kg:value a owl:FunctionalProperty . :a kg:value 2.5 , 3.5 .", HERMIT, "inconsistent",
    ),
    "a person that is a firm": (":a a kg:Person , kg:Firm .", HERMIT, "inconsistent"),
    "a thing that is a statement": (":a kg:partOf :b . :b kg:tier \"A\" .", HERMIT, "inconsistent"),
    "a class under two that are disjoint": (
        ":Twin a owl:Class ; rdfs:subClassOf kg:Person , kg:Firm .", HERMIT, "unsatisfiable",
    ),
}  # fmt: skip

# The same of the module: without it, the reasoner would not see them.
BEYOND_RULES = {
    "a tier that there is not": ':a a kg:Statement ; kg:tier "D" .',
    "an evidence from two documents": ":b a kg:Evidence ; oa:hasSource :c , :d ."
    " :c owl:differentFrom :d .",
    "an agent that is neither person nor organisation": ":e a kg:Agent ,"
    " [ a owl:Class ; owl:complementOf kg:Person ] ,"
    " [ a owl:Class ; owl:complementOf kg:Organisation ] .",
}  # fmt: skip


@pytest.fixture(scope="module")
def core() -> list[Triple]:
    return parsed(ONTOLOGY / "kg.ttl")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of our documents, and of the seeds where they are at hand."""
    store = tmp_path_factory.mktemp("loaded") / "store"
    load([DOCUMENTS, *SEEDS], store, HERE)
    return store


@pytest.fixture(scope="module")
def profiles(
    core: list[Triple], loaded: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Verdicts]:
    module = list(dl_axioms())
    names = parsed(*sorted(NAMES.glob("*.ttl")))
    ontologies = {
        "core": core,
        "core + dl": [*core, *module],
        "core + dl + names": [*core, *module, *names],
        "core + dl + loaded": [*_premises(loaded, evidence=True), *module],
        **{name: edited(core, PREFIXES, edit) for name, (edit, judge, _) in EDITS.items()
           if judge != HERMIT},
    }  # fmt: skip
    return judged(ontologies, "profiles", tmp_path_factory.mktemp("profiles"))


@pytest.fixture(scope="module")
def reasoner(
    core: list[Triple], loaded: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Verdicts]:
    module = list(dl_axioms())
    ontologies = {
        "core": core,
        "core + dl": [*core, *module],
        "core + dl + loaded": [*_premises(loaded), *module],
        **{name: edited(core, PREFIXES, edit) for name, (edit, judge, _) in EDITS.items()
           if judge == HERMIT},
    }  # fmt: skip
    for name, edit in BEYOND_RULES.items():
        ontologies[name] = edited([*core, *module], PREFIXES, edit)
    ontologies["all of these, by rules"] = edited(core, PREFIXES, " ".join(BEYOND_RULES.values()))
    return judged(ontologies, "reasoner", tmp_path_factory.mktemp("reasoner"))


def _premises(store: Path, evidence: bool = False) -> list[Triple]:
    with open_current(store) as snapshot:
        return list(premises(snapshot.store, HERE, evidence))


@java
@pytest.mark.parametrize("name", ["core", "core + dl", "core + dl + names", "core + dl + loaded"])
def test_nothing_violates_owl_2_dl(profiles: dict[str, Verdicts], name: str) -> None:
    assert profiles[name][DL] == {}


@java
@pytest.mark.parametrize("name", ["core", "core + dl", "core + dl + loaded"])
def test_nothing_contradicts_and_every_class_can_have_members(
    reasoner: dict[str, Verdicts], name: str
) -> None:
    assert reasoner[name][HERMIT] == {}


@pytest.mark.skipif(not SEEDS, reason="needs the seed documents in ../shared")
def test_both_seeds_are_among_what_is_loaded(loaded: Path) -> None:
    with open_current(loaded) as snapshot:
        graphs = {graph.value.rpartition("/")[2] for graph in snapshot.store.named_graphs()
                  if isinstance(graph, NamedNode)}  # fmt: skip
    assert {seed.stem for seed in SEEDS} <= graphs


@java
def test_the_core_is_within_owl_2_rl(profiles: dict[str, Verdicts]) -> None:
    assert profiles["core"][RL] == {}


@java
def test_every_axiom_of_the_module_is_beyond_owl_2_rl(profiles: dict[str, Verdicts]) -> None:
    whole, core = (int(next(iter(profiles[name]["axioms"]))) for name in ("core + dl", "core"))
    beyond = sum(map(len, profiles["core + dl"][RL].values()))
    assert beyond == whole - core > 20


@java
@pytest.mark.parametrize("name", EDITS)
def test_the_judges_see_a_mistake(
    profiles: dict[str, Verdicts], reasoner: dict[str, Verdicts], name: str
) -> None:
    _, judge, verdict = EDITS[name]
    found = (reasoner if judge == HERMIT else profiles)[name]
    assert verdict in found[judge], found


@java
@pytest.mark.parametrize("name", BEYOND_RULES)
def test_the_module_lets_the_reasoner_see_more(reasoner: dict[str, Verdicts], name: str) -> None:
    assert "inconsistent" in reasoner[name][HERMIT]
    assert reasoner["all of these, by rules"][HERMIT] == {}
