"""A document as a page: its text with every fact marked where it stands, and what was missed.

One file of HTML without scripts, so that it opens anywhere and can be mailed. Words of a fact are
a link to the fact; hovering tells what it says. What no fact used is underlined.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from kg.extraction.coverage import Coverage, Gap
from kg.model.document import Document
from kg.model.fact import Fact
from kg.model.mention import Entity, Qualifier, Quantity
from kg.model.span import Span
from kg.model.terminology import Terminology

_HEAD = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem;
  box-sizing: border-box;
  color: #1c1c1c; background: #fff }}
main {{ display: grid; gap: 2rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) }}
@media (max-width: 60rem) {{ main {{ grid-template-columns: minmax(0, 1fr) }} }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere }}
a.value {{ background: #cfe8ff }} a.thing {{ background: #e2f4d8 }}
a.value, a.thing {{ color: inherit; text-decoration: none; border-radius: .2em }}
a:focus-visible, li:target {{ outline: 2px solid #06c }}
u {{ text-decoration: underline wavy #b42318; text-underline-offset: .2em }}
.facts {{ align-self: start; max-height: 95vh; overflow: auto; position: sticky; top: 1rem }}
ol {{ padding-left: 2.5rem; font-size: .9rem }} li {{ margin-bottom: .3rem }}
small {{ color: #595959 }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e8e8e8; background: #161616 }}
  a.value {{ background: #123a5e }} a.thing {{ background: #244518 }}
  small {{ color: #a8a8a8 }} u {{ text-decoration-color: #ff8a80 }} }}
</style></head><body>
<h1>{title}</h1>
<p>{summary}. Words of a <a class="value">value or time</a> and of a <a class="thing">thing</a>
lead to their fact; <u>underlined</u> is what no fact used.</p>
<main>
"""
_CONTENTS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Documents</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem }
small { color: #595959; display: block } li { margin-bottom: .5rem }
</style></head><body>
<h1>Documents</h1>
<ul>
"""
_VALUES = frozenset({"value", "time", "option", "object"})
_THINGS = frozenset({"mention", "subject", "speaker", "group"})


def page(
    document: Document, facts: Sequence[Fact], found: Coverage, terminology: Terminology
) -> str:
    """Return the page of one document as HTML."""
    lines = [described(fact, terminology, document.language) for fact in facts]
    head = _HEAD.format(
        language=escape(document.language),
        title=escape(document.name),
        summary=summary(facts, found),
    )
    text = "".join(_pieces(document.text, facts, lines, found.gaps))
    rows = "\n".join(
        f'<li id="fact-{number}">{escape(line)}'
        f" <small>{escape(fact.rule)}, {fact.tier}</small></li>"
        for number, (fact, line) in enumerate(zip(facts, lines, strict=True), 1)
    )
    return (
        f'{head}<div class="text">{text}</div>\n'
        f"<div class='facts'><h2>Facts</h2><ol>\n{rows}\n</ol></div>\n</main></body></html>\n"
    )


def summary(facts: Sequence[Fact], found: Coverage) -> str:
    """Return in words how many facts a document has, and how much of it they used."""
    used = ", ".join(
        f"{some} of {every} {kind}"
        for kind, (some, every) in zip(
            ("figures", "dates", "names in brackets", "list items"), found.counts, strict=True
        )
    )
    return f"{len(facts)} fact{'' if len(facts) == 1 else 's'}; used: {used}"


def contents(pages: Iterable[tuple[str, str, str]]) -> str:
    """Return the page that leads to others, each given by its address, its name and its summary."""
    rows = "\n".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a> <small>{escape(words)}</small></li>'
        for address, name, words in pages
    )
    return f"{_CONTENTS}{rows}\n</ul></body></html>\n"


def described(fact: Fact, terminology: Terminology, language: str = "") -> str:
    """Return a fact in one line, its things named in a language where they have a name in it."""
    subject = _name(fact.subject, language)
    if fact.kind == "entity":
        return f"{subject}: {', '.join(_label(curie, terminology) for curie in fact.subject.types)}"
    parts = [subject, f"· {_label(fact.predicate, terminology)} ·"]
    if fact.quantity:
        parts.append(_amount(fact.quantity))
    elif isinstance(fact.object, Entity):
        parts.append(_name(fact.object, language))
    elif fact.object is not None:
        parts.append(fact.object)
    parts += [f"({part})" for part in (fact.time, fact.measure) if part]
    parts += [f"[{key}: {text}]" for key, text in fact.dimension]
    if fact.modality != "actual":
        parts.append(f"({fact.modality})")
    if fact.speaker:
        parts.append(f"— {_name(fact.speaker, language)}")
    return " ".join(parts)


def _name(entity: Entity, language: str) -> str:
    own = (label.text for label in entity.labels if label.language == language)
    return next(own, entity.name)


def _amount(quantity: Quantity) -> str:
    ends = [f"{end:,}" for end in (quantity.value, quantity.maximum) if end is not None]
    qualifier = "" if quantity.qualifier is Qualifier.EXACT else quantity.qualifier.value
    per = f"per {quantity.per}" if quantity.per else ""
    return " ".join(part for part in (qualifier, "–".join(ends), quantity.unit, per) if part)


def _label(curie: str, terminology: Terminology) -> str:
    term = terminology.classes.get(curie) or terminology.properties.get(curie)
    return term.label if term and term.label else curie


def _pieces(
    text: str, facts: Sequence[Fact], lines: Sequence[str], gaps: Iterable[Gap]
) -> Iterator[str]:
    """Yield the text cut where a mark begins or ends; of overlapping marks the shortest shows."""
    marks = [(gap.span, ("<u>", "</u>")) for gap in gaps]
    for number, (fact, line) in enumerate(zip(facts, lines, strict=True), 1):
        for evidence in fact.evidence:
            kind = "value" if evidence.role in _VALUES else "thing"
            if evidence.role in _VALUES | _THINGS or fact.kind == "document":
                opening = f'<a class="{kind}" href="#fact-{number}" title="{escape(line)}">'
                marks.append((evidence.span, (opening, "</a>")))
    for span, tags in _shortest(text, marks):
        words = escape(span.of(text), quote=False)
        yield f"{tags[0]}{words}{tags[1]}" if tags else words


def _shortest(
    text: str, marks: Iterable[tuple[Span, tuple[str, str]]]
) -> Iterator[tuple[Span, tuple[str, str] | None]]:
    """Yield the whole text in stretches, each with the shortest mark that covers it."""
    owner: list[int] = [-1] * len(text)
    ordered = sorted(marks, key=lambda mark: mark[0].start - mark[0].end)
    for index, (span, _) in enumerate(ordered):  # the longest first: shorter ones are put over it
        owner[span.start : span.end] = [index] * (span.end - span.start)
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or owner[position] != owner[start]:
            index = owner[start]
            yield Span(start, position), ordered[index][1] if index >= 0 else None
            start = position
