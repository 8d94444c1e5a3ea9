"""The names of a bank of sentences, in which nothing but the sentence tells that they are names."""

from pathlib import Path

from tests.extracting import mentioned

_BANK = Path(__file__).parent / "data" / "names" / "learned.txt"


def test_every_name_of_the_bank_is_found() -> None:
    missing = []
    for line in _BANK.read_text(encoding="utf-8").splitlines():
        sentence, mark, names = line.partition(" ### ")
        if not mark:
            continue
        found = {words for words, _, _ in mentioned(sentence.replace("\\n", "\n"), "note.md")}
        missing += [name for name in names.split(" | ") if name not in found]
    assert missing == []
