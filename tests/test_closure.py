"""What follows from what is stated: the rules, equal to owlrl, and the graphs that they fill."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import OntologyError
from kg.graph import ontology
from kg.graph.closure import Closure, close, is_closed, renew, stated
from kg.graph.generations import open_current
from kg.graph.proofs import Proof, prove
from kg.graph.rules import RULES, Pattern, Rule, load
from kg.graph.store import open_primary
from kg.graph.triples import state
from kg.loading import extracted
from kg.loading import load as load_documents
from kg.resources import DOCUMENTS, NAMES, ONTOLOGY
from kg.settings import Settings
from kg.vocabulary import KG, OWL, RDF, RDFS, SKOS

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
EX = "https://example.org/"
HEAD = f"""
@prefix : <{EX}> .
@prefix owl: <{OWL.iri}> .
@prefix rdf: <{RDF.iri}> .
@prefix rdfs: <{RDFS.iri}> .
"""
# For each rule, what it takes for it to draw a conclusion, and that conclusion.
SMALL = {
    "cax-eqc1": (":Tram owl:equivalentClass :Streetcar . :t a :Tram .", ":t a :Streetcar"),
    "cax-eqc2": (":Tram owl:equivalentClass :Streetcar . :t a :Streetcar .", ":t a :Tram"),
    "cax-sco": (":Port rdfs:subClassOf :Place . :bergen a :Port .", ":bergen a :Place"),
    "eq-rep-o": (":a owl:sameAs :b . :x :near :a .", ":x :near :b"),
    "eq-rep-s": (":a owl:sameAs :b . :a :near :x .", ":b :near :x"),
    "eq-sym": (":a owl:sameAs :b .", ":b owl:sameAs :a"),
    "prp-dom": (':name rdfs:domain :Thing . :a :name "A" .', ":a a :Thing"),
    "prp-eqp1": (":near owl:equivalentProperty :by . :a :near :b .", ":a :by :b"),
    "prp-eqp2": (":near owl:equivalentProperty :by . :a :by :b .", ":a :near :b"),
    "prp-fp": (
        ":capital a owl:FunctionalProperty . :x :capital :a , :b .",
        ":a owl:sameAs :b",
    ),
    "prp-ifp": (
        ":code a owl:InverseFunctionalProperty . :a :code :x . :b :code :x .",
        ":a owl:sameAs :b",
    ),
    "prp-inv1": (":heldBy owl:inverseOf :holds . :a :heldBy :b .", ":b :holds :a"),
    "prp-inv2": (":heldBy owl:inverseOf :holds . :a :holds :b .", ":b :heldBy :a"),
    "prp-rng": (":in rdfs:range :Place . :a :in :b .", ":b a :Place"),
    "prp-spo1": (":mother rdfs:subPropertyOf :parent . :a :mother :b .", ":a :parent :b"),
    "prp-spo2": (
        ":in owl:propertyChainAxiom ( :in :part ) . :a :in :b . :b :part :c .",
        ":a :in :c",
    ),
    "prp-spo2-three": (
        ":for owl:propertyChainAxiom ( :has :job :at ) . :a :has :b . :b :job :c . :c :at :d .",
        ":a :for :d",
    ),
    "prp-symp": (":near a owl:SymmetricProperty . :a :near :b .", ":b :near :a"),
    "prp-trp": (":part a owl:TransitiveProperty . :a :part :b . :b :part :c .", ":a :part :c"),
    "scm-sco": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":A rdfs:subClassOf :C"),
    "scm-spo": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:subPropertyOf :r",
    ),
}


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return load()


def _turtle(text: str) -> list[Quad]:
    return list(parse((HEAD + text).encode(), RdfFormat.TURTLE))


def _triple(text: str) -> Triple:
    return _turtle(f"{text} .")[0].triple


def _closed(text: str, rules: Sequence[Rule]) -> Closure:
    return close(_turtle(text), rules)


def _expanded(quads: Iterable[Quad]) -> set[Triple]:
    """Return owlrl's closure, but for literals as subjects, which are no RDF."""
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    given = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    graph.parse(data=given, format="nt")
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    ).expand(graph)
    lines = graph.serialize(format="nt", encoding="utf-8").splitlines(keepends=True)
    data = b"".join(line for line in lines if not line.startswith(b'"'))
    return {quad.triple for quad in parse(data, RdfFormat.N_TRIPLES)}


