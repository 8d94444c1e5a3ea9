"""Numerals in digits, Chinese characters and English words, as exact decimals.

:func:`scan` finds them in a text and passes over what only looks like a number: web addresses,
telephone numbers, clock times, versions, enumerators, footnote marks, and digits that belong to a
name (``5G``, ``GPT-4``). Text is folded: simplified and half-width, with its case kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.words.expressions import expression

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "廿": 20, "卅": 30}
_POWERS["兆"] = 10**12  # as counted in Taiwan and Japan; before a unit it is its mega (兆瓦)
_SMALL = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {w: i for i, w in enumerate(_SMALL)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
_ORDINALS = re.findall(
    r"\w+",
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
)
_SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
    "lakh": 10**5, "crore": 10**7, "g": 10**9,
}  # fmt: skip
_CN = "零〇一二两三四五六七八九十百千万亿廿卅"
_WORD = "|".join(
    sorted(
        (*_WORDS, "hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore")
    )
)
_CODES = (
    "HKD|NAD|USD|SGD|RMB|CNY|MOP|TWD|EUR|GBP|JPY|CHF|AED|AUD|CAD|KRW|INR|NZD|SEK|NOK|DKK|ZAR|THB|MYR|IDR|PHP"
    "|VND|SAR|QAR|KES|NGN|BRL|MXN|TRY|PLN"
)
_SIGNS = "Dh|Dhs|RM|Rs|Rp|KSh|kr"  # of currencies, which touch their number
_RAND = "R"  # is a sign of money only before what is written as money
_MONEY = r"(?=\d[\d,.]*(?:[ ]?(?:million|billion|trillion|bn|m)\b|,\d{3}))"
# Latin units that may be glued to digits: 20km, 5MW, 3rd; any other letter makes it a name (5G).
_GLUED = (
    "km2?|m2|kg|cm|mm|ha|[kKMGT]Wh?|[GTP]B|[PE]?FLOPS|P|bn|mn|tn|pp|ppts?|pc|pct|yrs?|hrs?|mins?"
    f"|st|nd|rd|th|x|{_CODES}"
)
_REFERENCES = (
    "article|section|chapter|table|fig(?:ure)?|page|pp?|room|phase|stage|annex|part|level|step|day"
    "|tier|version|paragraph|para|appendix|item|grade|floor|flat|block|unit|year|form|vol(?:ume)?"
    "|agenda|goal|route|line"
)
# What is counted by the million where "m" alone is written: 2.3m people, and no metres of cable.
_MANY = (
    r"[*_]{0,3}[ ](?:[a-z][a-z-]*[ ])?(?:people|persons|passengers|visitors|tourists|visits|trips"
    r"|residents|users|customers|households|homes|jobs|workers|employees|adults|children|students"
    r"|pupils|patients|women|men|farmers|smallholders|subscribers|members|consumers|accounts|vehicles"
    r"|cars|tonnes|tons|barrels|containers|TEUs?|downloads|views|doses|litres)\b"
)
_HAN = r"[\u4e00-\u9fff]"
_GREAT = "(?i:million|billion|trillion|dozen|percent|per)"
_COUNTING = "[万亿百千多余个元美港倍成折点吨名家人位项公平吉兆千米]"
# What a spatial slogan counts (一核两带三片区) is its form, and no figure.
_MOTIFS = "核心带轴极环翼廊圈屏纵横轮园谷片区链群港湾城主副体组团"
_NO_MEGA = "(?![瓦赫字比位帕欧焦丰])"
_FIGURE = r"(?>(?>\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,3}(?:[ ]\d{3}){1,5}(?![ ]?\d)|\d++)(?:\.\d++)?)"
_TIME = r"(?:[01]?\d|2[0-4])(?::[0-5]\d|[时点](?:\d{1,2}分|[半正整])?(?![间代候期段长速效]))"

_NOT_NUMBERS = rf"""
    https?://[^\s<>"]++ | www\.[^\s<>"]++ | (?<![\w.])[\w.+-]{{1,64}}+@[\w.-]++
  | \[\^?\w{{1,9}}\] | \(\d{{1,2}}\) | ^\s{{0,9}}\(?\d{{1,2}}[).、](?!\d)
  | ^\s{{0,9}}\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[ ]+
    (?!{_GREAT}|{_COUNTING})(?:(?-i:[A-Z][a-z]{{2}})|(?={_HAN}))
  | (?<![\d.,])\d{{2,4}}号?(?=(?:会议|教|课|办公|病|阅览|活动|展|研讨|演讲)室|(?:演讲|报告|宴会)厅)
  | (?:[{_CN[2:12]}][{_MOTIFS}]{{1,2}}){{2,}}+
  | \d{{16,}}+ | [{_CN}]{{25,}}+ | (?<![\d.])v?\d++(?:\.\d++){{2,}}
  | (?<!\d)0[0-2]?\d[0-5]\d\s?(?:hours|[-–—~至到]\s?[0-2]\d[0-5]\d)(?!\d)
  | (?<!\d)\(?\+?0?\d{{2,4}}\)?[ -]?\d{{3,4}}[ -]\d{{4}}(?!\d)
  | (?<!\d)0\d{{2,3}}[ -]\d{{7,8}}(?!\d)
  | (?<![\d.,])[235689]\d{{3}}[ ]\d{{4}}(?![\d.,])
  | (?<=\bat[ ])\d{{1,2}}[.][0-5]\d(?=[ ]?(?:CES?T|GMT|BST|HKT|UTC|hours|[ap]\.?m)\b)
  | (?<!\d){_TIME}(?!\d)(?:\s?[ap]\.?m\b\.?)? | (?<![\d.])\d{{1,2}}\s?[ap]\.?m\b\.?
  | [上下中]午\s?[{_CN}\d]{{1,3}}[时点](?:[{_CN}\d]{{1,3}}分?|半)?
  | \b(?:{_REFERENCES})\.?\s?\d[\d.]*+(?:[-–]\d++)?
  | [图表](?=\d)\d++ | 附(?:件|录|表)\s?[{_CN}\d]++
  | (?!(?:{_CODES}|{_SIGNS}|top|No)-?\d|{_RAND}{_MONEY})(?<![A-Za-z0-9_])
    [A-Za-z]++(?:[-–_.]?\d++[A-Za-z]*+)++
  | 十[一二三四五六]五(?=[」”』"’]|规划|时期|期间|计划|以来) | 十分(?!之) | 千[瓦米克卡] | 百分点
  | 零[部件售食碳距散星钱工排]
  | 零组(?=件) | (?<![^\s*])0\d(?=[ ]) | (?<![^\s*])[{_CN[2:12]}](?=、[{_CN[2:12]}][个家项大种条])
  | [几数][十百千万亿]++ | 一[些系直定般样律旦致切再方面体带路些站流] | (?<=[统唯万专单划归])一
  | \b\d++[/]F\b
"""
# What all of these begin with: no other place in a text is worth trying each of them at.
_FIRST = (
    rf"(?=[\d{_CN}\[(+图表附上下中几]|(?<![a-z0-9_])[a-z]|https?:|www\.|v\d|^\s"
    r"|(?<![\w.])[\w.+-]{1,64}+@)"
)
_SCAN = expression(
    rf"""{_FIRST}(?:(?P<not>{_NOT_NUMBERS})
  | (?<=[$£€¥])(?P<priced>{_FIGURE})[ ]?(?P<letter>[kmb])\b
  | (?:(?<![A-Za-z0-9_])|(?<={")|(?<=".join((*_CODES.split("|"), *_SIGNS.split("|")))})
      |(?<=(?<![A-Za-z]){_RAND}){_MONEY})(?<!\d\.)(?P<digits>{_FIGURE})(?:
        [ ]?(?P<more>[多余]?)(?P<scale>[百千]?[万亿]{{1,2}}|兆{_NO_MEGA}|百(?!分)|千(?![瓦米克卡]))
        (?:(?P<digits2>\d{{1,4}}|\d,\d{{3}})(?P<scale2>千?[万亿]|千(?![瓦米克卡])))?
        (?P<rest>(?<=[万亿])(?:\d,\d{{3}}|\d{{3,4}})(?![\d,.]|[ ]?(?:[年万亿千%]|[-–—~至到]\d)))?
      | [ ]?(?P<short>[mk])(?={_MANY})
      | [ ]?(?P<si>(?-i:[kMG]))(?=(?-i:t(?:CO2e?)?)\b(?!\.[ ](?-i:[A-Z])))
      | [ ]?(?P<word>hundred|thousand|million|billion|trillion|dozen|lakh|crore|mn|bn|tn)\b
      | (?=(?:{_GLUED})(?![A-Za-z0-9])) | (?![A-Za-z_]))
  | (?P<chinese>[{_CN}]++(?:点[零〇一二三四五六七八九]++[万亿]*+)?)
    (?P<more2>[多余](?=[万亿]))?(?P<scale3>(?<=[多余])[万亿]++)?
  | \b(?P<english>(?:(?:half[ ]an?|an?)[ ](?=hundred|thousand|million|billion|trillion|dozen))?
    (?:{_WORD})\b(?:(?:[ -]|[ ]and[ ](?!a[ ]half))(?:{_WORD})\b)*+(?:[ ]and[ ]a[ ]half\b)?))
""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


# Most texts have none, and this tells so at little cost.
_ANY = expression(rf"[\d{_CN}]|\b(?:{_WORD})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: ``digits`` times ``scale`` (3.46万 is 3.46 × 10000).

    ``maximum`` is set for 七八 (seven or eight), ``more`` for 100多万. ``form`` is ``digits``,
    ``chinese``, ``english`` or ``bare`` (a power alone, as in 近百).
    """

    start: int
    end: int
    digits: Decimal
    scale: Decimal = Decimal(1)
    form: str = "digits"
    more: bool = False
    maximum: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return plain(self.digits * self.scale)


def plain(value: Decimal) -> Decimal:
    """Drop trailing zeros and the exponent, so that equal numbers are written alike."""
    return Decimal(f"{value.normalize():f}")


def chinese(text: str) -> Decimal | None:
    """Return the number that Chinese characters write, or None.

    >>> chinese("一亿二千零五万"), chinese("二〇二四"), chinese("三百五"), chinese("七点二五")
    (Decimal('120050000'), Decimal('2024'), Decimal('350'), Decimal('7.25'))
    """
    whole, point, fraction = text.partition("点")
    if point:
        scale = fraction.lstrip("零〇一二三四五六七八九")
        start, decimals = chinese(whole), "".join(str(_DIGITS[c]) for c in fraction if c in _DIGITS)
        return None if start is None else Decimal(f"{start}.{decimals}") * _power(scale)
    if all(c in _DIGITS for c in text) and (len(text) > 2 or text[:1] in {"零", "〇"}):
        return Decimal("".join(str(_DIGITS[c]) for c in text)) if text else None
    return _grouped(text)


def _grouped(text: str) -> Decimal | None:
    """Read ``text`` by its highest power: what is before multiplies it, what is after is added."""
    for power in "亿万千百十":
        before, found, after = text.rpartition(power) if power in "亿万" else text.partition(power)
        if found:
            left = _grouped(before) if before else Decimal(1)
            right = _grouped(after) if after else Decimal(0)
            if left is None or right is None or left == 0:
                return None
            if len(after) == 1 and after in _DIGITS:  # 三百五 is 350
                right *= _POWERS[power] // 10
            return left * _POWERS[power] + right
    text = text.lstrip("零〇") or "零"
    if text[0] in "廿卅":
        rest = _grouped(text[1:]) if text[1:] else Decimal(0)
        return None if rest is None else _POWERS[text[0]] + rest
    return Decimal(_DIGITS[text]) if text in _DIGITS else None


def english(text: str) -> Decimal | None:
    """Return the number that English words write, or None.

    >>> english("two hundred and five thousand"), english("half a million"), english("third")
    (Decimal('205000'), Decimal('500000'), Decimal('3'))
    """
    words = text.lower().replace("-", " ").split()
    if len(words) == 1 and words[0] in _ORDINALS:
        return Decimal(_ORDINALS.index(words[0]))
    total, section, half = Decimal(0), Decimal(0), "half" in words
    for word in words:
        if word in _WORDS:
            section += _WORDS[word]
        elif word == "hundred":
            section = (section or Decimal(1)) * _SCALES[word]
        elif word in _SCALES:
            total, section = total + (section or 1) * _SCALES[word], Decimal(0)
        elif word not in {"a", "an", "and", "half"}:
            return None
    total += section
    if half:
        return total / 2 if words[0] == "half" else total + Decimal("0.5")
    return total if words else None


def number(text: str) -> Decimal | None:
    """Return the value of a numeral in any of the forms, or None.

    >>> number("1,500.5"), number("3.46万"), number("3.2 billion"), number("十二")
    (Decimal('1500.5'), Decimal('34600'), Decimal('3200000000'), Decimal('12'))
    """
    match = next(scan(text.strip()), None)
    whole = match is not None and match.end - match.start == len(text.strip())
    return match.value if match and whole and match.maximum is None else english(text)


def scan(text: str) -> Iterator[Numeral]:
    """Yield the numerals of ``text`` in order; see the module for what is passed over."""
    for match in _SCAN.finditer(text) if _ANY.search(text) else ():
        if match["not"] is None:
            numeral = _numeral(match)
            if numeral:
                yield numeral


def _numeral(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["chinese"]:
        return _chinese(match)
    if match["english"]:
        value = english(match[0])
        return Numeral(start, end, value, form="english") if value is not None else None
    digits = _decimal(match["digits"] or match["priced"])
    word = match["word"] or match["letter"] or match["short"] or match["si"]
    scale = Decimal(_SCALES[word.lower()]) if word else _power(match["scale"] or "")
    if match["digits2"]:  # 1兆2,000亿, 1亿8千万
        digits += _decimal(match["digits2"]) * _power(match["scale2"]) / scale
    if match["rest"]:  # 13万4,856
        digits += _decimal(match["rest"]) / scale
    return Numeral(start, end, digits, scale, more=bool(match["more"]))


def _chinese(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    text, outer = match["chinese"], match["scale3"] or ""
    body = text.rstrip("万亿")
    if "万" in body or "亿" in body:  # 一亿二千万 has no one scale
        body = text
    scale = _power(text[len(body) :] + outer)
    more = bool(outer)
    if not body or (len(text) == 1 and text in _POWERS and text != "十"):
        return Numeral(start, end, Decimal(1), _power(text + outer), "bare", more)
    value = chinese(body)
    if value is not None:
        return Numeral(start, end, value, scale, "chinese", more)
    pair = _pair(body)
    return Numeral(start, end, pair[0], scale, "chinese", more, pair[1] * scale) if pair else None


def _pair(text: str) -> tuple[Decimal, Decimal] | None:
    """Read 七八 or 三四十 as the two numbers between which the truth lies."""
    for i in range(len(text) - 1):
        first, second = _DIGITS.get(text[i]), _DIGITS.get(text[i + 1])
        if first and second == first + 1:
            low, high = chinese(text[: i + 1] + text[i + 2 :]), chinese(text[:i] + text[i + 1 :])
            return (low, high) if low is not None and high is not None else None
    return None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace(" ", ""))


def _power(text: str) -> Decimal:
    """Multiply the powers of ten that ``text`` spells: 万亿 is 10 to the 12th."""
    product = Decimal(1)
    for character in text:
        product *= _POWERS[character]
    return product
