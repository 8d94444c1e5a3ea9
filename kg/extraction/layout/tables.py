"""Tables: one figure per numeric cell, or one relation per cell of a table of names.

A figure's unit and scale come from its cell, else from the head of its column, of its row, or the
caption; its time from whichever of them is one. A row or column head that names a known thing is
the subject; else the document is, and the row's head tells its figures apart.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.layout import table_attributes, table_names, table_people
from kg.extraction.layout.grids import Grid, grids
from kg.extraction.layout.table_figures import (
    Figure,
    described,
    indicator,
    plain_head,
    scaled,
    words_of,
)
from kg.extraction.layout.table_rows import (
    are_things,
    begun_with,
    class_of,
    kind_of,
    measures,
    names_thing,
    over_measures,
    parts_of,
)
from kg.extraction.layout.table_times import period_in, time_of
from kg.extraction.numbers.table_units import counted, implied, is_sample, is_year, unit
from kg.extraction.passages.passage import Passage
from kg.extraction.surveys import questions
from kg.extraction.surveys.identity import is_survey, survey_entity
from kg.extraction.surveys.responses import reports_on_survey
from kg.extraction.surveys.samples import asked_unit, in_row
from kg.model.fact import Fact
from kg.model.mention import Entity, Quantity
from kg.text.folding import fold

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_COLON = re.compile(r"[:：|]|\s[-–—]\s|——")
_FEWEST_KNOWN = 2
_MEASURE = re.compile(
    r"^(?!(?:单位|單位|units?|in|source|note|来源|來源|注|註)\b|[单單]位)[^\W\d_]{2}", re.IGNORECASE
)


def find(
    texts: Sequence[Passage],
    subject: Entity,
    resolve: Resolve,
    mint: Mint,
    about: Entity | None = None,
    employs: Callable[[Entity], bool] = lambda _: True,
) -> list[Fact]:
    """Return the facts of a document's tables.

    ``subject`` is the document, ``about`` the body whose report on itself it is, if it is one;
    ``resolve`` gives the known thing that a text names, or None, ``mint`` makes a thing of words
    and a class, and ``employs`` tells whether people may work for a thing.
    """
    survey = survey_entity(texts, subject, mint) if is_survey(texts) else None
    asking = questions.in_force(texts) if survey else {}
    whole = reports_on_survey(texts)
    facts: list[Fact] = []
    for grid in grids(texts):
        asked = asking.get(min(cell.block.span.start for cell in grid.cells.values()))
        if asked:
            grid = replace(grid, caption=asked[0])
        staff = list(table_people.find(grid, resolve, mint, employs))
        facts += staff or table_attributes.find(grid, resolve, mint)
        if grid.layout[0]:
            told = _figures(grid, about or subject, survey, whole, resolve, mint)
            facts += (in_row(fact, asked_unit(texts)) for fact in told) if survey else told
        else:
            facts += table_names.find(grid, resolve, mint)
    return facts


def _figures(
    grid: Grid, subject: Entity, survey: Entity | None, whole: bool, resolve: Resolve, mint: Mint
) -> Iterator[Fact]:
    """Yield one fact per figure; ``whole`` tells that the document is a survey's report."""
    body, columns = grid.layout
    of_measures = not any(is_year(plain_head(h)) for c in columns for h in grid.column_heads(c))
    key = table_attributes.key_column(grid)
    if key is None and any(len(grid.row_heads(row)) > 1 for row in body) and body[0] > grid.rows[0]:
        key = table_attributes.names_column(grid)
    subjects = _of_a_kind(grid, resolve, mint)
    by_measure = _of_units(grid) or measures(words_of(_row_heads(grid, r, key)) for r in body)
    wholes = parts_of({row: grid.row_heads(row) for row in body})
    captions = (*_measure_over(grid), *((grid.caption,) if grid.caption else ()))
    figures = [
        Figure(
            grid.cells[row, column],
            grid.figures[row, column],
            tuple(h for h in _row_heads(grid, row, key) if h is not grid.cells[row, column]),
            tuple(grid.column_heads(column)),
            captions,
            grid.words(grid.rows[0], key or grid.columns[0]) if grid.rows[0] < row else "",
            of_measures,
            by_measure,
            key is not None,
            (subjects.get((row, -1)), subjects.get((-1, column))),
            grid.cells.get((row, -1 if grid.unit_column is None else grid.unit_column)),
            tuple(grid.cells[row, c] for c in sorted(grid.apart) if (row, c) in grid.cells),
            tuple(grid.row_heads(wholes[row])) if row in wholes else (),
        )
        for row in body
        for column in (*_ranks(grid), *columns)
        if (row, column) in grid.figures
    ]
    asked = whole or (grid.caption is not None and questions.line(grid.caption) is not None)
    told = [(figure, scaled(figure, grid)) for figure in figures]
    answers = None if _are_measured(told) else survey
    options = {f.row for f, quantity in told if answers and _is_answer(f, quantity, asked)}
    for figure, quantity in told:
        if answers and _is_answer(figure, quantity, asked):
            yield _answer(figure, quantity, answers, len(columns) > 1)
        elif quantity.unit != "rank" or figure.row not in options:  # which only orders the answers
            yield _cell(figure, quantity, subject, resolve, mint, grid.notes)


