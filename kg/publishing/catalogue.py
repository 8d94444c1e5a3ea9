"""A store → its description as an open data set: DCAT for catalogues, VoID for programs.

Everything is counted in the store, nothing is written by hand, and the same store gives the same
triples in the same order. Counts are of distinct triples: what two documents both say counts once
in the data set and once in each of their graphs.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple

from kg.graph.asserted import infers
from kg.settings import Settings
from kg.vocabulary import DCAT, DCT, KG, RDF, VOID, XSD

TITLE = "Policy knowledge graph"
DESCRIPTION = "What policy documents state, each fact with the sentence that states it."
_INFERRED = "Follows from the other graphs by rules; no document states it."
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_DISTRIBUTIONS: Mapping[str, RdfFormat] = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
}
_TITLES = f"""
SELECT DISTINCT ?document ?title WHERE {{
  GRAPH ?graph {{ ?document {DCT.title} ?title ; {KG.fileName} ?file }}
}} ORDER BY ?document ?title"""
_CLASSES = (
    "SELECT ?it (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?it } } GROUP BY ?it ORDER BY ?it"
)
_PROPERTIES = """
SELECT ?it (COUNT(*) AS ?n) { SELECT DISTINCT ?it ?s ?o { GRAPH ?g { ?s ?it ?o } } }
GROUP BY ?it ORDER BY ?it"""
_GRAPHS = "SELECT ?it (COUNT(*) AS ?n) { GRAPH ?it { ?s ?p ?o } } GROUP BY ?it ORDER BY ?it"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def catalogue(store: Store, settings: Settings, root: str = "") -> Iterator[Triple]:
    """Yield the description of everything in ``store``.

    ``root`` is the address at which a server answers (``https://data.example/``); the base where
    it is not given.
    """
    root = root or settings.base
    catalog, dataset = NamedNode(settings.iri("catalogue")), NamedNode(settings.iri("dataset"))
    service = NamedNode(settings.iri("service"))
    yield Triple(catalog, RDF.type, DCAT.Catalog)
    yield from _titled(catalog, f"{TITLE}: catalogue", "One data set and the service for it.")
    yield Triple(catalog, DCAT.dataset, dataset)
    yield Triple(catalog, DCAT.service, service)
    yield Triple(dataset, RDF.type, DCAT.Dataset)
    yield Triple(dataset, RDF.type, VOID.Dataset)
    yield from _titled(dataset, TITLE, DESCRIPTION)
    yield from _sources(store, dataset)
    yield from _access(settings, root, dataset, service)
    yield from _counts(store, settings, dataset)


def _titled(node: NamedNode, title: str, description: str) -> Iterator[Triple]:
    yield Triple(node, DCT.title, Literal(title, language="en"))
    yield Triple(node, DCT.description, Literal(description, language="en"))


def _sources(store: Store, dataset: NamedNode) -> Iterator[Triple]:
    for document, title in _rows(store, _TITLES):
        yield Triple(dataset, DCT.source, document)
        yield Triple(document, DCT.title, title)


def _access(
    settings: Settings, root: str, dataset: NamedNode, service: NamedNode
) -> Iterator[Triple]:
    endpoint = NamedNode(f"{root}sparql")
    yield Triple(service, RDF.type, DCAT.DataService)
    yield from _titled(service, "SPARQL endpoint", "Answers SPARQL 1.1 queries.")
    yield Triple(service, DCAT.endpointURL, endpoint)
    yield Triple(service, DCAT.servesDataset, dataset)
    yield Triple(dataset, VOID.sparqlEndpoint, endpoint)
    for name, form in _DISTRIBUTIONS.items():
        distribution = NamedNode(settings.iri(f"distribution/{name}"))
        media_type = form.media_type.partition(";")[0]
        yield Triple(dataset, DCAT.distribution, distribution)
        yield Triple(distribution, RDF.type, DCAT.Distribution)
        yield Triple(distribution, DCT.title, Literal(f"The whole graph as {form.name}"))
        yield Triple(distribution, DCAT.accessURL, endpoint)
        yield Triple(distribution, DCAT.accessService, service)
        yield Triple(distribution, DCAT.mediaType, NamedNode(_MEDIA_TYPES + media_type))


def _counts(store: Store, settings: Settings, dataset: NamedNode) -> Iterator[Triple]:
    properties = list(_rows(store, _PROPERTIES))
    classes = list(_rows(store, _CLASSES))
    triples = sum(int(count.value) for _, count in properties)
    yield Triple(dataset, VOID.triples, _integer(triples))
    for query, about in ((_SUBJECTS, VOID.distinctSubjects), (_OBJECTS, VOID.distinctObjects)):
        for (count,) in _rows(store, query):
            yield Triple(dataset, about, _integer(int(count.value)))
    yield Triple(dataset, VOID.classes, _integer(len(classes)))
    yield Triple(dataset, VOID.properties, _integer(len(properties)))
    for class_, count in classes:
        part = _part(settings, "class", class_)
        yield Triple(dataset, VOID.classPartition, part)
        yield Triple(part, NamedNode(f"{VOID.iri}class"), class_)  # "class" is a Python keyword
        yield Triple(part, VOID.entities, _integer(int(count.value)))
    for property_, count in properties:
        part = _part(settings, "property", property_)
        yield Triple(dataset, VOID.propertyPartition, part)
        yield Triple(part, VOID.property, property_)
        yield Triple(part, VOID.triples, _integer(int(count.value)))
    for graph, count in _rows(store, _GRAPHS):
        yield Triple(dataset, VOID.subset, graph)
        yield Triple(graph, RDF.type, VOID.Dataset)
        yield Triple(graph, VOID.triples, _integer(int(count.value)))
        if infers(graph):
            yield Triple(graph, DCT.description, Literal(_INFERRED, language="en"))


def _part(settings: Settings, kind: str, term: NamedNode) -> NamedNode:
    digest = hashlib.sha256(term.value.encode()).hexdigest()[:12]
    return NamedNode(settings.iri(f"dataset/{kind}/{digest}"))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _rows(store: Store, query: str) -> Iterator[tuple[Any, ...]]:
    for solution in cast(QuerySolutions, store.query(query)):
        yield tuple(solution)
