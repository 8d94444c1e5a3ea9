"""HTML for people: the front page, a table of rows, a thing. Needs no JavaScript."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    Triple,
)

from kg.querying.canned import CannedQuery
from kg.vocabulary import PREFIXES, compact

Term = NamedNode | BlankNode | Literal | Triple

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 100rem;
  padding: 0 1rem }}
main {{ overflow-x: auto }}
table {{ border-collapse: collapse }}
td, th {{ border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left;
  vertical-align: top }}
table:has(.sentence) {{ font-size: .85rem }} .sentence {{ min-width: 18rem }}
pre {{ background: #f4f4f4; overflow: auto; padding: 1rem }}
</style></head><body><main>
<h1>{title}</h1>
"""
_TAIL = "</main></body></html>\n"
_WIDE = ' class="sentence"'
_HOME = '<p><a href="/">Questions</a></p>\n'


def front_page(queries: Sequence[CannedQuery], endpoint: str) -> str:
    """Return the page that says what is here and how to connect."""
    rows = "".join(
        f'<tr><td><a href="queries/{escape(query.name)}">{escape(query.name)}</a></td>'
        f"<td>{escape(query.summary)}</td></tr>\n"
        for query in queries
    )
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items()))
    address = escape(endpoint)
    return (
        _HEAD.format(title="Policy knowledge graph")
        + f"""<p>What policy documents state, each fact with the sentence that states it.</p>
<h2>Questions</h2><table>{rows}</table>
<h2>SPARQL</h2>
<form action="sparql" method="get"><p><label for="query">Query</label></p>
<p><textarea id="query" name="query" rows="8" cols="80">
SELECT ?type (COUNT(DISTINCT ?thing) AS ?things)
WHERE {{ ?thing a ?type }} GROUP BY ?type ORDER BY DESC(?things)</textarea></p>
<p><button>Ask</button></p></form>
<h2>Connect</h2>
<pre>curl {address} --data-urlencode 'query=ASK {{}}'</pre>
<pre>from SPARQLWrapper import SPARQLWrapper
endpoint = SPARQLWrapper("{address}")</pre>
<h2>Prefixes</h2><pre>{escape(prefixes)}</pre>
"""
        + _TAIL
    )


def problem_page(members: Mapping[str, object]) -> str:
    """Return the page that tells what went wrong, where, and what to do."""
    place = ""
    if "line" in members:
        place = f" (line {members['line']}, column {members['column']})"
    detail = f"<p>{escape(str(members['detail']))}{place}</p>" if "detail" in members else ""
    remedy = f"<p>{escape(str(members['remedy']))}</p>" if "remedy" in members else ""
    title = escape(str(members["title"]))
    return (
        _HEAD.format(title=title) + detail + remedy + f"<p>{members['status']}</p>" + _HOME + _TAIL
    )


def rows_page(
    answer: QuerySolutions | QueryBoolean,
    base: str,
    counted: Callable[[QuerySolutions], Iterable[QuerySolution]],
) -> Iterator[str]:
    """Yield the page of an answer, a row at a time; ``counted`` sees the rows on their way."""
    yield _HEAD.format(title="Answer") + _HOME
    if isinstance(answer, QueryBoolean):
        yield f"<p>{'yes' if answer else 'no'}</p>"
    else:
        names = [variable.value for variable in answer.variables]
        yield f"<table><tr>{''.join(map(_column, names))}</tr>\n"
        for solution in counted(answer):
            cells = "".join(f"<td>{_term(term, base)}</td>" for term in solution)
            yield f"<tr>{cells}</tr>\n"
        yield "</table>"
    yield _TAIL


def _column(name: str) -> str:
    """Return the head of a column; that of sentences says that they need room."""
    return f"<th{_WIDE if name == 'sentence' else ''}>{escape(name)}</th>"


def thing_page(iri: str, triples: Iterable[Triple], base: str) -> str:
    """Return the page of a thing: what is said about it, and what points to it."""
    said, pointing = [], []
    labels: Mapping[str, str] = {}
    for triple in triples:
        subject, predicate, object_ = triple
        link = _term(predicate, base)
        if isinstance(subject, NamedNode) and subject.value == iri:
            said.append(f"<tr><th>{link}</th><td>{_term(object_, base)}</td></tr>\n")
            if compact(predicate.value) in {"skos:prefLabel", "dct:title"}:
                labels = {**labels, getattr(object_, "language", None) or "": str(object_.value)}
        else:
            pointing.append(f"<tr><td>{_term(subject, base)}</td><th>{link}</th></tr>\n")
    title = labels.get("en") or next(iter(labels.values()), iri)
    forms = " · ".join(
        f'<a rel="alternate" type="{type_}" href="?format={quote(type_, safe="")}">{name}</a>'
        for name, type_ in (("Turtle", "text/turtle"), ("JSON-LD", "application/ld+json"))
    )
    return (
        _HEAD.format(title=escape(title))
        + _HOME
        + f"<p>{escape(iri)} · {forms}</p><table>{''.join(said)}</table>"
        + (f"<h2>Points here</h2><table>{''.join(pointing)}</table>" if pointing else "")
        + _TAIL
    )


def _term(term: Term | None, base: str) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        local = term.value.startswith(base)
        # Data is shown from this server, whatever base it is published under.
        address = "/" + term.value[len(base) :] if local else term.value
        words = term.value[len(base) :] if local else compact(term.value)
        if not address.startswith(("/", "http://", "https://")):
            return escape(words)
        return f'<a href="{escape(address)}">{escape(words)}</a>'
    if isinstance(term, Literal):
        language = f' lang="{escape(term.language)}"' if term.language else ""
        return f"<span{language}>{escape(term.value)}</span>"
    return escape(str(term))
