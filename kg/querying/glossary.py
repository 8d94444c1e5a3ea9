"""The terms of the ontology for a terminal: found by any of their names, listed, told in full."""

from collections.abc import Iterator, Sequence

from kg.errors import NotFound
from kg.graph.terms import CLASS, INDICATOR, PROPERTIES, Ontology, Term, text
from kg.model.terminology import Label
from kg.querying.search import key, near
from kg.querying.tables import GAP, cut, display_width, wrapped
from kg.querying.usage import Use, question

LISTS = {"classes": (CLASS,), "properties": PROPERTIES, "indicators": (INDICATOR,)}
_INDENT = "  "
_HEAD = 13  # columns for the names of what is told of a term
_ENDLESS = 1 << 20


def find(ontology: Ontology, words: str) -> list[Term]:
    """Return the terms that ``words`` name: a CURIE, an IRI, a local name, or a label.

    Labels are compared folded, so that either script and any case will do; several terms may have
    one name. A term of another vocabulary stands for ours that are tied to it. NotFound suggests
    the nearest names.
    """
    terms = ontology.described()
    found = [term for term in terms if words in (term.curie, term.iri)]
    found = found or [term for term in terms if key(words) in map(key, _names(term))]
    found = found or [term for term in terms if words in _ties(term)]
    if not found:
        raise NotFound(f"no term of the ontology is called {words!r}", _remedy(terms, words))
    return found


def overview(ontology: Ontology, width: int | None) -> str:
    """Return what the ontology is, and its classes with their labels as a tree."""
    said = {name: text(labels, "en") for name, labels in ontology.about.items()}
    numbers = ", ".join(f"{len(ontology.described(*kinds))} {n}" for n, kinds in LISTS.items())
    rows = [
        (depth, term, " · ".join(_once(term.labels)) + (" …" if elsewhere else ""))
        for depth, term, elsewhere in ontology.tree(CLASS)
    ]
    return _lines(
        [
            f"{said.get('dct:title', '')} {said.get('owl:versionInfo', '')}",
            ontology.iri,
            numbers,
            "",
            *wrapped(said.get("dct:description", ""), width or _ENDLESS),
            "",
            *_tree(rows, width),
        ]
    )


def listing(ontology: Ontology, kinds: Sequence[str], language: str, width: int | None) -> str:
    """Return the terms of some kinds as a tree, each with label and definition."""
    shown = [(depth, term) for depth, term, _ in ontology.tree(*kinds)]
    cells = [(text(term.labels, language), _reach(term)) for _, term in shown]
    widths = [max(map(display_width, column), default=0) for column in zip(*cells, strict=True)]
    rows = []
    for (depth, term), row in zip(shown, cells, strict=True):
        beside = [_filled(cell, w) for cell, w in zip(row, widths, strict=True) if w]
        rows.append((depth, term, GAP.join([*beside, _told(term, language)])))
    return _lines(_tree(rows, width))


def entry(ontology: Ontology, term: Term, use: Use | None, width: int | None) -> str:
    """Return all that is known of a term; a ``use`` of None is left out."""
    room = (width or _ENDLESS) - _HEAD
    lines = [f"{term.curie}{GAP}{' · '.join(_once(term.labels))}"]
    for name, values in _told_in_full(ontology, term, use):
        folded = [line for value in values for line in wrapped(value, max(room, _HEAD))]
        heads = [name, *[""] * (len(folded) - 1)]
        lines += [f"{head:<{_HEAD}}{line}" for head, line in zip(heads, folded, strict=False)]
    return _lines(lines)


