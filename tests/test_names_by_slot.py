"""English names of things that the words around them show: what is done to them, who does it."""

import pytest

from tests.extracting import mentioned


def fresh(text: str) -> dict[str, str]:
    return {
        words: thing.types[0].removeprefix("kg:")
        for words, thing, rule in mentioned(text)
        if rule not in ("lexicon", "anaphora")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One word before the head is enough of a scheme that a clause is about.
        ("We saw that the Trade Pass is sold there.", {"Trade Pass": "Programme"}),
        ("We need a Trade Pass.", {}),
        # A scheme that is called after a site; a site.
        ("She praised the Quiet Harbour scheme.", {"Quiet Harbour": "Programme"}),
        ("She praised the Quiet Harbour pilots.", {"Quiet Harbour": "Site"}),
        # Whose paper it is belongs not to its name.
        (
            "The Kelp Outlook of the Shell Institute came.",
            {"Kelp Outlook": "Report", "Shell Institute": "ResearchInstitute"},
        ),
        # Chambers act, or are the Chamber of somewhere.
        (
            "The Fog Act was passed by Parliament.",
            {"Fog Act": "Legislation", "Parliament": "LegislativeBody"},
        ),
        ("The Senate approved it.", {"Senate": "LegislativeBody"}),
        ("Parliament is near the river.", {}),
        # Firms by what is done to them, and to a share of them.
        ("It held 30% of Brindleon.", {"Brindleon": "Organisation"}),
        ("It took half of Brindlers.", {}),
        ("Brindleon was bought by a rival.", {"Brindleon": "Organisation"}),
        # What somebody invented is a product, what is paid for a scheme.
        ("Kelpbot, invented by a diver, sinks.", {"Kelpbot": "TechnologySolution"}),
        ("The Quiet Breath is paid for by divers.", {"Quiet Breath": "Programme"}),
        ("It was dug by Brindle & Sons.", {"Brindle & Sons": "Firm"}),
        ("They sell Salt & Pepper.", {}),
        # Where people teach and study; whose post somebody holds; what was announced.
        (
            "Odile Quell teaches law at Brindle Hoch.",
            {"Odile Quell": "Person", "Brindle Hoch": "Organisation"},
        ),
        (
            "Brindleon's head of sales, Odile Quell, left.",
            {"Brindleon": "Organisation", "Odile Quell": "Person"},
        ),
        ("Brindleon's head is cold.", {}),
        ("She announced a Regional Skills Fund today.", {"Regional Skills Fund": "Fund"}),
        ("She likes a Regional Skills Fund.", {}),
        # Universities of other tongues; one thing that a small noun names.
        ("Students of Universität Quellheim left.", {"Universität Quellheim": "University"}),
        ("They read the Brindle survey.", {"Brindle": "Survey"}),
    ],
)
def test_names_by_their_slot(text: str, expected: dict[str, str]) -> None:
    assert fresh(text) == expected
