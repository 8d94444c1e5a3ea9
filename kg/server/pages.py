"""HTML for people: the front page, a table of rows, a problem."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape

from pyoxigraph import QueryBoolean, QuerySolution, QuerySolutions

from kg.querying.canned import CannedQuery
from kg.server.markup import END, HOME, begin, cell
from kg.vocabulary import PREFIXES

_WIDE = ' class="sentence"'


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
        begin("Policy knowledge graph")
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
        + END
    )


def problem_page(members: Mapping[str, object]) -> str:
    """Return the page that tells what went wrong, where, and what to do."""
    place = ""
    if "line" in members:
        place = f" (line {members['line']}, column {members['column']})"
    detail = f"<p>{escape(str(members['detail']))}{place}</p>" if "detail" in members else ""
    remedy = f"<p>{escape(str(members['remedy']))}</p>" if "remedy" in members else ""
    title = begin(str(members["title"]))
    return title + detail + remedy + f"<p>{members['status']}</p>" + HOME + END


def rows_page(
    answer: QuerySolutions | QueryBoolean,
    base: str,
    counted: Callable[[QuerySolutions], Iterable[QuerySolution]],
    title: str = "",
) -> Iterator[str]:
    """Yield the page of an answer, a row at a time; ``counted`` sees the rows on their way."""
    yield begin(title or "Answer") + HOME
    if isinstance(answer, QueryBoolean):
        yield f"<p>{'yes' if answer else 'no'}</p>"
    else:
        names = [variable.value for variable in answer.variables]
        yield f"<table><tr>{''.join(map(_column, names))}</tr>\n"
        for solution in counted(answer):
            cells = "".join(cell(term, base) for term in solution)
            yield f"<tr>{cells}</tr>\n"
        yield "</table>"
    yield END


def _column(name: str) -> str:
    """Return the head of a column; that of sentences says that they need room."""
    return f"<th{_WIDE if name == 'sentence' else ''}>{escape(name)}</th>"
