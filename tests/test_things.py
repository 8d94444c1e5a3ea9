"""The page of a thing of which much is known: its beginning, and the way to the rest."""

import re
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.server.things import thing_page
from kg.vocabulary import KG, RDF, SKOS

BASE = "https://kg.example.org/"
CITY = NamedNode(f"{BASE}id/city")


def stated(store: Store, number: int) -> None:
    """State as many figures of the city, properties of it, and things that point to it."""
    quads = [Quad(CITY, SKOS.prefLabel, Literal("Bay City", language="en"))]
    for each in range(number):
        fact = NamedNode(f"{BASE}fact/{each}")
        quads += [
            Quad(fact, KG.observedFor, CITY),
            Quad(fact, KG.value, Literal(each)),
            Quad(CITY, KG.aim, Literal(f"aim {each}")),
            Quad(NamedNode(f"{BASE}id/thing-{each}"), KG.locatedIn, CITY),
        ]
    store.bulk_extend(quads)


def links(page: str) -> list[str]:
    return [parse_qs(urlsplit(unescape(href)).query)["query"][0]
            for href in re.findall(r'href="(/sparql\?[^"]+)"', page)]  # fmt: skip


@pytest.mark.parametrize(("limit", "shown"), [(None, 500), (20, 20), (2000, 500)])
def test_a_page_shows_the_beginning_and_leads_to_the_rest(limit: int | None, shown: int) -> None:
    store = Store()
    stated(store, 700)
    page = thing_page(store, CITY, BASE, limit)
    assert "<h1>Bay City</h1>" in page
    for row in ("<p><a href=", "<td><span>aim ", '<td><a href="/id/thing-'):
        assert page.count(row) >= shown
        assert page.count(row) <= shown + 3
    assert page.count(f"<p>{700 - shown} more: ") == 3
    for query in links(page):
        answer = store.query(query)
        assert isinstance(answer, QuerySolutions)
        assert len(list(answer)) == min(700, limit or 700)


def test_a_page_that_shows_all_says_no_more() -> None:
    store = Store()
    stated(store, 20)
    page = thing_page(store, CITY, BASE, 21)
    assert page.count("aim ") == 20
    assert "more" not in page
    assert links(page) == []


def test_the_places_where_a_thing_is_named_are_not_endless() -> None:
    store = Store()
    fact = NamedNode(f"{BASE}fact/named")
    store.add(Quad(fact, RDF.subject, CITY))
    store.extend(Quad(fact, KG.evidence, NamedNode(f"{BASE}e/{each}")) for each in range(30))
    page = thing_page(store, CITY, BASE, 10)
    assert "<p>20 more: " in page
    assert len(list(store.query(links(page)[0]))) == 10  # type: ignore[arg-type]  # a SELECT


def test_a_page_costs_no_more_where_more_is_known() -> None:
    store = Store()
    stated(store, 60_000)
    begun = time.process_time()
    page = thing_page(store, CITY, BASE)
    assert time.process_time() - begun < 3
    assert page.count("<p>More than 49,500 more: ") == 2
    assert "49,500 more" in page
    assert len(page) < 1_000_000
    assert next(store.quads_for_pattern(CITY, None, None, DefaultGraph()), None)
