from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import KgError, NotFound, QueryError, StoreError
from kg.graph import asserted, generations
from kg.graph.store import Primary, keeps_own_default, open_primary
from kg.querying.guard import Refused
from kg.querying.operations import data_of
from kg.server.conditions import Changed
from kg.server.payloads import UnsupportedMedia
from kg.server.updates import UPDATES, DerivedGraph
from tests.test_federation import Remote, remote

__all__ = ["remote"]

G, H = "http://a.example/g", "http://a.example/h"
BASE = "https://kg.example.org/"
TURTLE = "text/turtle; charset=utf-8"


@pytest.fixture(params=[False, True], ids=["union", "own"])
def primary(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Primary]:
    with open_primary(tmp_path / "store", own=request.param) as primary:
        yield primary


@pytest.fixture
def union(tmp_path: Path) -> Iterator[Primary]:
    with open_primary(tmp_path / "store") as primary:
        yield primary


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Primary]:
    with open_primary(tmp_path / "store", own=True) as primary:
        yield primary


def do(primary: Primary, task: str, body: str | bytes = b"", **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    encoded = body.encode() if isinstance(body, str) else body
    return UPDATES[task](
        primary, {"base": BASE, "name": G, "content_type": TURTLE, **fields}, encoded
    )


def sizes(store: Store) -> tuple[int, int]:
    """Return how many triples the default graph and the named graphs have."""
    named = sum(quad.graph_name != DefaultGraph() for quad in store)
    return len(store) - named, named


def test_a_graph_is_put_added_to_and_removed(primary: Primary) -> None:
    copies = 0 if primary.own else 1
    assert do(primary, "put", "<a:s> <a:p> 1, 2 .") == {"status": 201}
    assert do(primary, "put", "<a:s> <a:p> 1 ; <a:q> [ <a:r> 'x' ] .") == {"status": 204}
    assert sizes(primary.store) == (3 * copies, 3)
    assert do(primary, "post", "<a:s> <a:p> 1, 3 .") == {"status": 204}
    assert sizes(primary.store) == (4 * copies, 4)
    assert do(primary, "post", "<a:s> <a:p> 1 .", name=H) == {"status": 201}
    assert do(primary, "delete") == {"status": 204}
    assert sizes(primary.store) == (copies, 1)
    with pytest.raises(NotFound):
        do(primary, "delete")


def test_an_empty_graph_is_one(primary: Primary) -> None:
    assert do(primary, "put") == {"status": 201}
    assert primary.store.contains_named_graph(NamedNode(G))
    assert do(primary, "put") == {"status": 204}


def test_candidates_are_not_asserted(union: Primary) -> None:
    do(union, "put", "<a:s> <a:p> 1 .", name=f"{BASE}candidates/x")
    assert sizes(union.store) == (0, 1)


def test_a_new_graph_gets_a_name_and_another_the_next_time(primary: Primary) -> None:
    within = f"{BASE}data/"
    first = do(primary, "create", "<> <a:p> 1 .", within=within)
    second = do(primary, "create", "<> <a:p> 1 .", within=within)
    assert (first["status"], second["status"]) == (201, 201)
    names = {first["location"], second["location"]}
    assert len(names) == 2
    assert {str(quad.subject)[1:-1] for quad in primary.store} == names


def test_the_default_graph_of_its_own_is_written_like_any_other(own: Primary) -> None:
    do(own, "put", "<a:s> <a:p> 1 .", name=None)
    do(own, "put", "<a:s> <a:p> 2 .", name=None)
    do(own, "post", "<a:s> <a:p> 3 .", name=None)
    do(own, "update", update="INSERT DATA { <a:s> <a:p> 4 }")
    own.publish()
    assert sizes(own.store) == (3, 0)
    do(own, "delete", name=None)
    assert sizes(own.store) == (0, 0)


@pytest.mark.parametrize("task", ["put", "post", "delete"])
def test_a_derived_default_graph_is_not_written_to(union: Primary, task: str) -> None:
    with pytest.raises(DerivedGraph, match="name a graph"):
        do(union, task, name=None)
    with pytest.raises(DerivedGraph):
        do(union, "update", update="CLEAR ALL; INSERT DATA { <a:s> <a:p> 1 }")


def test_an_update_keeps_the_default_graph_the_union(union: Primary) -> None:
    do(union, "update", update=f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 1, 2 }} }} ; # end ;")
    do(union, "update", update=f"INSERT {{ GRAPH <{H}> {{ ?s ?p 2 }} }} WHERE {{ ?s ?p 2 }}")
    assert sizes(union.store) == (2, 3)
    do(union, "update", update=f"DELETE WHERE {{ GRAPH <{G}> {{ ?s ?p ?o }} }} ;")
    assert sizes(union.store) == (1, 1)
    do(union, "update", update="CLEAR ALL # all ;")
    assert sizes(union.store) == (0, 0)


