import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8")
THREATS = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
TESTS = {
    name
    for path in (ROOT / "tests").glob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.mark.parametrize("threat", THREATS, ids=lambda line: line[2:40])
def test_each_threat_is_tied_to_tests_that_are_there(threat: str) -> None:
    shown = re.findall(r"`(test_\w+)`", threat)
    assert shown
    assert set(shown) <= TESTS
