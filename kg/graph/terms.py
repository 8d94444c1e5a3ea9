"""The terms of the ontology as people read them: labels, definitions, examples, ties.

:mod:`kg.graph.ontology` reads what the loader needs of the same files; here is all that they say,
for those who browse it. No store is needed, and nothing is inferred.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph import ontology
from kg.graph.recall import language_tag
from kg.model.terminology import Label
from kg.resources import ONTOLOGY
from kg.settings import Settings

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
CLASS, INDICATOR, INDIVIDUAL = "class", "indicator", "individual"
PROPERTIES = ("object property", "datatype property", "annotation property")
_KINDS = {  # the first that fits
    "owl:Class": CLASS,
    "owl:ObjectProperty": PROPERTIES[0],
    "owl:DatatypeProperty": PROPERTIES[1],
    "owl:AnnotationProperty": PROPERTIES[2],
    "kg:Indicator": INDICATOR,
    "owl:NamedIndividual": INDIVIDUAL,
    "skos:ConceptScheme": INDIVIDUAL,
    "skos:Concept": INDIVIDUAL,
}
_FACETS = {
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:IrreflexiveProperty": "irreflexive",
    "owl:FunctionalProperty": "functional",
    "owl:InverseFunctionalProperty": "inverse functional",
}
_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_PREFIX = re.compile(r"^@prefix\s+([\w.-]*):\s+<([^>]*)>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, indicator or other individual that the ontology declares.

    Terms that it is tied to are CURIEs, or IRIs where no prefix is known. ``alignments`` pair the
    kind of a match with a term of another vocabulary. A term that is only declared, not described
    (one of another vocabulary, mostly), has no labels.
    """

    curie: str
    iri: str
    kind: str
    types: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    definitions: tuple[Label, ...] = ()
    examples: tuple[Label, ...] = ()
    notes: tuple[Label, ...] = ()
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    alignments: tuple[tuple[str, str], ...] = ()
    facets: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()

    @property
    def local(self) -> str:
        """Its name without the prefix; the CURIE where it is of another vocabulary."""
        return self.curie.removeprefix("kg:")


@dataclass(frozen=True)
class Ontology:
    """The terms by CURIE in the order of the file, what is said of the whole, and the quads."""

    iri: str
    about: Mapping[str, tuple[Label, ...]]
    terms: Mapping[str, Term]
    prefixes: Mapping[str, str]
    quads: tuple[Quad, ...]

    def described(self, *kinds: str) -> list[Term]:
        """Return the terms of the kinds that have labels, all kinds if none is given."""
        return [t for t in self.terms.values() if t.labels and (not kinds or t.kind in kinds)]

    def children(self, curie: str) -> tuple[str, ...]:
        """Return the terms right below one."""
        return self._below.get(curie, ())

    def members(self, curie: str) -> tuple[str, ...]:
        """Return the individuals of a class that the ontology itself declares."""
        return tuple(t.curie for t in self.terms.values() if curie in t.types)

    def ancestors(self, curie: str) -> tuple[str, ...]:
        """Return the terms above one that are described here, nearest first, each once."""
        order = [curie]
        for term in order:
            parents = self.terms[term].parents if term in self.terms else ()
            order += [p for p in parents if p not in order and self._known(p)]
        return tuple(order[1:])

    def with_domain(self, curie: str) -> tuple[str, ...]:
        """Return the properties that things of a class have."""
        return tuple(t.curie for t in self.described(*PROPERTIES) if curie in t.domain)

    def with_range(self, curie: str) -> tuple[str, ...]:
        """Return the properties whose objects are things of a class."""
        return tuple(t.curie for t in self.described(*PROPERTIES) if curie in t.range)

    def tree(self, *kinds: str) -> Iterator[tuple[int, Term, bool]]:
        """Yield depth, term, and whether what is below it stands elsewhere in the tree.

        A term with several parents stands under each; what is below it stands under the first.
        """
        for term in self.described(*kinds):
            if not any(self._known(parent) for parent in term.parents):
                yield from self._branch(term, 0, "")

    def _branch(self, term: Term, depth: int, above: str) -> Iterator[tuple[int, Term, bool]]:
        below = self.children(term.curie)
        first = next((parent for parent in term.parents if self._known(parent)), "")
        elsewhere = bool(below) and above != first
        yield depth, term, elsewhere
        for child in () if elsewhere else below:
            yield from self._branch(self.terms[child], depth + 1, term.curie)

    def _known(self, curie: str) -> bool:
        return curie in self.terms and bool(self.terms[curie].labels)

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for term in self.terms.values():
            for parent in term.parents:
                found[parent].append(term.curie)
        return {parent: tuple(below) for parent, below in found.items()}


def text(labels: Iterable[Label], language: str) -> str:
    """Return the words in ``language``, or in the other Chinese script, English, or any language.

    >>> text([Label("city", "en"), Label("城市", "zh-Hant")], "zh-Hans")
    '城市'
    """
    known = {label.language: label.text for label in reversed(tuple(labels))}
    order = (language, *(LANGUAGES[::-1] if language.startswith("zh") else LANGUAGES))
    return next((known[one] for one in order if one in known), next(iter(known.values()), ""))


