"""How many relations and figures of ordinary sentences are found; the floors are no goals."""

import pytest

from tests.figure_sentences import figures
from tests.sentences import FOLDER, stated, unnoted

pytestmark = [pytest.mark.slow, pytest.mark.bulk]
# Of the relations that are noted, the share that is found, and found by its property.
FLOORS = {
    "learned-en": (0.64, 0.57),
    "learned-en-relations": (0.62, 0.6),
    "learned-zh": (0.71, 0.65),
    "learned-zh-relations": (0.70, 0.62),
    "learned-people": (0.78, 0.77),
    "learned-places": (0.67, 0.66),
    "unread-en": (0.36, 0.33),
    "unread-zh": (0.31, 0.26),
}
# Of the figures that are noted, the share of which subject, value, unit and time are right.
FIGURES = {"figures-learned": 0.82}


# Sentences that deny, doubt, wish or quote: no relation but those that are noted may be printed.
TRAPS = {"traps"}


def test_every_file_has_a_floor() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == FLOORS.keys() | FIGURES.keys() | TRAPS


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_a_trap_states_nothing_but_what_is_noted(name: str) -> None:
    assert [str(each) for each in unnoted(FOLDER / f"{name}.txt")] == []


@pytest.mark.parametrize("name", FIGURES)
def test_what_was_read_rightly_is_still(name: str) -> None:
    noted = list(figures(FOLDER / f"{name}.txt"))
    wrong = [str(each) for each in noted if each.wrong]
    assert 1 - len(wrong) / len(noted) >= FIGURES[name], "\n".join(wrong)


@pytest.mark.parametrize("name", FLOORS)
def test_what_was_found_is_found_still(name: str) -> None:
    noted = list(stated(FOLDER / f"{name}.txt"))
    found = sum(each.found for each in noted) / len(noted)
    right = sum(each.right for each in noted) / len(noted)
    assert (found, right) >= FLOORS[name], (found, right)
    assert right >= FLOORS[name][1], (found, right)