def _about_things(triples: Iterable[Triple]) -> set[Triple]:
    """Return what is said of things in the words of an ontology, not in those of OWL itself."""
    own = (OWL.iri, RDFS.iri, RDF.iri)
    found = set()
    for triple in triples:
        subject, predicate, value = triple
        blank = isinstance(subject, BlankNode) or isinstance(value, BlankNode)
        if predicate == RDF.type:
            wanted = isinstance(value, NamedNode) and not value.value.startswith(own)
        elif predicate.value == f"{OWL.iri}sameAs":
            wanted = subject != value
        else:
            wanted = not predicate.value.startswith(own)
        if wanted and not blank:
            found.add(triple)
    return found


def _same_as_owlrl(quads: list[Quad], rules: Sequence[Rule]) -> bool:
    ours = {quad.triple for quad in close(quads, rules).known}
    return _about_things(ours) == _about_things(_expanded(quads))


def test_every_rule_is_tried(rules: tuple[Rule, ...]) -> None:
    assert [rule.name for rule in rules] == sorted(SMALL)
    assert all(rule.name.startswith(rule.w3c) and rule.summary for rule in rules)


@pytest.mark.parametrize("name", SMALL)
def test_a_rule_infers_what_it_should_as_owlrl_does(name: str, rules: tuple[Rule, ...]) -> None:
    text, conclusion = SMALL[name]
    quads = _turtle(text)
    closure = close(quads, rules)
    assert closure.inferences[_triple(conclusion)].rule.name == name
    assert _same_as_owlrl(quads, rules)
    proof = prove(closure, _triple(conclusion))
    assert proof
    assert proof.rule
    assert proof.rule.name == name
    assert {leaf.triple for leaf in _leaves(proof)} <= {quad.triple for quad in quads}


def _leaves(proof: Proof) -> Iterator[Proof]:
    if proof.rule is None:
        yield proof
    for premise in proof.premises:
        yield from _leaves(premise)


TERMS = """
:City rdfs:subClassOf :Place . :Place rdfs:subClassOf :Entity . :Firm rdfs:subClassOf :Entity .
:Town owl:equivalentClass :City .
:in a owl:TransitiveProperty ; rdfs:domain :Entity ; rdfs:range :Place ;
    owl:propertyChainAxiom ( :in :part ) .
:seat rdfs:subPropertyOf :in ; rdfs:domain :Firm .
:part a owl:TransitiveProperty .
:near a owl:SymmetricProperty ; owl:equivalentProperty :by .
:holds owl:inverseOf :heldBy ; rdfs:range :Post .
:mayor a owl:FunctionalProperty ; rdfs:subPropertyOf :ledBy .
:code a owl:InverseFunctionalProperty .
:serves owl:propertyChainAxiom ( :holds :of :in ) .
"""
_CLASSES = ("City", "Town", "Place", "Firm", "Post")
_RELATIONS = ("in", "seat", "part", "near", "by", "holds", "heldBy", "mayor", "code", "of")
_things = st.sampled_from("abcde")
_facts = st.one_of(
    st.builds(":{} a :{} .".format, _things, st.sampled_from(_CLASSES)),
    st.builds(":{} :{} :{} .".format, _things, st.sampled_from(_RELATIONS), _things),
    st.builds(':{} :{} "{}" .'.format, _things, st.just("motto"), _things),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_facts, max_size=8, unique=True))
def test_the_closure_of_anything_is_that_of_owlrl(facts: list[str]) -> None:
    assert _same_as_owlrl(_turtle(TERMS + "\n".join(facts)), load())


@settings(max_examples=25, deadline=None)
@given(st.lists(_facts, max_size=12, unique=True))
def test_everything_inferred_has_a_proof_from_what_is_stated(facts: list[str]) -> None:
    quads = _turtle(TERMS + "\n".join(facts))
    given_ = {quad.triple for quad in quads}
    closure = close(quads, load())
    for triple in closure.inferences:
        proof = prove(closure, triple)
        assert proof
        assert {leaf.triple for leaf in _leaves(proof)} <= given_


@settings(max_examples=25, deadline=None)
@given(st.lists(_facts, max_size=12, unique=True), st.randoms())
def test_the_order_of_triples_does_not_matter(facts: list[str], random: Random) -> None:
    quads = _turtle(TERMS + "\n".join(facts))
    shuffled = sorted(quads, key=lambda _: random.random())
    rules = load()
    one, other = close(quads, rules).inferences, close(shuffled, rules).inferences
    assert one == other


