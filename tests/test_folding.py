"""Folding keeps every offset, and its table is OpenCC's."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.text import folding
from kg.text.folding import fold, simplified_forms
from kg.text.scripts import language, script, width

_TABLE = Path(folding.__file__).with_name("folding.txt")
_PAIRS_A_LINE = 40


def derived_pairs() -> list[str]:
    """Derive the table: what OpenCC makes of each character alone, and 著, until stable.

    To renew ``folding.txt`` (after an update of OpenCC), put these pairs below its notice, forty a
    line.
    """
    opencc = pytest.importorskip("opencc", reason="OpenCC is the oracle of the table")
    converter = opencc.OpenCC("hk2s")
    characters = [chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000]
    converted = converter.convert("\n".join(characters))
    assert len(converted) == 2 * len(characters) - 1
    forms = dict(zip(characters, converted[::2], strict=True))
    forms = {key: form for key, form in forms.items() if key != form} | {"著": "着"}
    for key in forms:
        while forms[key] in forms:
            forms[key] = forms[forms[key]]
    return [key + form for key, form in sorted(forms.items())]


def test_the_table_is_what_opencc_makes_of_each_character() -> None:
    pairs = derived_pairs()
    lines = ["".join(pairs[at : at + _PAIRS_A_LINE]) for at in range(0, len(pairs), _PAIRS_A_LINE)]
    stored = _TABLE.read_text(encoding="utf-8").splitlines()
    assert [line for line in stored if not line.startswith("#")] == lines


def test_the_table_names_its_licence() -> None:
    notice = [line for line in _TABLE.read_text(encoding="utf-8").split("\n") if line[:1] == "#"]
    assert "OpenCC" in " ".join(notice)
    assert "Apache License 2.0" in " ".join(notice)


def test_a_form_is_never_folded_further() -> None:
    forms = simplified_forms()
    assert not [form for form in forms.values() if form in forms]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("衞生署與醫院管理局", "卫生署与医院管理局"),
        ("隨著", "随着"),
        ("ＡＢＣ１２３（％）", "ABC123(%)"),
        ("甲\u3000乙\u00a0丙", "甲 乙 丙"),
        ("Case Is Kept", "Case Is Kept"),
        ("𠮷野家", "𠮷野家"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
@example("薴\U00020000")
def test_folding_keeps_the_length_and_is_stable(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("發展局公布新藍圖", "zh-Hant"),
        ("发展局公布新蓝图", "zh-Hans"),
        ("香港", "zh-Hans"),
        ("The Harbour Plan 港口", "en"),
        ("12.5%", "en"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


def test_script_and_width() -> None:
    assert [script(text) for text in ("港口", "Port", "Port港", "12")] == ["Han", "Latin", "", ""]
    assert [width(text) for text in ("港口", "Port", "（A）", "")] == [4, 4, 5, 0]
