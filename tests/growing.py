"""Texts of any length, each of a kind that a careless reader takes a square of the time over."""

from collections.abc import Callable


def _lines(template: str, count: int) -> str:
    return "".join(map(template.format, range(count)))


def _told(sentences: tuple[str, ...], count: int) -> str:
    """Return a paragraph of so many sentences, each with its own names and figures."""
    names = [f"{one}{other}" for one in "岚汀屿浔垚" for other in "川岭湾溪原"]
    latin = [f"{one}{other}" for one in ("Al", "Bex", "Cor", "Dun") for other in ("ley", "wick")]
    return "".join(
        sentences[n % len(sentences)].format(names[n % 25], latin[n % 8], n + 101)
        for n in range(count)
    )


_CHINESE = (
    "{0}船舶有限公司去年新增了{2}個泊位，同比增長12%。",
    "{0}船舶有限公司表示，将于2031年前投入不低于{2}万元的资金。",
    "{0}航運公司的董事長陳志強指出，該公司會支持碼頭工人。",
    "港口管理局局長李國安獲委任為{0}大學校長。",
)
_ENGLISH = (
    "{1} Ferries Ltd hired {2} people last year, an increase of 12 per cent. ",
    "{1} Ferries Ltd said that it would spend at least ${2} million by 2031. ",
    "Jane {1}, its managing director, chairs the Port of {1} Authority. ",
    "{1} Ferries Ltd is a subsidiary of {1} Holdings and is based in Oslo. ",
)
_SENTENCE = "深圳去年新增了7300个岗位，东湾科技有限公司投入了3.5亿元，"
TEXTS: list[tuple[str, int, Callable[[int], str]]] = [
    ("one line", 12_000, lambda n: _SENTENCE * (n // len(_SENTENCE))),
    ("English line", 12_000, lambda n: "The firm hired 300 people in Hong Kong, " * (n // 40)),
    ("Chinese paragraph", 300, lambda n: _told(_CHINESE, n)),
    ("English paragraph", 300, lambda n: _told(_ENGLISH, n)),
    ("letters", 24_000, lambda n: "a" * n),
    ("capitals", 24_000, lambda n: "Alpha Beta " * (n // 11)),
    ("characters", 24_000, lambda n: "香" * n),
    ("digits", 24_000, lambda n: "7" * n),
    ("blanks", 24_000, lambda n: "甲" + " " * n + "乙"),
    ("commas", 24_000, lambda n: "，" * n),
    ("numerals", 24_000, lambda n: "三千五百万" * (n // 5)),
    ("figures", 4_000, lambda n: "7300个、" * (n // 6)),
    ("brackets", 24_000, lambda n: "（" * (n // 2) + "）" * (n // 2)),
    ("quotes", 24_000, lambda n: "“「『" * (n // 3)),
    ("names in quotes", 4_000, lambda n: "“海星”计划、" * (n // 7)),
    ("links", 24_000, lambda n: "[a](" * (n // 4)),
    ("tags", 24_000, lambda n: "<a href=" * (n // 8)),
    ("footnotes", 400, lambda n: _lines("[^{0}]: 《文集{0}》·时报 (2024/3/5)\n", n)),
    ("marks", 400, lambda n: _lines("北城新增了{0}个岗位。[^{0}]\n\n", n)),
    ("list", 300, lambda n: "# 统计\n\n" + _lines("- 9% 理由{0}\n", n)),
    ("headings", 300, lambda n: _lines("## 第{0}节\n\n增加{0}人。\n\n", n)),
    ("table", 400, lambda n: "| 城市 | 人数 |\n|---|---|\n" + "| 东湾 | 7300人 |\n" * n),
    ("firms", 400, lambda n: _lines("Quay{0} Robotics Ltd is based in Oslo. ", n)),
    ("members", 400, lambda n: "# 成員\n\n" + _lines("- 岚川{0}號船舶有限公司\n", n)),
    ("short lines", 1_000, lambda n: _lines("甲{0}\n", n)),
]  # fmt: skip