def _is_answer(figure: Figure, quantity: Quantity, asked: bool) -> bool:
    """Tell whether a figure is a share of those asked; what is told of known things is no option.

    ``asked`` tells that the table stands under a question.
    """
    if quantity.unit != "%" or not figure.row:
        return False
    return asked or not (figure.things[0] or time_of((*figure.columns, *figure.rows)))


def _measure_over(grid: Grid) -> tuple[Passage, ...]:
    """Return the line over a table that says what is measured, in which unit, if there is one."""
    first = min(cell.block.span.start for cell in grid.cells.values())
    over = [each for each in grid.notes if each.block.span.start < first]
    told = [each for each in over if unit(each.folded) and _MEASURE.search(plain_head(each))]
    return tuple(told[-1:]) if told and told[-1] is not grid.caption else ()


def _are_measured(told: Sequence[tuple[Figure, Quantity]]) -> bool:
    """Tell whether the rows of a table are measures: those of one column differ in their units."""
    units: dict[str, set[str]] = {}
    for figure, quantity in (each for each in told if not is_sample(fold(each[0].row))):
        units.setdefault(figure.column, set()).add(quantity.unit)
    return any(len(each) > 1 and "%" in each for each in units.values())


def _ranks(grid: Grid) -> tuple[int, ...]:
    """Return the first column where it says which place each row has, not only its number."""
    body, columns = grid.layout
    first = grid.columns[0]
    head = implied(grid.words(grid.rows[0], first)) if grid.rows[0] < body[0] else None
    return (first,) if head and head.unit == "rank" and first < columns[0] else ()


def _of_a_kind(grid: Grid, resolve: Resolve, mint: Mint) -> dict[tuple[int, int], Entity]:
    """Return the things that the heads name where most of them are known and of one class.

    They are by ``(row, -1)`` or by ``(-1, column)``: what stands in one line is of one kind. So are
    columns that all end alike over rows of measures (North Pier, South Pier).
    """
    body, columns = grid.layout
    rows = {(row, -1): words_of(grid.row_heads(row)) for row in body}
    heads = {(-1, column): words_of(grid.column_heads(column)) for column in columns}
    for line in (rows, heads):
        names = {place: words for place, words in line.items() if names_thing(words, True)}
        known = {place: thing for place, words in names.items() if (thing := resolve(words))}
        classes = Counter(thing.types[0] for thing in known.values())
        few = 1 if line is heads and len(names) > 1 and _of_units(grid) else _FEWEST_KNOWN
        if len(known) >= few and 2 * len(known) >= len(names):
            usual = classes.most_common(1)[0][0]
            return {place: known.get(place) or mint(words, usual) for place, words in names.items()}
    tail = kind_of(list(heads.values())) if _of_units(grid) else ""
    corner = grid.words(grid.rows[0], grid.columns[0])
    usual = class_of(tail) if tail else "kg:Topic" if are_things(heads.values(), corner) else ""
    return {place: resolve(words) or mint(words, usual) for place, words in heads.items() if usual}