@pytest.mark.parametrize(
    "prologue",
    ["", " # nothing", "PREFIX a: <a:>", "BASE <http://a.example/> # end", "PREFIX a:<a:>BASE<b:>"],
)
def test_a_prologue_may_stand_alone_or_after_the_last_operation(
    primary: Primary, prologue: str
) -> None:
    insertion = f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 1 }} }}"
    assert do(primary, "update", update=prologue) == {"status": 204}
    assert do(primary, "update", update=prologue, using=[H]) == {"status": 204}
    assert do(primary, "update", update=f"{insertion} ; {prologue}") == {"status": 204}
    pattern = f"DELETE WHERE {{ GRAPH <{G}> {{ ?s ?p ?o }} }} ; {prologue}"
    assert sizes(primary.store) == (0 if primary.own else 1, 1)
    assert do(primary, "update", update=pattern) == {"status": 204}
    assert sizes(primary.store) == (0, 0)


def test_each_operation_may_have_a_prologue(primary: Primary) -> None:
    text = """PREFIX a: <a:>
        INSERT DATA { GRAPH <g> { a:s a:p 1 } } ;
        PREFIX b: <b:> PREFIX a: <a:> # the same again
        INSERT DATA { GRAPH <g> { b:s a:p 2 } } ; PREFIX c: <relative>"""
    do(primary, "update", update=text)
    assert {quad.subject for quad in primary.store} == {NamedNode("a:s"), NamedNode("b:s")}
    for changing in ("PREFIX a: <c:>", "BASE <c:>", "PREFIX d: <relative>"):
        with pytest.raises(QueryError, match="changes what the first one says") as caught:
            do(primary, "update", update=f"PREFIX a: <a:> CLEAR ALL;\n {changing} CLEAR ALL")
        assert (caught.value.line, caught.value.column) == (2, 2)


def test_what_only_looks_like_a_prologue_is_malformed(primary: Primary) -> None:
    for text in ("PREFIX", "PREFIX a:", "BASE", "nothing"):
        with pytest.raises(QueryError, match=r"line \d, column"):
            do(primary, "update", update=text)


