"""What all pages for people are made of. They need no JavaScript."""

from decimal import Decimal
from html import escape

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocabulary import XSD, compact

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
td.number {{ text-align: right; white-space: nowrap }}
blockquote {{ margin: .3rem 0 .3rem 1rem; padding-left: .7rem; border-left: 3px solid #ccc }}
cite, .kinds {{ color: #555; font-style: normal; font-size: .85rem }}
pre {{ background: #f4f4f4; overflow: auto; padding: 1rem }}
</style></head><body><main>
<h1>{title}</h1>
"""
END = "</main></body></html>\n"
HOME = '<p><a href="/">Questions</a></p>\n'
_NUMBERS = frozenset([XSD.integer, XSD.decimal])


def begin(title: str) -> str:
    """Return the beginning of a page, up to and with its title."""
    return _HEAD.format(title=escape(title))


def link(iri: str, words: str, base: str) -> str:
    """Return words that lead to what is known of an IRI; data of ``base`` is shown from here."""
    address = "/" + iri[len(base) :].lstrip("/") if iri.startswith(base) else iri
    if not address.startswith(("/", "http://", "https://")):
        return escape(words)
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def term(value: Term | None, base: str) -> str:
    """Return a term of an answer."""
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        local = value.value.startswith(base)
        return link(value.value, value.value[len(base) :] if local else compact(value.value), base)
    if isinstance(value, Literal):
        language = f' lang="{escape(value.language)}"' if value.language else ""
        return f"<span{language}>{escape(value.value)}</span>"
    return escape(str(value))


def cell(value: Term | None, base: str) -> str:
    """Return a cell of a table; numbers have their thousands apart."""
    if isinstance(value, Literal) and value.datatype in _NUMBERS:
        try:
            return f'<td class="number">{Decimal(value.value):,f}</td>'
        except ArithmeticError:
            pass  # no number, whatever its datatype says
    return f"<td>{term(value, base)}</td>"
