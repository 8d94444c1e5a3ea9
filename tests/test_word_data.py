"""Words are data, code is grammar: the rules of the text wing hold no Chinese words."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extraction.words.wordlists import WORDS, read

CODE = Path(__file__).parent.parent / "kg"
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
NAMED = re.compile(r"<([a-z_]+)\.([a-z_]+)>")
# Modules whose rules still hold words: move them to the lists, and take the module out of here.
STILL = """
discourse/deixis.py discourse/first_person.py discourse/jurisdiction.py discourse/own_words.py
discourse/speech.py discourse/timing.py discourse/voices.py facts/attribution.py
facts/redundant.py facts/repeated.py figures/antecedents.py figures/attributive.py
figures/clause_nouns.py figures/contrasts.py figures/distribution.py figures/ends.py
figures/figure_holders.py figures/figure_subjects.py figures/framing.py figures/instruments.py
figures/measured_things.py figures/offers.py figures/part_groups.py figures/placements.py
figures/recipients.py figures/sentence_subjects.py figures/tellers.py grammar/chinese_adjuncts.py
grammar/chinese_clauses.py grammar/chinese_objects.py grammar/chinese_passives.py
grammar/clauses.py grammar/phrases.py grammar/possession.py grammar/role_nouns.py grammar/roles.py
layout/cards.py layout/duties.py layout/grids.py layout/introduced_lists.py
layout/label_meanings.py layout/labelled_figures.py layout/promoted.py layout/recommended.py
layout/roster_lines.py layout/table_attributes.py layout/table_names.py layout/table_rows.py
layout/tables.py layout/tasks.py mentions/definitions.py mentions/governments.py
mentions/homonyms.py mentions/parts.py mentions/short_forms.py mentions/tails.py
mentions/unnamed_bodies.py metadata/abstracts.py metadata/containing.py metadata/cover.py
metadata/cover_names.py metadata/credited.py metadata/data_sources.py metadata/fields.py
metadata/issue_dates.py metadata/mastheads.py metadata/own_reports.py metadata/particulars.py
metadata/reporting_periods.py metadata/signatures.py metadata/statements.py metadata/timelines.py
names/appositions.py names/authors.py names/bearers.py names/betrayed.py names/body_names.py
names/body_slots.py names/boundaries.py names/bylines.py names/chinese_lists.py
names/chinese_people.py names/class_nouns.py names/employers.py names/holdings.py
names/identity.py names/introductions.py names/launches.py names/lists.py names/longer_names.py
names/namehood.py names/openings.py names/personal_names.py names/quoted.py names/ranks.py
names/sectors.py names/standing_of_posts.py names/suffixes.py names/trades.py numbers/bands.py
numbers/currency.py numbers/ellipsis.py numbers/label_numbers.py numbers/qualifiers.py
numbers/quantities.py numbers/quantity_forms.py numbers/shapes.py numbers/share_forms.py
numbers/sharing.py numbers/units.py passages/passage.py passages/reading.py patterns/examples.py
patterns/heads.py patterns/pattern_language.py patterns/predication.py patterns/stating.py
plugins/chat.py references/bibliography.py references/bibliography_dates.py
references/bibliography_fields.py references/bibliography_names.py references/citations.py
references/reference_lists.py surveys/enumerated_answers.py surveys/polled.py surveys/questions.py
surveys/rankings.py times/date_forms.py times/date_spans.py times/date_words.py times/dates.py
times/fiscal_years.py times/source_times.py words/modality.py words/ordinary.py
""".split()  # noqa: SIM905
# What is grammar: the digits and powers of Chinese numerals.
ALLOWED = frozenset({"words/numerals.py"})


def _constants(path: Path) -> Iterator[str]:
    """Yield the text constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = (getattr(node, "body", None) for node in ast.walk(tree))
    told = {
        id(each.value)
        for body in bodies
        if isinstance(body, list)
        for each in body
        if isinstance(each, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


CONSTANTS = {
    path.relative_to(CODE / "extraction").as_posix(): tuple(_constants(path))
    for path in sorted((CODE / "extraction").rglob("*.py"))
}


def test_rules_hold_no_words() -> None:
    held = {name for name, texts in CONSTANTS.items() if any(map(HAN.search, texts))}
    assert held - set(STILL) - ALLOWED == set(), "move the words to ontology/words"
    assert set(STILL) - held == set(), "these hold none any more: take them out of the list"


def test_each_list_that_is_named_is_there() -> None:
    for name, texts in CONSTANTS.items():
        for file, words in (found.groups() for text in texts for found in NAMED.finditer(text)):
            assert read().get(file, words), name


def test_each_list_is_read() -> None:
    texts = [text for path in CODE.rglob("*.py") for text in _constants(path)]
    mentioned = {word for text in texts for word in text.split()}
    named = {place for text in texts for place in NAMED.findall(text)}
    unread = [
        f"{file}.{name}"
        for file, table in read().tables.items()
        for name in table
        if ":" not in name and (file, name) not in named and name not in mentioned
    ]
    assert unread == []


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.toml")), ids=lambda path: path.stem)
def test_each_list_says_what_its_words_are(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [name for name in tomllib.loads("\n".join(lines)) if ":" not in name]
    for name in names:
        keys = (f"{name} =", f"[{name}]")
        (place,) = (n for n, line in enumerate(lines) if line.startswith(keys))
        above = next(line for line in reversed(lines[:place]) if not line or line[0] == "#")
        assert above or names.index(name) == 0, f"{path.name}: say in a comment what {name} is"
