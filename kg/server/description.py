"""What the server says about itself and about one thing, as triples."""

from collections.abc import Iterator

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from kg.errors import NotFound
from kg.vocabulary import RDF, SD, VOID, XSD

_GRAPHS = (
    "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
)
_RESULTS = (
    QueryResultsFormat.JSON,
    QueryResultsFormat.XML,
    QueryResultsFormat.CSV,
    QueryResultsFormat.TSV,
)
_GRAPH_FORMATS = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD)


def describe_service(store: Store, endpoint: str) -> tuple[list[Triple], dict[str, str]]:
    """Return the SPARQL 1.1 service description of ``endpoint``, and prefixes to write it with."""
    service, dataset = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset")
    triples = [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, service),
        Triple(service, SD.supportedLanguage, SD.SPARQL11Query),
        Triple(service, SD.defaultDataset, dataset),
        Triple(dataset, RDF.type, SD.Dataset),
    ]
    triples += [
        Triple(service, SD.resultFormat, NamedNode(form.iri))
        for form in (*_RESULTS, *_GRAPH_FORMATS)
    ]
    default = NamedNode(f"{endpoint}#default-graph")
    triples += [Triple(dataset, SD.defaultGraph, default), Triple(default, RDF.type, SD.Graph)]
    triples += _named_graphs(store, endpoint, dataset)
    return triples, {"sd": SD.iri, "void": VOID.iri, "xsd": XSD.iri}


def _named_graphs(store: Store, endpoint: str, dataset: NamedNode) -> Iterator[Triple]:
    answer = store.query(_GRAPHS)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 (it is a SELECT)
    for index, (name, count) in enumerate(answer, start=1):
        node, graph = (NamedNode(f"{endpoint}#{part}-{index}") for part in ("named", "graph"))
        yield Triple(dataset, SD.namedGraph, node)
        yield Triple(node, RDF.type, SD.NamedGraph)
        yield Triple(node, SD.name, name)
        yield Triple(node, SD.graph, graph)
        yield Triple(graph, RDF.type, SD.Graph)
        yield Triple(graph, VOID.triples, Literal(count.value, datatype=XSD.integer))


def describe_thing(store: Store, iri: str) -> Iterator[Triple]:
    """Yield each triple that has ``iri`` as subject, then as object, once and sorted."""
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise NotFound(f"{iri!r} is no IRI", "follow a link of a page") from error
    for subject, object_ in ((node, None), (None, node)):
        quads = store.quads_for_pattern(subject, None, object_, DefaultGraph())
        triples = (quad.triple for quad in quads)
        yield from sorted(triples, key=str)