def _of_units(grid: Grid) -> bool:
    """Tell whether the heads of the rows give units that differ: they are what is measured."""
    if grid.unit_column is not None:
        return True
    heads = [head.folded for row in grid.layout[0] for head in grid.row_heads(row)]
    units = [one.unit for head in heads if (one := unit(head) or implied(head) or counted(head))]
    return len(set(units)) > 1 and 2 * len(units) > len(heads)


def _row_heads(grid: Grid, row: int, key: int | None) -> list[Passage]:
    """Return the heads of a row; where one of them names what the row is, that one."""
    named = grid.cells.get((row, key)) if key is not None else None
    return [named] if named else grid.row_heads(row)


def _cell(
    figure: Figure,
    quantity: Quantity,
    subject: Entity,
    resolve: Resolve,
    mint: Mint,
    notes: Sequence[Passage],
) -> Fact:
    """Return the fact of a cell.

    Its subject is what its row names: something known, or, where the columns are measures, a thing
    of the class that the head of the rows gives.
    """
    row, column, title = figure.row, figure.column, figure.title
    by_row, by_column = figure.things
    by_row = by_row or described(figure, resolve)
    by_column = by_column or (resolve(column) if column and not by_row else None)
    crossed = bool(row and column and not (by_row or by_column))
    split = crossed and over_measures(figure.corner)  # men and women, graduates and the rest
    if figure.keyed and figure.rows:
        by_row = by_row or table_attributes.named(figure.rows[0], figure.corner, resolve, mint)
    elif figure.of_measures and crossed and not split and names_thing(row):
        by_row = mint(row, class_of(figure.corner))
    of_row = None if by_row or by_column or column else begun_with(row, resolve)
    measure = (
        (row if by_column or of_row or split else column)
        or (row if figure.by_measure or figure.stage else title)
        or title
        or row
    )
    by_row = by_row or of_row
    apart = () if by_row or by_column or row in ("", measure) else (("category", row),)
    apart = (*apart, ("group", column)) if split else apart
    when = time_of((*reversed(figure.columns), *reversed(figure.rows)))
    when = when or period_in(fold(figure.corner)) or time_of((*figure.caption, *notes))
    if figure.stage and not when:
        apart = (*apart, ("stage", figure.stage))
    if by_row and len(figure.rows) > 1 and not column:
        heads = [plain_head(head) for head in figure.rows]
        measure = " - ".join(h for h in heads if h and resolve(h) != by_row) or measure
    near = " ".join(head.folded for head in (*figure.rows, *figure.columns))
    return Fact(
        kind="quantity",
        subject=by_row or by_column or _applied_for(quantity, subject, resolve) or subject,
        evidence=figure.evidence,
        rule="table-cell",
        tier="A" if figure.rows or figure.columns else "B",
        predicate=indicator(quantity, near if column else figure.said),
        quantity=quantity,
        measure=measure or figure.cell.text.strip(),
        time=when,
        dimension=apart,
        modality=figure.modality,
    )


def _applied_for(quantity: Quantity, document: Entity, resolve: Resolve) -> Entity | None:
    """Return what applications are for: what the title names before its colon or dash."""
    titles = (label.text for label in document.labels if quantity.unit == "application")
    heads = (_COLON.split(title, maxsplit=1)[0].strip() for title in titles)
    return next((thing for head in heads if (thing := resolve(head))), None)


def _answer(figure: Figure, quantity: Quantity, survey: Entity, several: bool) -> Fact:
    """Return the fact of a share in a survey's table: its row is the option."""
    dimension = [("question", figure.title)] if figure.title else []
    dimension.append(("option", figure.row))
    if several and figure.column:
        dimension.append(("group", figure.column))
    return Fact(
        kind="quantity",
        subject=survey,
        evidence=figure.evidence,
        rule="survey-table",
        predicate="kg:responseShare",
        quantity=quantity,
        measure=figure.row,
        time=time_of((*figure.columns, *figure.rows)),
        dimension=tuple(dimension),
    )