def _of_documents(paths: Iterable[Path]) -> list[Quad]:
    """Return the terms and what the documents state, without what owlrl only takes long for.

    Literals say nothing about things here, and stretches of text are all alike: a few will do.
    """
    quads = [*ontology.quads(Settings())]
    for extraction in extracted(paths):
        quads += state(extraction.document, extraction.facts, Settings(), ontology.terminology())
    named = {quad.subject for quad in quads if "/doc/" in str(quad.graph_name)}
    stretches = sorted({str(q.subject) for q in quads if "#evidence-" in str(q.subject)})[:9]
    return [
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if not isinstance(quad.object, Literal)
        and "/candidates/" not in str(quad.graph_name)
        and ("/names" not in str(quad.graph_name) or quad.subject in named)
        and ("#evidence-" not in str(quad.subject) or str(quad.subject) in stretches)
        and quad.predicate not in (RDFS.isDefinedBy, KG.evidence, SKOS.exactMatch)
    ]


@pytest.mark.parametrize(
    "path", [DOCUMENTS, *sorted(SEEDS.glob("*.txt"))], ids=lambda path: path.name
)
def test_the_closure_of_documents_is_that_of_owlrl(path: Path, rules: tuple[Rule, ...]) -> None:
    quads = _of_documents([path])
    assert _same_as_owlrl(quads, rules)
    assert len(close(quads, rules).inferences) > len(set(quads)) / 4


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")
def test_the_seeds_are_among_the_documents_tried() -> None:
    assert len(list(SEEDS.glob("*.txt"))) == 2


INERT = """
Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual Ontology versionIRI
versionInfo priorVersion deprecated backwardCompatibleWith incompatibleWith disjointWith members
AllDisjointClasses AllDifferent distinctMembers
"""


def test_the_ontology_uses_only_what_the_rules_know(rules: tuple[Rule, ...]) -> None:
    quads = [quad for quad in ontology.quads(Settings()) if "/ontology>" in str(quad.graph_name)]
    known = {term for rule in rules for each in rule.premises for term in each}
    inert = re.findall(r"\w+", INERT)
    used = {t for q in quads for t in (q.predicate, q.object) if str(t).startswith(f"<{OWL.iri}")}
    assert used <= known | {NamedNode(OWL.iri + name) for name in inert}
    chains = [quad.object for quad in quads if quad.predicate.value.endswith("propertyChainAxiom")]
    rest = {str(q.subject): str(q.object) for q in quads if q.predicate.value.endswith("#rest")}
    assert all(_length(str(chain), rest) in (2, 3) for chain in chains)


def _length(node: str, rest: dict[str, str]) -> int:
    return 1 + _length(rest[node], rest) if node in rest else 0


def test_nothing_trivial_is_inferred(rules: tuple[Rule, ...]) -> None:
    closure = _closed(
        ":A rdfs:subClassOf :B , owl:Thing . :B rdfs:subClassOf :A . :x a :A . :a owl:sameAs :b .",
        rules,
    )
    found = {str(triple).replace(EX, "") for triple in closure.inferences}
    assert not any("owl#Thing" in text for text in found)
    assert all(triple.subject != triple.object for triple in closure.inferences)
    assert _triple(":x a :B") in closure.inferences


def test_what_follows_of_a_blank_node_is_used_and_not_kept(rules: tuple[Rule, ...]) -> None:
    closure = _closed(
        ":part a owl:TransitiveProperty ; rdfs:range :Whole . :a :part [ :part :b ] .", rules
    )
    kept = {triple for triple, _ in closure.kept()}
    assert _triple(":a :part :b") in kept
    assert all(not isinstance(term, BlankNode) for triple in kept for term in triple)
    assert len(kept) < len(closure.inferences)


def test_what_is_stated_proves_itself_and_what_is_not_known_has_no_proof(
    rules: tuple[Rule, ...],
) -> None:
    closure = _closed(":a :near :b .", rules)
    assert prove(closure, _triple(":a :near :b")) == Proof(_triple(":a :near :b"))
    assert prove(closure, _triple(":b :near :a")) is None


def test_a_proof_never_leads_in_a_circle(rules: tuple[Rule, ...]) -> None:
    closure = _closed(
        ":near a owl:SymmetricProperty , owl:TransitiveProperty . :a :near :b . :b :near :c .",
        rules,
    )
    proof = prove(closure, _triple(":c :near :a"))
    assert proof
    assert _depth(proof) <= 3


def _depth(proof: Proof) -> int:
    return 1 + max((_depth(premise) for premise in proof.premises), default=0)