def read(folder: Path = ONTOLOGY) -> Ontology:
    """Return the ontology in ``folder`` (``kg.ttl`` and ``alignments.ttl``).

    Raises :class:`~kg.errors.OntologyError` for a file that is missing or no Turtle.
    """
    quads = tuple(takewhile(_is_ours, ontology.quads(Settings(), folder)))  # the names come last
    reader = _Reader(quads, _prefixes(folder / name for name in ("alignments.ttl", "kg.ttl")))
    terms = [reader.term(iri) for iri in reader.said if not iri.startswith("_:")]
    head = next((term for term in terms if "owl:Ontology" in term.types), Term("", "", ""))
    return Ontology(
        head.iri,
        {key: labels for key in reader.said[head.iri] if (labels := reader.words(head.iri, key))},
        {term.curie: term for term in terms if term.kind},
        reader.prefixes,
        quads,
    )


def _is_ours(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and not quad.graph_name.value.endswith("/names")


def _prefixes(files: Iterable[Path]) -> dict[str, str]:
    found = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
    for file in files:
        found |= _PREFIX.findall(file.read_text(encoding="utf-8"))
    return found


class _Reader:
    """What is said of each subject, by CURIE of the predicate, in the order of the files."""

    def __init__(self, quads: Iterable[Quad], prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self._shortened: dict[str, str] = {}
        self.said: dict[str, dict[str, list[str | Label]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value, _ in quads:
            values = self.said[self._name(subject)][self.curie(predicate.value)]
            if isinstance(value, Literal):
                values.append(Label(value.value, language_tag(value.language or "")))
            else:
                values.append(self._name(value))

    def term(self, iri: str) -> Term:
        """Return what is said of a term; one that is no term has no kind."""
        types = self._curies(iri, "rdf:type")
        return Term(
            self.curie(iri),
            iri,
            next((kind for type_, kind in _KINDS.items() if type_ in types), ""),
            types,
            self.words(iri, "rdfs:label") or self.words(iri, "skos:prefLabel"),
            self.words(iri, "skos:definition"),
            self.words(iri, "skos:example"),
            self.words(iri, "skos:scopeNote"),
            self._curies(iri, "rdfs:subClassOf", "rdfs:subPropertyOf", "skos:broader"),
            self._curies(iri, "rdfs:domain"),
            self._curies(iri, "rdfs:range"),
            tuple((m, other) for m in _MATCHES for other in self._curies(iri, f"skos:{m}")),
            tuple(self._facets(iri, types)),
            tuple(label.text for label in self.words(iri, "kg:suffixHint")),
            tuple(label.text for label in self.words(iri, "kg:headHint")),
            any(label.text == "true" for label in self.words(iri, "owl:deprecated")),
            self._curies(iri, "dct:isReplacedBy"),
        )

    def words(self, iri: str, predicate: str) -> tuple[Label, ...]:
        """Return its literals, the languages in the usual order."""
        found = [value for value in self._values(iri, predicate) if isinstance(value, Label)]
        return tuple(sorted(found, key=_by_language))

    def curie(self, iri: str) -> str:
        """Return the CURIE of an IRI by the prefixes of the files, the longest that fits."""
        if iri not in self._shortened:
            fitting = [item for item in self.prefixes.items() if iri.startswith(item[1])]
            prefix, namespace = max(fitting, key=lambda item: len(item[1]), default=("", ""))
            self._shortened[iri] = f"{prefix}:{iri[len(namespace) :]}" if prefix else iri
        return self._shortened[iri]

    def _values(self, iri: str, predicate: str) -> list[str | Label]:
        return self.said[iri][predicate] if predicate in self.said.get(iri, {}) else []

    def _curies(self, iri: str, *predicates: str) -> tuple[str, ...]:
        return tuple(
            self.curie(value)
            for predicate in predicates
            for value in self._values(iri, predicate)
            if isinstance(value, str)
        )

    def _facets(self, iri: str, types: Iterable[str]) -> Iterator[str]:
        yield from (_FACETS[type_] for type_ in types if type_ in _FACETS)
        for inverse in self._curies(iri, "owl:inverseOf"):
            yield f"inverse of {inverse}"
        for chain in self._values(iri, "owl:propertyChainAxiom"):
            yield f"follows from {' then '.join(self._list(str(chain)))}"

    def _list(self, node: str) -> Iterator[str]:
        """Yield the items of an RDF list."""
        while items := self._curies(node, "rdf:first"):
            yield items[0]
            node = str(self._values(node, "rdf:rest")[0])

    @staticmethod
    def _name(node: NamedNode | BlankNode | Triple) -> str:
        return node.value if isinstance(node, NamedNode) else str(node)


def _by_language(label: Label) -> int:
    return LANGUAGES.index(label.language) if label.language in LANGUAGES else len(LANGUAGES)
