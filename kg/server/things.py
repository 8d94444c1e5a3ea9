"""The page of a thing: its names, what documents say about it, and what it is linked with.

A thing may have any number of facts: a page shows the beginning, and links to a query for the rest.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.querying.grounds import ABOUT, Ground, Quote, facts_about, grounds, name
from kg.server.markup import END, HOME, begin, link, term
from kg.vocabulary import KG, RDF, RDFS, SKOS, compact

_NAMES = (SKOS.prefLabel, RDFS.label, SKOS.altLabel)
_LANGUAGES = {"en": "English", "zh-hant": "繁體中文", "zh-hans": "简体中文"}
_MOST = 500  # rows of each part
_COUNTED = 50_000  # what is looked at to tell how many more there are: a fraction of a second
# What a fact says of the thing is told in words; its own triples tell it to programs.
_OF_FACTS = frozenset([RDF.subject, RDF.object, KG.observedFor, KG.speaker])
_ROLES = " ".join(map(str, ABOUT))
_FORMS = (("Turtle", "text/turtle"), ("JSON-LD", "application/ld+json"))


@dataclass(frozen=True, slots=True)
class _Page:
    """What the parts of a page share; ``limit`` is that of rows of an answer."""

    store: Store
    node: NamedNode
    base: str
    limit: int | None

    @property
    def most(self) -> int:
        """How many rows a part has."""
        return _MOST if self.limit is None else min(_MOST, self.limit)


def thing_page(store: Store, node: NamedNode, base: str, limit: int | None = None) -> str:
    """Return the page of a thing; an answer may have ``limit`` rows (None: any number)."""
    page = _Page(store, node, base, limit)
    facts = grounds(store, node, page.most)
    return "".join([
        begin(_title(store, node, facts)),
        HOME,
        f"<p>{_kinds(page)}{escape(node.value)} · {_forms()}</p>",
        *_names(page),
        *_facts(page, facts),
        *_links(page),
        END,
    ])  # fmt: skip


def _title(store: Store, node: NamedNode, facts: Sequence[Ground]) -> str:
    """Return the name of a thing, or what a fact says."""
    return facts[0].words if facts and facts[0].fact == node else name(store, node)


def _kinds(page: _Page) -> str:
    kinds = (quad.object for quad in _said(page, RDF.type))
    words = ", ".join(
        link(kind.value, name(page.store, kind), page.base)
        for kind in islice(kinds, page.most)
        if isinstance(kind, NamedNode)
    )
    return f'<span class="kinds">{words}</span><br>' if words else ""


def _said(page: _Page, predicate: NamedNode | None = None) -> Iterator[Quad]:
    return page.store.quads_for_pattern(page.node, predicate, None, DefaultGraph())


def _forms() -> str:
    return " · ".join(
        f'<a rel="alternate" type="{type_}" href="?format={quote(type_, safe="")}">{words}</a>'
        for words, type_ in _FORMS
    )


def _names(page: _Page) -> Iterator[str]:
    """Yield a row of names for each language, the preferred one first."""
    named: dict[str, dict[str, None]] = {}
    for predicate in _NAMES:
        found = [quad.object for quad in islice(_said(page, predicate), page.most)]
        for label in sorted(found, key=str):
            if isinstance(label, Literal):
                named.setdefault(label.language or "", {})[label.value] = None
    if named:
        yield "<h2>Names</h2><table>"
        for language, words in sorted(named.items()):
            told = escape(" · ".join(words))
            head = f"<th>{_LANGUAGES.get(language, escape(language))}</th>"
            yield f'<tr>{head}<td lang="{escape(language)}">{told}</td></tr>'
        yield "</table>"


def _facts(page: _Page, facts: Sequence[Ground]) -> Iterator[str]:
    """Yield what documents say, each fact with its sentences; then where the thing is named."""
    stated = [fact for fact in facts if fact.words]
    if stated:
        yield "<h2>What documents say</h2>"
    for fact in stated:
        doubt = " (candidate)" if fact.tier == "C" else ""
        own = fact.fact == page.node
        words = escape(fact.words) if own else link(fact.fact.value, fact.words, page.base)
        yield f"<p>{words}{doubt}</p>"
        yield from map(_quoted, fact.quotes)
    if len(facts) == page.most:
        known = sum(1 for _ in islice(facts_about(page.store, page.node), _COUNTED))
        pattern = f"VALUES ?role {{ {_ROLES} }} ?fact ?role {page.node}"
        yield _rest(page, known - len(facts), "?fact ?role", pattern, whole=known < _COUNTED)
    yield from _named([quote for fact in facts if not fact.words for quote in fact.quotes])
    pattern = f"?fact {RDF.subject} {page.node} ; {KG.evidence} ?place"
    yield _rest(page, sum(fact.more for fact in facts), "?fact ?place", pattern)


def _rest(page: _Page, more: int, columns: str, pattern: str, *, whole: bool = True) -> str:
    """Return how many more there are, and a link to a query for them; nothing where none are."""
    if not more:
        return ""
    limit = "" if page.limit is None else f" LIMIT {page.limit}"
    query = quote(f"SELECT {columns} {{ {pattern} }}{limit}", safe="")
    number = f"{more:,} more" if whole else f"More than {more:,} more"
    words = "ask for all" if page.limit is None else f"ask for {page.limit:,}"
    return f'<p>{number}: <a href="/sparql?query={query}">{words}</a>.</p>'


def _named(quotes: Iterable[Quote]) -> Iterator[str]:
    """Yield a row for each document: where in it the thing is named."""
    places: dict[str, list[str]] = {}
    for named in quotes:
        places.setdefault(named.document, []).append(f"{named.start}–{named.end}")
    if places:
        yield "<h2>Named in</h2><table>"
        for document, ranges in places.items():
            yield _row(escape(document), escape(", ".join(ranges)))
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


def _links(page: _Page) -> Iterator[str]:
    """Yield what else is said of the thing, and of others with it."""
    node, hidden = page.node, {*_NAMES, RDF.type}
    yield from _table(
        page,
        "Properties",
        _said(page),
        hidden,
        lambda quad: quad.object,
        f"{node} ?property ?value",
    )
    pointing = page.store.quads_for_pattern(None, None, node, DefaultGraph())
    yield from _table(
        page, "Points here", pointing, _OF_FACTS, lambda quad: quad.subject,
        f"?value ?property {node}",
    )  # fmt: skip


def _table(
    page: _Page,
    title: str,
    quads: Iterable[Quad],
    hidden: Collection[NamedNode],
    other: Callable[[Quad], object],
    pattern: str,
) -> Iterator[str]:
    """Yield a table of properties and values, without those that are ``hidden``."""
    looked_at = list(islice(quads, _COUNTED))
    wanted = [quad for quad in looked_at if quad.predicate not in hidden]
    if not wanted:
        return
    yield f"<h2>{title}</h2><table>"
    for quad in sorted(wanted[: page.most], key=str):
        told = _word(page.store, other(quad), page.base)
        yield _row(_word(page.store, quad.predicate, page.base), told)
    yield "</table>"
    more = max(len(wanted) - page.most, 0)
    pattern += f" FILTER(?property NOT IN ({', '.join(sorted(map(str, hidden)))}))"
    yield _rest(page, more, "?property ?value", pattern, whole=len(looked_at) < _COUNTED)


def _row(head: str, told: str) -> str:
    return f"<tr><th>{head}</th><td>{told}</td></tr>\n"


def _word(store: Store, value: object, base: str) -> str:
    """Return a term by its name, where it has one here."""
    if isinstance(value, NamedNode):
        words = name(store, value)
        if words != compact(value.value):
            return link(value.value, words, base)
    return term(value, base)  # type: ignore[arg-type]  # any term
