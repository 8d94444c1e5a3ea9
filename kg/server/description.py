"""What the server says about itself and about one thing, as triples."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

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
from kg.querying.nesting import MAX_CHAIN
from kg.server.limits import Limits
from kg.vocabulary import RDF, RDFS, SD, VOID, XSD

_GRAPHS = (
    "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
)
_DEFAULT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_RESULTS = (
    QueryResultsFormat.JSON,
    QueryResultsFormat.XML,
    QueryResultsFormat.CSV,
    QueryResultsFormat.TSV,
)
_READ = (
    RdfFormat.TURTLE,
    RdfFormat.N_TRIPLES,
    RdfFormat.RDF_XML,
    RdfFormat.JSON_LD,
    RdfFormat.N3,
)
_WRITTEN = (*_READ, RdfFormat.TRIG, RdfFormat.N_QUADS)


@dataclass(frozen=True, slots=True)
class Features:
    """What the service description says of the configuration.

    ``union``: the default graph is the union of the others; ``federated``: ``SERVICE`` is allowed,
    for some addresses.
    """

    writable: bool = False
    union: bool = True
    federated: bool = False
    limits: Limits = field(default_factory=Limits)

    def triples(self, service: NamedNode) -> Iterator[Triple]:
        """Yield what is true of the service under this configuration."""
        languages = [SD.SPARQL11Query, *([SD.SPARQL11Update] if self.writable else [])]
        features = [SD.EmptyGraphs]
        features += [SD.UnionDefaultGraph] if self.union else []
        features += [SD.BasicFederatedQuery] if self.federated else []
        results = [form.iri for form in (*_RESULTS, *_WRITTEN)]
        inputs = [form.iri for form in _READ] if self.writable else []
        for predicate, objects in (
            (SD.supportedLanguage, languages),
            (SD.feature, features),
            (SD.resultFormat, map(NamedNode, results)),
            (SD.inputFormat, map(NamedNode, inputs)),
        ):
            for object_ in objects:
                yield Triple(service, predicate, object_)
        yield Triple(service, RDFS.comment, Literal(self.limited(), language="en"))

    def limited(self) -> str:
        """Return a sentence about the limits; there is no vocabulary for them."""
        most = [f"may take {self.limits.timeout:g} seconds and {self.limits.memory >> 20} MB"]
        if self.limits.max_rows is not None:
            most.append(f"may answer {self.limits.max_rows} rows")
        if self.limits.max_bytes is not None:
            most.append(f"may answer {self.limits.max_bytes} bytes")
        most.append(f"may have {self.limits.max_body} bytes")
        most.append(f"may nest {self.limits.depth} brackets")
        most.append(f"may have {MAX_CHAIN} operators in a row")
        return f"A query {', '.join(most)}."


def describe_service(
    store: Store, endpoint: str, features: Features
) -> tuple[list[Triple], dict[str, str]]:
    """Return the SPARQL 1.1 service description of ``endpoint``, and prefixes to write it with."""
    service, dataset = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default-graph")
    answer = store.query(_DEFAULT)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 (it is a SELECT)
    triples = [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, service),
        *features.triples(service),
        Triple(service, SD.defaultDataset, dataset),
        Triple(dataset, RDF.type, SD.Dataset),
        Triple(dataset, SD.defaultGraph, default),
        Triple(default, RDF.type, SD.Graph),
        Triple(default, VOID.triples, next(answer)["n"]),
        *_named_graphs(store, endpoint, dataset),
    ]
    return triples, {"sd": SD.iri, "void": VOID.iri, "xsd": XSD.iri, "rdfs": RDFS.iri}


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


def thing_of(store: Store, iri: str) -> NamedNode:
    """Return the thing that an IRI names; NotFound where nothing is known of it."""
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise NotFound(f"{iri!r} is no IRI", "follow a link of a page") from error
    for subject, object_ in ((node, None), (None, node)):
        if next(store.quads_for_pattern(subject, None, object_, DefaultGraph()), None):
            return node
    raise NotFound(f"nothing is known about {iri}")


def describe_thing(
    store: Store, node: NamedNode, counted: Callable[[Iterable[Triple]], Iterable[Triple]]
) -> Iterator[Triple]:
    """Yield each triple that has the node as subject, then as object, once and sorted.

    ``counted`` sees them before they are sorted, and may stop where they are too many.
    """
    for subject, object_ in ((node, None), (None, node)):
        quads = store.quads_for_pattern(subject, None, object_, DefaultGraph())
        yield from sorted(counted(quad.triple for quad in quads), key=str)
