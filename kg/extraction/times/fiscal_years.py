"""Fiscal, school and assessment years, and decades.

Fiscal years run from April to March, as in Hong Kong, the United Kingdom, Japan, India and
Singapore; school years from September to August.
"""

import re
from datetime import date

from kg.extraction.times.date_words import LAST, TO, YEAR, number, shift_of, year_number
from kg.model.mention import TimeExpression

FISCAL = rf"""(?i)(?=[\d一二民本上下]|FY|fiscal|financial|the[ ]|(?:{LAST})[ ])(?<![\d./-])(?:
    (?P<sign>FY[ ]?|(?:fiscal|financial)[ ](?:year[ ])?)?
      (?P<y>(?:{YEAR})|(?<=FY)\d\d|(?<=FY[ ])\d\d)
      (?:年?{TO}|/)(?P<z>\d\d(?:\d\d)?|[零〇○一二三四五六七八九]{{2}}(?=年度|学年))
      (?![\d/-]|[.,]\d)
      (?P<word>[ ]?(?:财政|财|课税)?年度|[ ]?财年|[ ](?:fiscal|financial)[ ]year
        |(?P<school>[ ]?学年|[ ](?:academic|school)[ ]year))?
  | (?:FY[ ]?|(?:fiscal|financial)[ ](?:year[ ])?)(?P<one>{YEAR}|\d\d)(?!\d)
  | (?P<single>{YEAR})(?=[ ]?(?:财年|财政年度|会计年度))[ ]?(?:财年|(?:财政|会计)年度)
  | (?P<shift>[本上下])(?:个|一)?(?:财政年度|财年)
  | (?:the[ ])?(?P<when>{LAST})[ ](?:financial|fiscal)[ ]year
  | (?P<decade>(?:19|20)\d0)(?:s\b|年代)
  )"""


def fiscal(match: re.Match[str], anchor: date | None) -> TimeExpression | None:
    """Read what :data:`FISCAL` matched; ``anchor`` is the document's date, or None."""
    if word := match["shift"] or match["when"]:
        if anchor is None:
            return TimeExpression("", relative=True)
        return _fiscal_year(anchor.year - (anchor.month < 4) + shift_of(word), relative=True)
    if match["decade"]:
        decade = int(match["decade"])
        return TimeExpression(
            f"{decade}/{decade + 9}", date(decade, 1, 1), date(decade + 9, 12, 31)
        )
    if match["single"]:
        year = year_number(match["single"])
        return TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31))
    if match["one"]:
        year = int(match["one"]) % 100 + 2000 if len(match["one"]) == 2 else number(match["one"])
        return TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31))
    year = 2000 + int(match["y"]) if len(match["y"]) == 2 else number(match["y"])
    short = match["z"] if match["z"].isdecimal() else f"二〇{match['z']}"
    last, sure = number(short), match["sign"] or match["word"]
    if (year + 1) % 100 != last % 100 or ((last > 100 or last <= 12) and not sure):
        return None
    if match["school"]:
        return TimeExpression(f"{year}/{year + 1}", date(year, 9, 1), date(year + 1, 8, 31))
    return _fiscal_year(year)


def _fiscal_year(year: int, *, relative: bool = False) -> TimeExpression:
    short = (year + 1) % 100
    edtf = f"{year}-{short:02}" if short > 12 else f"{year}/{year + 1}"
    return TimeExpression(edtf, date(year, 4, 1), date(year + 1, 3, 31), relative)