def _told_in_full(
    ontology: Ontology, term: Term, use: Use | None
) -> Iterator[tuple[str, list[str]]]:
    yield "", [term.iri]
    yield "is a", [", ".join((term.kind, *term.facets))]
    if term.deprecated:
        yield "deprecated", [f"use {', '.join(term.replaced_by)}" if term.replaced_by else "yes"]
    yield "labels", [f"{label.text} ({label.language})" for label in term.labels]
    yield "definition", [label.text for label in term.definitions]
    yield "example", [label.text for label in term.examples]
    yield "note", [label.text for label in term.notes]
    yield from _ties_in_words(ontology, term)
    yield "recognised", _hints(term)
    if use is not None:
        yield "used", [_used(term, use)]
        yield "for example", [" — ".join(example) for example in use.examples]
    if asked := question(ontology, term):
        yield "query", [f"kg sparql '{asked}'"]


def _ties_in_words(ontology: Ontology, term: Term) -> Iterator[tuple[str, list[str]]]:
    yield "under", [", ".join(term.parents)] if term.parents else []
    yield "above", _joined(ontology.children(term.curie))
    yield "relates", [f"{_or(term.domain)} → {_or(term.range)}"] * bool(term.domain or term.range)
    if term.kind == CLASS:
        yield "has", _joined(ontology.with_domain(term.curie))
        yield "object of", _joined(ontology.with_range(term.curie))
        inherited = [
            f"{len(properties)} properties of {above}"
            for above in ontology.ancestors(term.curie)
            if (properties := ontology.with_domain(above) + ontology.with_range(above))
        ]
        yield "inherits", [f"{', '.join(inherited)}"] if inherited else []
        yield "members", _joined(ontology.members(term.curie))
    yield "aligned", [f"{kind} {other}" for kind, other in term.alignments]


def _joined(curies: Sequence[str]) -> list[str]:
    return [", ".join(curies)] if curies else []


def _or(classes: Sequence[str]) -> str:
    return " and ".join(classes) or "anything"


def _hints(term: Term) -> list[str]:
    hints = (("names ending in", term.suffixes), ("lists called", term.heads))
    return [f"{what} {' '.join(words)}" for what, words in hints if words]


def _used(term: Term, use: Use) -> str:
    what = {CLASS: "thing", INDICATOR: "figure"}.get(term.kind, "triple")
    number = f"{use.count:,} {what}{'s' * (use.count != 1)}"
    return number if use.named is None else f"{number}, {use.named:,} of them in documents"


def _tree(rows: Sequence[tuple[int, Term, str]], width: int | None) -> list[str]:
    """Return a line for each term, indented by its depth, the words beside it in one column."""
    names = [_INDENT * depth + term.local for depth, term, _ in rows]
    column = max(map(len, names), default=0)
    lines = (
        f"{name:<{column}}{GAP}{words}" for name, (_, _, words) in zip(names, rows, strict=True)
    )
    return [line if width is None else cut(line, width) for line in lines]


def _reach(term: Term) -> str:
    """Return what a property relates, without prefixes; empty for other terms."""
    if term.kind not in PROPERTIES:
        return ""
    return f"{_or(term.domain)} → {_or(term.range)}".replace("kg:", "").replace("xsd:", "")


def _told(term: Term, language: str) -> str:
    return f"{'(deprecated) ' * term.deprecated}{text(term.definitions, language)}"


def _filled(words: str, width: int) -> str:
    return words + " " * (width - display_width(words))


def _once(labels: Sequence[Label]) -> list[str]:
    return list(dict.fromkeys(label.text for label in labels))


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _names(term: Term) -> list[str]:
    return [term.local, *(label.text for label in term.labels)]


def _ties(term: Term) -> tuple[str, ...]:
    return (*term.parents, *(other for _, other in term.alignments))


def _remedy(terms: Sequence[Term], words: str) -> str:
    owners = {key(name): term for term in reversed(terms) for name in _names(term)}
    close = dict.fromkeys(owners[name] for name in near(key(words), owners))
    shown = ", ".join(f"{term.curie} ({' · '.join(_once(term.labels))})" for term in close)
    return f"did you mean: {shown}?" if shown else "kg ontology lists the terms"
