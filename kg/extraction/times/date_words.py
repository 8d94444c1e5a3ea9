"""The words of dates: months, years in any spelling, and how far from now 去年 or last is."""

from kg.extraction.words.numerals import chinese, english

NAMES = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_MONTHS = {name[:3].lower(): month for month, name in enumerate(NAMES, 1)}
_SHIFTS = {
    "前": -2, "去": -1, "上": -1, "昨": -1, "last": -1, "past": -1, "previous": -1, "yesterday": -1,
    "本": 0, "今": 0, "这": 0, "当": 0, "年": 0, "this": 0, "current": 0,
    "明": 1, "下": 1, "next": 1, "coming": 1, "tomorrow": 1, "后": 2,
}  # fmt: skip

YEAR = (
    r"(?:(?:19|20|21)\d\d|(?:一[八九]|二[零〇一])[零〇一二三四五六七八九]{2}"
    r"|民国(?:\d{2,3}|[一二三四五六七八九十百]{1,5})(?=年)"
    r"|1[01]\d(?=年(?:度|\d{1,2}(?:[至到-]\d{1,2})?月|[初末底起]|第[一二三四1-4]季|[上下]半年))"
    r"|(?<=[^低高少多短长限早晚]于)1[01]\d(?=年(?!的?历史)))"
)
TO = r"[ ]?[-–—―~〜至到][ ]?"
LAST = "last|past|previous|this|current|next|coming"


def number(text: str) -> int:
    """Read a year, month, day or quarter in any spelling; -1 if it is none."""
    if text.isdecimal():
        return int(text)
    name = text.lower()
    if name[:3] in _MONTHS:
        return _MONTHS[name[:3]]
    if name == "首":
        return 1
    value = chinese(text) if not name.isascii() else english(name)
    return int(value) if value is not None else int(name[0]) if name[0].isdecimal() else -1


def year_number(text: str) -> int:
    """Read a year; a short one, or one of 民国, counts from 1912, the first of the Republic."""
    year = number(text.removeprefix("民国"))
    return 1911 + year if text.startswith("民国") or 100 < year < 200 else year


def shift_of(word: str) -> int:
    """Return how many years, months or days a word is from now: last -1, 后 2; else 0."""
    return _SHIFTS.get(word.lower(), _SHIFTS.get(word[0], 0))
