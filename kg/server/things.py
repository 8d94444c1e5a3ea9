"""The page of a thing: its names, what documents say about it, and what it is linked with."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.querying.grounds import Ground, Quote, grounds, name
from kg.server.markup import END, HOME, begin, link, term
from kg.vocabulary import KG, RDF, RDFS, SKOS, compact

_NAMES = (SKOS.prefLabel, RDFS.label, SKOS.altLabel)
_LANGUAGES = {"en": "English", "zh-hant": "繁體中文", "zh-hans": "简体中文"}
_MOST = 500  # facts that are shown
# What a fact says of the thing is told in words; its own triples tell it to programs.
_OF_FACTS = frozenset([RDF.subject, RDF.object, KG.observedFor, KG.speaker])
_FORMS = (("Turtle", "text/turtle"), ("JSON-LD", "application/ld+json"))


def thing_page(store: Store, iri: str, triples: Iterable[Triple], base: str) -> str:
    """Return the page of a thing of which ``triples`` tell, as subject or as object."""
    node = NamedNode(iri)
    told = list(triples)
    said = [triple for triple in told if triple.subject == node]
    pointing = [triple for triple in told if triple.subject != node]
    facts = grounds(store, node)
    return "".join([
        begin(_title(store, node, facts)),
        HOME,
        f"<p>{_kinds(store, said, base)}{escape(iri)} · {_forms()}</p>",
        *_names(said),
        *_facts(node, facts, base),
        *_links(store, said, pointing, base),
        END,
    ])  # fmt: skip


def _title(store: Store, node: NamedNode, facts: Sequence[Ground]) -> str:
    """Return the name of a thing, or what a fact says."""
    return facts[0].words if facts and facts[0].fact == node else name(store, node)


def _kinds(store: Store, said: Iterable[Triple], base: str) -> str:
    kinds = [triple.object for triple in said if triple.predicate == RDF.type]
    words = ", ".join(link(kind.value, name(store, kind), base)
                      for kind in kinds if isinstance(kind, NamedNode))  # fmt: skip
    return f'<span class="kinds">{words}</span><br>' if words else ""


def _forms() -> str:
    return " · ".join(
        f'<a rel="alternate" type="{type_}" href="?format={quote(type_, safe="")}">{words}</a>'
        for words, type_ in _FORMS
    )


def _names(said: Iterable[Triple]) -> Iterator[str]:
    """Yield a row of names for each language, the preferred one first."""
    named: dict[str, dict[str, None]] = {}
    for predicate in _NAMES:
        for triple in said:
            if triple.predicate == predicate and isinstance(triple.object, Literal):
                language = triple.object.language or ""
                named.setdefault(language, {})[triple.object.value] = None
    if named:
        yield "<h2>Names</h2><table>"
        for language, words in sorted(named.items()):
            told = escape(" · ".join(words))
            head = f"<th>{_LANGUAGES.get(language, escape(language))}</th>"
            yield f'<tr>{head}<td lang="{escape(language)}">{told}</td></tr>'
        yield "</table>"


def _facts(node: NamedNode, facts: Sequence[Ground], base: str) -> Iterator[str]:
    """Yield what documents say, each fact with its sentences; then where the thing is named."""
    stated = [fact for fact in facts if fact.words]
    if stated:
        yield "<h2>What documents say</h2>"
    for fact in stated[:_MOST]:
        doubt = " (candidate)" if fact.tier == "C" else ""
        words = escape(fact.words) if fact.fact == node else link(fact.fact.value, fact.words, base)
        yield f"<p>{words}{doubt}</p>"
        yield from map(_quoted, fact.quotes)
    if len(stated) > _MOST:
        yield f"<p>{len(stated) - _MOST:,} more: ask with SPARQL, or with kg why.</p>"
    yield from _named([quote for fact in facts if not fact.words for quote in fact.quotes])


def _named(quotes: Iterable[Quote]) -> Iterator[str]:
    """Yield a row for each document: where in it the thing is named."""
    places: dict[str, list[str]] = {}
    for named in quotes:
        places.setdefault(named.document, []).append(f"{named.start}–{named.end}")
    if places:
        yield "<h2>Named in</h2><table>"
        for document, ranges in places.items():
            yield _row(escape(document), escape(", ".join(ranges[:_MOST])))
        yield "</table>"


def _quoted(quote: Quote) -> str:
    pieces, last = [], 0
    for start, end in quote.marks:
        pieces += [
            escape(quote.words[last:start]),
            f"<mark>{escape(quote.words[start:end])}</mark>",
        ]
        last = end
    pieces.append(escape(quote.words[last:]))
    return f"<blockquote>{''.join(pieces)} {_place(quote)}</blockquote>"


def _place(quote: Quote) -> str:
    return f"<cite>{escape(quote.document)}, {quote.start}–{quote.end}</cite>"


def _links(
    store: Store, said: Sequence[Triple], pointing: Sequence[Triple], base: str
) -> Iterator[str]:
    """Yield what else is said of the thing, and of others with it."""
    rows = [
        _row(_word(store, triple.predicate, base), _word(store, triple.object, base))
        for triple in said
        if triple.predicate not in _NAMES and triple.predicate != RDF.type
    ]
    if rows:
        yield f"<h2>Properties</h2><table>{''.join(rows)}</table>"
    rows = [
        _row(_word(store, triple.predicate, base), _word(store, triple.subject, base))
        for triple in pointing
        if triple.predicate not in _OF_FACTS
    ]
    if rows:
        yield f"<h2>Points here</h2><table>{''.join(rows)}</table>"


def _row(head: str, told: str) -> str:
    return f"<tr><th>{head}</th><td>{told}</td></tr>\n"


def _word(store: Store, value: object, base: str) -> str:
    """Return a term by its name, where it has one here."""
    if isinstance(value, NamedNode):
        words = name(store, value)
        if words != compact(value.value):
            return link(value.value, words, base)
    return term(value, base)  # type: ignore[arg-type]  # any term