_TRIPLES = st.lists(
    st.builds(
        "<a:{0}> <a:p> {1} .".format, st.sampled_from("st"), st.sampled_from(["1", '"a"', "<a:o>"])
    ),
    min_size=1, max_size=4,
)  # fmt: skip
_CHANGES = st.lists(
    st.builds(
        "{0} DATA {{ GRAPH <{1}> {{ {2} }} }}".format,
        st.sampled_from(["INSERT", "DELETE"]),
        st.sampled_from([G, H, f"{BASE}candidates/x", "relative"]),
        _TRIPLES.map(" ".join),
    ),
    min_size=1, max_size=4,
).map(" ;\n".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(updates=st.lists(_CHANGES, min_size=1, max_size=4))
def test_named_triples_keep_the_default_graph_the_union(updates: list[str]) -> None:
    store = Store()
    for text in updates:
        named = {quad.triple for quad in data_of(text, BASE) or ()}
        store.update(f"{text} ;\n{asserted.derivation(named)}", base_iri=BASE)
        graphs = {quad.graph_name for quad in store} - {DefaultGraph()}
        stated = {
            quad.triple
            for graph in graphs
            if isinstance(graph, NamedNode) and asserted.asserts(graph)
            for quad in store.quads_for_pattern(None, None, None, graph)
        }
        default = store.quads_for_pattern(None, None, None, DefaultGraph())
        assert {quad.triple for quad in default} == stated


def test_an_update_that_names_its_triples_reads_no_others(
    union: Primary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asserted, "DERIVATION", "the whole store is not read")
    do(union, "update", update=f"CREATE GRAPH <{H}>")
    assert data_of(f"DELETE DATA {{ GRAPH <{H}> {{ <a:s> <a:p> 1 }} }}; CREATE GRAPH <{H}>") is None
    do(union, "update", update=f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 1, 2 }} }}")
    do(union, "update", update=f"DELETE DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 1 }} }}")
    assert sizes(union.store) == (1, 1)


def test_blank_nodes_are_in_the_union_too(union: Primary) -> None:
    do(union, "update", update=f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> [ <a:q> 1 ] }} }}")
    assert sizes(union.store) == (2, 2)


def test_an_update_reads_the_graphs_of_the_request(primary: Primary) -> None:
    do(primary, "put", "<a:s> <a:p> 1 .")
    do(primary, "put", "<a:t> <a:p> 1 .", name=H)
    text = f"INSERT {{ GRAPH <{G}> {{ ?s <a:q> 1 }} }} WHERE {{ ?s <a:p> 1 }}"
    do(primary, "update", update=text, using=[H])
    assert sizes(primary.store)[1] == 3
    with pytest.raises(QueryError, match="absolute"):
        do(primary, "update", update=text, using=["nowhere"])
    relative = text.replace("<a:q>", "<q>")
    do(primary, "update", update=relative, using=[H], remotes=["http://a.example"])
    assert any(quad.predicate == NamedNode(f"{BASE}q") for quad in primary.store)


@pytest.mark.parametrize(
    ("update", "complaint"),
    [
        ("INSERT DATA { GRAPH <a:g> { <a:s> } }", "line 1, column"),
        ("ASK { }", "a query, not an update"),
        ("LOAD <http://127.0.0.1:9/> INTO GRAPH <a:g>", "LOAD is not allowed"),
        ("CLEAR ALL; CREATE GRAPH <http://a.example/g>", "already exists"),
    ],
)
def test_an_update_that_fails_changes_nothing(
    primary: Primary, update: str, complaint: str
) -> None:
    do(primary, "put", "<a:s> <a:p> 1 .")
    primary.publish()
    before = set(primary.store)
    with pytest.raises(KgError, match=complaint):
        do(primary, "update", update=update)
    assert set(primary.store) == before
    assert primary.published


def test_an_unknown_function_gives_no_value(primary: Primary) -> None:
    text = "INSERT { GRAPH <a:g> { <a:s> <a:p> ?x } } WHERE { BIND(<a:f>(1) AS ?x) }"
    do(primary, "update", update=text)
    assert sizes(primary.store) == (0, 0)


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        ("<a:s> <a:p> .", TURTLE, QueryError),
        ("x", "", UnsupportedMedia),
        ("x", "application/x-www-form-urlencoded", UnsupportedMedia),
        ("<a:s> <a:p> 1 .", "text/turtle; charset=latin1", UnsupportedMedia),
        ("<a:g> { <a:s> <a:p> 1 }", "application/trig", UnsupportedMedia),
        ("<a:s> <a:p> 1 .", "multipart/form-data", QueryError),
        ("{", "application/ld+json", QueryError),
        (b"<a:s> <a:p> '\xff' .", TURTLE, QueryError),
    ],
)
def test_a_body_that_is_no_graph_changes_nothing(
    primary: Primary, body: str | bytes, content_type: str, error: type[KgError]
) -> None:
    do(primary, "put", "<a:s> <a:p> 1 .")
    with pytest.raises(error):
        do(primary, "put", body, content_type=content_type)
    assert sizes(primary.store)[1] == 1


