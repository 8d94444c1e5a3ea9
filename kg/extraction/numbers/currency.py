"""Whose money a bare 元 and a bare ``$`` are, in one document.

The place that a document speaks of most often decides, above all the one in its opening; else a
currency that it names; else its script. It is an assumption of the reader, made once.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from kg.model.document import Document
from kg.text.folding import fold

_NAMED = {
    "HKD": r"港元|港币|HK\$|HKD",
    "MOP": r"澳门元|澳门币|MOP",
    "TWD": r"新台币|NT\$|TWD",
    "SGD": r"新加坡元|新元|S\$|SGD",
    "CNY": r"人民币|RMB|CNY",
    "USD": r"US\$|USD|美元",
    "AUD": r"A\$|AUD|澳元",
    "CAD": r"C\$|CAD|加元",
    "NZD": r"NZ\$|NZD|纽元",
    "JPY": r"JPY|日元|日圆|\byen\b",
}
_PLACES = {
    "HKD": r"香港|本港|港府|Hong Kong|Kowloon",
    "MOP": r"澳门(?![元币])|本澳|Macao|Macau",
    "TWD": r"台湾|台北|新北市|桃园|新竹|台南|台中|高雄|行政院|立法院"
    r"|Taiwan|Taipei|Hsinchu|Taichung|Tainan|Kaohsiung",
    "SGD": r"新加坡(?!元)|狮城|Singapore(?! dollar)",
    "AUD": r"澳大利亚|澳洲|悉尼|Australia|Sydney|Melbourne|Adelaide|Brisbane|Perth|Canberra"
    r"|Queensland|New South Wales|Tasmania|Commonwealth|Darwin|Hobart|Western Australia",
    "CAD": r"加拿大|Canad(?:a|ian)|Toronto|Ottawa|Vancouver|Ontario|Quebec|Montreal|Alberta"
    r"|Calgary|Winnipeg|Manitoba|Saskatchewan|Nova Scotia|British Columbia|Edmonton",
    "NZD": r"新西兰|New Zealand|Aotearoa|Auckland|Wellington|Christchurch|Dunedin|Otago|Waikato"
    r"|Canterbury|Southland|South Island|North Island|M[āa]ori",
    "USD": r"美国|United States|U\.S\.|Washington|America|California|New York|Texas|Boston|Chicago"
    r"|Seattle|Houston|Los Angeles|San Francisco|Florida|Ohio|Pennsylvania|Michigan|Illinois",
    "JPY": r"Japan|Tokyo|Osaka|Kyoto|Fukuoka|Nagoya",
    "CNY": r"我国|全[国省]|北京|上海|深圳|广[州东]|浙江|江苏"
    r"|China(?! Sea)|Chinese|Beijing|Shanghai|Shenzhen|Guangdong",
}
_NUMBERING = re.compile(r"[\s#*]*(?:[\d.一二三四五六七八九十()]{1,5}[、.)\s]\s*)?")
_LOCAL = {**_PLACES, "CNY": rf"内地|大陆|Mainland|{_PLACES['CNY']}"}
_YUAN = ("HKD", "MOP", "TWD", "SGD", "CNY")
_TRADITIONAL = ("HKD", "MOP", "TWD", "SGD")
_DOLLAR = ("HKD", "TWD", "SGD", "USD", "AUD", "CAD", "NZD")
_SIGN = ("CNY", "JPY")  # what an English text may mean by a bare ¥
_SCRIPTS = {"zh-Hant": ("HKD", "HKD"), "zh-Hans": ("CNY", "USD"), "en": ("CNY", "USD")}
_OPENING = 400  # code points in which a document says where it speaks from
_WEIGHT = 3  # of a place that is named there


_WORDS = {"港元": "HKD", "港币": "HKD", "HK$": "HKD", "HKD": "HKD", "澳门元": "MOP", "MOP": "MOP"}
_WORDS |= {
    "新台币": "TWD",
    "NT$": "TWD",
    "新加坡元": "SGD",
    "S$": "SGD",
    "人民币": "CNY",
    "RMB": "CNY",
}
_NAMED_YUAN = re.compile("|".join(re.escape(word) for word in _WORDS))


class Money(NamedTuple):
    """The ISO 4217 codes of a bare 元 and of a bare ``$``."""

    yuan: str
    dollar: str


ASSUMED = Money("CNY", "HKD")


def defaults(document: Document) -> Money:
    """Return what a bare 元 and a bare ``$`` stand for in a document.

    They are the currency of the place that it speaks for. Who names a currency (港元) means another
    by a bare 元, so that names tell only where no place does.
    """
    text = fold(document.text)
    yuan, dollar = _SCRIPTS.get(document.language, _SCRIPTS["en"])
    named, placed = _counts(_NAMED, text), _placed(text)
    if document.language == "zh-Hans":
        home = _most(_YUAN, named)  # a Mainland text means the yuan, whatever place it speaks of
        yuan = home if home and home == _most(_YUAN, placed) else yuan
        return Money(yuan, _most(_DOLLAR, named) or dollar)
    kinds = _SIGN if document.language == "en" else _TRADITIONAL
    return Money(
        _most(kinds, placed) or _most(kinds, named) or yuan,
        _most(_DOLLAR, placed) or _most(_DOLLAR, named) or dollar,
    )


def local(heading: str, money: Money) -> Money | None:
    """Return what a bare 元 is worth under a heading that begins with a place; else None.

    >>> money = Money("HKD", "HKD")
    >>> local("二、內地的經驗", money), local("與內地合作", money)
    (Money(yuan='CNY', dollar='HKD'), None)
    """
    words = fold(heading)
    number = _NUMBERING.match(words)
    start = number.end() if number else 0
    named = [code for code in _YUAN if re.compile(_LOCAL[code]).match(words, start)]
    return money._replace(yuan=named[0]) if named else None


def _placed(text: str) -> Counter[str]:
    """Count the places named, those of the opening, and the first, with more weight."""
    placed, opening = _counts(_PLACES, text), _counts(_PLACES, text[:_OPENING])
    placed += Counter({code: (_WEIGHT - 1) * n for code, n in opening.items()})
    found = ((found.start(), code) for code in opening if (found := re.search(_PLACES[code], text)))
    if first := min(found, default=None):
        placed[first[1]] += 1
    return placed


def _counts(forms: Mapping[str, str], text: str) -> Counter[str]:
    found = Counter({code: len(re.findall(form, text)) for code, form in forms.items()})
    return +found


def _most(codes: tuple[str, ...], counts: Counter[str]) -> str:
    """Return the code that is counted most; nothing if none is."""
    own = {code: counts[code] for code in codes if counts[code]}
    return max(own, key=lambda code: (own[code], -codes.index(code))) if own else ""


def named_yuan(text: str, default: str) -> str:
    """Return what 元 is worth here: the only currency counted in 元 that is named, if any."""
    codes = {_WORDS[word] for word in _NAMED_YUAN.findall(text)}
    return codes.pop() if len(codes) == 1 else default
