"""New names in a text: everything that is not in the lexicon but shows that it is a name.

The families are tried from the surest to the weakest, and each sees what the earlier ones took:
brackets, Chinese endings, people, capitalised names, and last the names that only a list or a
class noun beside them classifies.
"""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from kg.extraction.names import (
    betrayed,
    body_slots,
    chinese_places,
    courses,
    landmarks,
    latin,
    lists,
    local_arms,
    offices,
    people,
    places,
    post_slots,
    quoted,
    sectors,
    standing,
    suffixes,
    trades,
    unclassed,
)
from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.lexicon import longest
from kg.extraction.words.hints import of
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_Piece = TypeVar("_Piece", Mention, latin.Run)


def discover(
    text: str,
    original: str,
    taken: Sequence[Mention],
    terminology: Terminology,
    breaks: Sequence[int] = (),
    *,
    prose: bool = True,
) -> list[Mention]:
    """Return the new names of a passage, sorted and without overlap.

    ``text`` is folded, ``original`` the same passage unfolded, from which labels are cut; both
    have the same length. ``taken`` are the mentions found before (quantities, dates, known
    names): quantities and dates stop a name, a place or an organisation may begin one. A
    discovered name may hold a taken one; :func:`kg.extraction.names.lexicon.longest` decides.
    No Chinese name that shows by its ending runs over one of the line ``breaks``. A heading is no
    ``prose``: its capitals make no name.

    ``Mention.rule`` names the family: ``title quoted suffix trade employer capitals landmark``,
    ``place list coordination``, ``class noun``, ``coined standing sector ending``; for people
    ``title speaker honorific apposition``; where nothing tells the class, ``unclassed``.
    """
    if not text.strip():
        return []
    for spelling, usual in _variants():
        text = text.replace(spelling, usual)
    hints = of(terminology)
    land = Landscape(text, taken, terminology, hints, breaks)
    found = quoted.find(land, original, terminology, hints)
    persons = people.find(land, original, [*taken, *found], terminology)
    found += persons
    phrases = sectors.find(land, original, terminology)
    found += local_arms.find(land, original, taken, terminology)
    found += suffixes.find(land, original, taken, terminology, hints)
    found += trades.find(land, original, terminology, hints)
    found += betrayed.find(land, original, persons, terminology, hints)
    found += _clear(list(betrayed.held(land, original, persons, terminology, hints)), found)
    found += _clear(list(betrayed.doers(land, original, terminology, hints)), found)
    found += _clear(list(betrayed.partners(land, original, terminology, hints)), found)
    found += _clear(longest(body_slots.find(land, original, terminology, hints)), found)
    found += _clear(trades.coined(land, original, terminology, hints, listed=False), found)
    found += _clear(chinese_places.find(land, original, terminology), found)
    found += _clear(offices.find(text, original, terminology), [*taken, *found])
    found += _clear(courses.find(text, original, terminology), found)
    found += landmarks.find(text, original, [*taken, *found], terminology)
    runs = latin.runs(text, [*taken, *found], hints)
    named = latin.find(runs, text, original, terminology)
    found += _clear(named, persons)
    known = [*taken, *found]
    free = [run for run in runs if not run.curie]
    free = [run for run in free if not post_slots.is_portfolio(text, run.start, run.end)]
    free = _clear(free, known)
    located = places.find(text, original, free, known, terminology)
    found += located
    free = _clear(free, located)
    known += located
    listed = lists.find(land, original, known, free, terminology, hints)
    found += listed
    wider = _ending_in_places(runs, taken, terminology)
    stood = standing.find(text, original, _clear(free, listed), terminology, hints, wider)
    found += stood
    free = _clear(free, [*listed, *stood])
    joined = lists.coordinated(land, original, [*taken, *found], free, terminology, hints)
    found += joined
    coined = trades.coined(land, original, terminology, hints, listed=True)
    found += _clear(coined, [*taken, *found])
    free = _clear(_clear(free, joined), [*taken, *found])
    found += unclassed.find(text, original, free, terminology, hints) if prose else []
    return longest([*found, *_clear(phrases, [*taken, *found])])


@cache
def _variants() -> tuple[tuple[str, str], ...]:
    pairs = (variant.split("=", 1) for variant in read().get("boundaries", "variants"))
    return tuple((spelling, usual) for spelling, usual in pairs)


def _ending_in_places(
    runs: Sequence[latin.Run], taken: Sequence[Mention], terminology: Terminology
) -> list[latin.Run]:
    """Return the runs of no class that are more than the known place they end in: Visit Oslo."""
    places: dict[int, int] = {}  # end → start of the shortest that ends there
    for each in taken if runs else ():
        if isinstance(each.meaning, Entity) and terminology.is_a(each.meaning.types, "kg:Place"):
            places[each.end] = max(each.start, places.get(each.end, 0))
    return [run for run in runs if not run.curie and run.start < places.get(run.end, 0)]


def _clear(pieces: Sequence[_Piece], taken: Sequence[Mention]) -> list[_Piece]:
    """Return the pieces that no mention overlaps."""
    if not pieces:
        return []
    used = {at for mention in taken for at in range(mention.start, mention.end)}
    return [piece for piece in pieces if used.isdisjoint(range(piece.start, piece.end))]