def test_a_form_has_several_graphs_whose_blank_nodes_are_apart(primary: Primary) -> None:
    part = (
        '--x\r\nContent-Disposition: form-data; name="a"{}\r\n{}\r\n'
        "_:b <http://a.example/p> {} .\r\n"
    )
    body = (
        part.format("", "Content-Type: text/turtle\r\n", 1)
        + part.format('; filename="b.nt"', "", '"é"')
        + "--x--\r\n"
    )
    do(primary, "post", body, content_type="multipart/form-data; boundary=x")
    found = {str(quad.subject) for quad in primary.store}
    assert len(found) == 2
    assert sizes(primary.store)[1] == 2


def test_a_change_may_be_meant_for_one_state_only(primary: Primary) -> None:
    with pytest.raises(Changed):
        do(primary, "put", "<a:s> <a:p> 1 .", if_match="*")
    do(primary, "put", "<a:s> <a:p> 1 .", if_none_match="*")
    tag = primary.publish().tag
    with pytest.raises(Changed):
        do(primary, "put", "<a:s> <a:p> 2 .", if_none_match="*")
    with pytest.raises(Changed):
        do(primary, "delete", if_match=f'W/"{tag}.x"')
    do(primary, "put", "<a:s> <a:p> 2 .", if_match=f'"old", "{tag}.x"')
    primary.publish()
    with pytest.raises(Changed):
        do(primary, "put", "<a:s> <a:p> 3 .", if_match=f'"{tag}.x"')


def test_a_store_has_one_kind_of_default_graph(tmp_path: Path) -> None:
    with open_primary(tmp_path / "own", own=True) as primary:
        primary.publish()
    assert keeps_own_default(tmp_path / "own")
    with pytest.raises(StoreError, match="a default graph of its own"):
        open_primary(tmp_path / "own")
    with open_primary(tmp_path / "union") as primary:
        primary.publish()
    with pytest.raises(StoreError, match="is the union"):
        open_primary(tmp_path / "union", own=True)
    assert generations.current(tmp_path / "union")


def test_what_is_loaded_comes_from_the_origins_that_are_named(
    primary: Primary, remote: Remote
) -> None:
    remotes = [remote.origin]
    address = f"{remote.origin}/graph.ttl"
    do(primary, "update", update=f"LOAD <{address}> INTO GRAPH <{G}>", remotes=remotes)
    found = [quad.triple for quad in primary.store if quad.graph_name == NamedNode(G)]
    assert [triple.object.value for triple in found] == [f"{remote.origin}/x"]
    silent = "LOAD SILENT <{}> INTO GRAPH <a:g>".format
    for bad in ("/bad.ttl", "/moved", "/none"):
        do(primary, "update", update=silent(f"{remote.origin}{bad}"), remotes=remotes)
        with pytest.raises(KgError):
            do(primary, "update", update=f"LOAD <{remote.origin}{bad}> INTO GRAPH <a:g>",
               remotes=remotes)  # fmt: skip
    with pytest.raises(Refused):
        do(primary, "update", update=silent("http://a.example/x"), remotes=remotes)


def test_an_update_may_ask_a_service_that_is_named(primary: Primary, remote: Remote) -> None:
    service = f"SERVICE <{remote.origin}/sparql?a=b> {{ ?s ?p ?x }}"
    text = f"INSERT {{ GRAPH <{G}> {{ <a:s> <a:p> ?x }} }} WHERE {{ {service} }}"
    do(primary, "update", update=text, remotes=[remote.origin])
    assert sizes(primary.store)[1] == 1
    with pytest.raises(Refused):
        do(primary, "update", update=text)
    with pytest.raises(Refused):
        do(primary, "update", update=text, remotes=["http://a.example"])
