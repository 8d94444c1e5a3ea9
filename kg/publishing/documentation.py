"""The ontology as one page of HTML: for people, in three languages, with no need of a network.

Each term has an anchor with its local name, so that ``https://w3id.org/policy-kg/ontology#City``
ends at the right place wherever the page is served. The hints by which names are recognised are
folded away, since some are long.

pyLODE 3.2 makes such pages too. Of this ontology it makes one that runs the labels of all languages
together, tells no language from another, derives anchors from labels (``#entity`` for
``kg:Entity``), and leaves out the indicators; so it is what the tests compare with.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from kg.errors import KgError
from kg.graph.terms import CLASS, INDICATOR, INDIVIDUAL, PROPERTIES, Ontology, Term
from kg.model.terminology import Label
from kg.publishing.files import written

SECTIONS = (
    ("classes", "Classes", (CLASS,)),
    ("relations", "Relations between things", PROPERTIES[:1]),
    ("attributes", "Words, figures and dates", PROPERTIES[1:2]),
    ("annotations", "Annotations", PROPERTIES[2:]),
    ("indicators", "Indicators", (INDICATOR,)),
    ("individuals", "Individuals", (INDIVIDUAL,)),
)
_STYLE = Path(__file__).with_suffix(".css")
_ABOUT = (  # what is told of the whole, and how it is called
    ("owl:versionInfo", "version"),
    ("dct:modified", "modified"),
    ("dct:creator", "by"),
    ("dct:rights", "rights"),
    ("vann:preferredNamespacePrefix", "prefix"),
    ("vann:preferredNamespaceUri", "namespace"),
    ("dct:bibliographicCitation", "cite as"),
    ("skos:changeNote", "changes"),
)


def publish(ontology: Ontology, target: Path) -> Path:
    """Write the page to the file ``target``, or to ``index.html`` in the folder of that name.

    A name that ends in ``.html`` is a file. Returns the file, which appears whole or not at all;
    raises KgError where it cannot be written.
    """
    file = target if target.suffix in {".html", ".htm"} else target / "index.html"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"cannot write {file}: {error.strerror}", "choose another place") from error
    with written(file) as output:
        output.write(page(ontology).encode())
    return file


def page(ontology: Ontology) -> str:
    """Return the page; the same ontology gives the same page."""
    return "".join(_page(ontology))


def _page(ontology: Ontology) -> Iterator[str]:
    titles = ontology.about.get("dct:title", ())
    title = escape(titles[0].text if titles else ontology.iri)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        # Nothing is fetched: no script, no font, no picture, now or by a later slip.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
    )
    present = [(id_, name, kinds) for id_, name, kinds in SECTIONS if ontology.described(*kinds)]
    yield "<body>\n<nav>\n"
    for id_, name, kinds in present:
        yield f'<h2><a href="#section-{id_}">{name}</a></h2>\n{_tree(ontology, kinds)}'
    yield f"</nav>\n<main>\n<h1>{title}</h1>\n{_head(ontology, titles[1:])}"
    for id_, name, kinds in present:
        terms = ontology.described(*kinds)
        yield f'<section id="section-{id_}">\n<h2>{name} <small>({len(terms)})</small></h2>\n'
        yield from (_article(ontology, term) for term in terms)
        yield "</section>\n"
    yield f"{_others(ontology)}</main>\n</body>\n</html>\n"


def _tree(ontology: Ontology, kinds: Sequence[str]) -> str:
    """Return nested lists of links; the depth changes by one step down, any number up."""
    pieces, depth = [], -1
    for level, term, elsewhere in ontology.tree(*kinds):
        pieces.append("<ul><li>" if level > depth else "</li></ul>" * (depth - level) + "</li><li>")
        pieces.append(f"{_link(ontology, term.curie)}{' …' if elsewhere else ''}")
        depth = level
    return "".join([*pieces, "</li></ul>" * (depth + 1), "\n"])


def _head(ontology: Ontology, titles: Iterable[Label]) -> str:
    said = [(name, ontology.about.get(key, ())) for key, name in _ABOUT]
    rows = [("IRI", [f"<code>{escape(ontology.iri)}</code>"])]
    rows += [(name, [_in_language(label) for label in labels]) for name, labels in said]
    descriptions = "".join(
        f"<p>{_in_language(label)}</p>\n" for label in ontology.about.get("dct:description", ())
    )
    return (
        f"<p>{' · '.join(map(_in_language, titles))}</p>\n{descriptions}"
        f'<div class="meta">{_list(rows)}</div>\n'
    )


def _article(ontology: Ontology, term: Term) -> str:
    labels = " ".join(_in_language(label) for label in _once(term.labels))
    definitions = "".join(map(_in_language, term.definitions))
    mark = ' class="deprecated"' if term.deprecated else ""
    anchor = escape(term.local)
    return (
        f'<article id="{anchor}"{mark}>\n<h3><a href="#{anchor}">{anchor}</a> {labels}</h3>\n'
        f'<p class="definition">{definitions}</p>\n{_list(_rows(ontology, term))}</article>\n'
    )


def _rows(ontology: Ontology, term: Term) -> Iterator[tuple[str, list[str]]]:
    def links(curies: Iterable[str]) -> list[str]:
        return [_link(ontology, curie) for curie in curies]

    yield "example", [_in_language(label) for label in term.examples]
    yield "note", [_in_language(label) for label in term.notes]
    yield "use instead", links(term.replaced_by)
    yield "logic", [escape(", ".join(term.facets))] if term.facets else []
    yield "kind of", links(term.parents)
    yield "kinds", links(ontology.children(term.curie))
    yield "from", links(term.domain)
    yield "to", links(term.range)
    if term.kind == CLASS:
        yield "has", links(ontology.with_domain(term.curie))
        yield "object of", links(ontology.with_range(term.curie))
        yield (
            "inherits",
            [
                _folded(f"{len(properties)} of {above.removeprefix('kg:')}", links(properties))
                for above in ontology.ancestors(term.curie)
                if (properties := ontology.with_domain(above))
            ],
        )
        yield "members", links(ontology.members(term.curie))
    yield "corresponds to", [f"{_link(ontology, other)} ({m})" for m, other in term.alignments]
    hints = [*term.suffixes, *term.heads]
    if hints:
        yield "recognised by", [_folded(f"{len(hints)} words", map(escape, hints))]
    yield "IRI", [f"<code>{escape(term.iri)}</code>"]


def _others(ontology: Ontology) -> str:
    """Return the terms of other vocabularies that are used but not described here."""
    terms = [term for term in ontology.terms.values() if not term.labels]
    rows = [
        f'<li id="{escape(term.curie)}"><a href="{escape(term.iri)}">{escape(term.curie)}</a> '
        f"({term.kind})</li>\n"
        for term in terms
    ]
    name = "Terms of other vocabularies that are used as they are"
    return (
        f'<section id="section-others">\n<h2>{name}</h2>\n<ul>\n{"".join(rows)}</ul>\n</section>\n'
    )


def _link(ontology: Ontology, curie: str) -> str:
    """Return a link to the term's place on this page, or to another vocabulary's term."""
    term = ontology.terms.get(curie)
    if term is not None:
        return f'<a href="#{escape(term.local)}">{escape(term.local)}</a>'
    prefix, _, local = curie.partition(":")
    iri = ontology.prefixes[prefix] + local if prefix in ontology.prefixes else curie
    return f'<a href="{escape(iri)}">{escape(curie)}</a>'


def _list(rows: Iterable[tuple[str, list[str]]]) -> str:
    pieces = []
    for name, values in rows:
        if values:
            cell = (
                values[0] if len(values) == 1 else f"<ul><li>{'</li><li>'.join(values)}</li></ul>"
            )
            pieces.append(f"<dt>{name}</dt><dd>{cell}</dd>\n")
    return f"<dl>\n{''.join(pieces)}</dl>\n"


def _folded(summary: str, values: Iterable[str]) -> str:
    return f"<details><summary>{escape(summary)}</summary> {', '.join(values)}</details>"


def _in_language(label: Label) -> str:
    known = f' lang="{escape(label.language)}"' if label.language else ""
    return f"<span{known}>{escape(label.text)}</span>"


def _once(labels: Sequence[Label]) -> list[Label]:
    """Return the labels; one that both Chinese scripts write alike is there once."""
    texts: dict[str, Label] = {}
    for label in labels:
        known = label.text in texts and label.language.startswith("zh")
        texts[label.text] = Label(label.text, "zh") if known else label
    return list(texts.values())