def test_a_pattern_with_one_variable_twice_matches_equal_terms_only() -> None:
    pattern = Pattern("?x", NamedNode(EX + "p"), "?x")
    assert pattern.match(_triple(":a :p :a")) == {"?x": NamedNode(EX + "a")}
    assert pattern.match(_triple(":a :p :b")) is None
    assert pattern.match(_triple(":a :q :a")) is None


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("?x a ?c .", "?x a ?c", r":10: cannot read '\?x a \?c'"),
        ("?x a ?c .", "?x a owls:Thing .", r":10: 'owls:Thing' has no prefix that is declared"),
        ("?x a ?c .", "?x a ?c . ?x a ?e .", r":10: cannot read"),
        ("?x a ?c .", "?x a ?c .\n  FILTER(?c !)", r":13: not SPARQL: expected"),
        ("?x a ?d .", "?x a ?f .", r":6: a variable has no premise"),
        ("?x a ?d .", "?x a ?d .\n  ?x a ?c .", r":7: a rule has one conclusion"),
        ("  ?c rdfs:subClassOf ?d .\n  ?x a ?c .\n", "", r":6: a rule has premises"),
        ("}\nWHERE", "WHERE", r":7: cannot read 'WHERE {'"),
        ("#+ summary", "# summary", r":6: no #\+ summary: or #\+ rule:"),
        ("CONSTRUCT {", "CONSTRUCTS {", r":5: cannot read"),
    ],
)
def test_a_broken_rule_is_refused_with_file_and_line(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    text = (RULES / "cax-sco.rq").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "cax-sco.rq").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(OntologyError, match=r"cax-sco\.rq" + message):
        load(tmp_path)


def test_rules_that_are_not_there_or_not_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="there are no rules in"):
        load(tmp_path)
    (tmp_path / "cax-sco.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(OntologyError, match=r"cax-sco\.rq: "):
        load(tmp_path)


def test_a_rule_runs_as_it_is_in_any_tool() -> None:
    import rdflib

    for file in RULES.glob("*.rq"):
        rdflib.Graph().query(file.read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path, store_path: Path) -> Path:
    shutil.copytree(store_path, tmp_path / "store")
    return tmp_path / "store"


def _graphs(path: Path) -> dict[str, set[Triple]]:
    with open_current(path) as snapshot:
        return {
            graph.value.removeprefix(Settings().base): {
                quad.triple for quad in snapshot.store.quads_for_pattern(None, None, None, graph)
            }
            for graph in snapshot.store.named_graphs()
            if isinstance(graph, NamedNode)
        }


def _reason(path: Path, rules: Sequence[Rule]) -> int:
    with open_primary(path) as primary:
        renew(primary, Settings(), rules)
        return primary.publish().number


def test_inferences_are_in_a_graph_and_in_one_for_each_rule(
    path: Path, rules: tuple[Rule, ...]
) -> None:
    before = _graphs(path)
    _reason(path, rules)
    graphs = _graphs(path)
    inferred = graphs["inferred"]
    parts = [triples for name, triples in graphs.items() if name.startswith("inferred/")]
    assert sum(map(len, parts)) == len(inferred) > 0
    assert set().union(*parts) == inferred
    assert not inferred & set().union(*before.values())
    assert {name: triples for name, triples in graphs.items() if name in before} == before
    with open_current(path) as snapshot:
        assert all(Quad(t.subject, t.predicate, t.object) in snapshot.store for t in inferred)
    person = Triple(NamedNode(Settings().iri("id/lin-hai")), RDF.type, KG.Agent)
    assert person in graphs["inferred/cax-sco"]


def test_unchanged_input_gives_no_new_generation(path: Path, rules: tuple[Rule, ...]) -> None:
    assert _reason(path, rules) == _reason(path, rules)


def test_inferences_are_no_input(path: Path, rules: tuple[Rule, ...]) -> None:
    with open_primary(path) as primary:
        assert not is_closed(primary, Settings())
        first = renew(primary, Settings(), rules)
        assert is_closed(primary, Settings())
        assert renew(primary, Settings(), rules).inferences == first.inferences
        assert not {quad.triple for quad in stated(primary.store)} & set(first.inferences)


def test_a_load_renews_inferences_where_there_are_any(
    tmp_path: Path, rules: tuple[Rule, ...]
) -> None:
    note, store = tmp_path / "note.md", tmp_path / "store"
    note.write_text("Jane Lockhart works for the Harbour Institute.\n", encoding="utf-8")
    load_documents([note], store, Settings())
    assert not [name for name in _graphs(store) if name.startswith("inferred")]
    _reason(store, rules)
    before = _graphs(store)["inferred"]
    note.write_text("Nothing to tell.\n", encoding="utf-8")
    load_documents([note], store, Settings())
    after = _graphs(store)["inferred"]
    with open_primary(store) as primary:
        assert after == {t for t, _ in close(stated(primary.store), rules).kept()}
    assert {t for t in before - after if t.predicate == RDF.type}


def test_the_files_of_the_ontology_are_where_they_should_be() -> None:
    assert RULES.parent == ONTOLOGY
    assert NAMES.is_dir()
    assert all(re.fullmatch(r"[a-z]+-[a-z0-9-]+\.rq", file.name) for file in RULES.iterdir())
