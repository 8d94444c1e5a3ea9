"""Whose money a bare 元 and a bare ``$`` are, in one document.

A document that names a currency of that word anywhere means it everywhere; else the place that it
speaks of most often decides; else its script. It is an assumption of the reader, made once.
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
    "USD": r"US\$|USD",
    "AUD": r"A\$|AUD",
    "CAD": r"C\$|CAD",
}
_PLACES = {
    "HKD": r"香港|本港|Hong Kong",
    "MOP": r"澳门|本澳|Macao|Macau",
    "TWD": r"台湾|台北|新竹|台南|台中|高雄|Taiwan|Taipei",
    "SGD": r"新加坡|Singapore",
    "AUD": r"Australia|Sydney|Melbourne",
    "CAD": r"Canada|Toronto|Ottawa",
    "USD": r"United States|Washington|American",
}
_YUAN = ("HKD", "MOP", "TWD", "SGD", "CNY")
_DOLLAR = ("HKD", "TWD", "SGD", "USD", "AUD", "CAD")
_SCRIPTS = {"zh-Hant": ("HKD", "HKD"), "zh-Hans": ("CNY", "USD"), "en": ("CNY", "USD")}


class Money(NamedTuple):
    """The ISO 4217 codes of a bare 元 and of a bare ``$``."""

    yuan: str
    dollar: str


ASSUMED = Money("CNY", "HKD")


def defaults(document: Document) -> Money:
    """Return what a bare 元 and a bare ``$`` stand for in a document."""
    text = fold(document.text)
    named, placed = _counts(_NAMED, text), _counts(_PLACES, text)
    yuan, dollar = _SCRIPTS.get(document.language, _SCRIPTS["en"])
    if document.language == "zh-Hans":
        placed = Counter()  # Hong Kong is often spoken of in Mainland texts, whose 元 is the yuan
    return Money(_most(_YUAN, named, placed) or yuan, _most(_DOLLAR, named, placed) or dollar)


def _counts(forms: Mapping[str, str], text: str) -> Counter[str]:
    found = Counter({code: len(re.findall(form, text)) for code, form in forms.items()})
    return +found


def _most(codes: tuple[str, ...], *counts: Counter[str]) -> str:
    """Return the code that the first telling count has most of; nothing if none tells."""
    for count in counts:
        own = {code: count[code] for code in codes if count[code]}
        if own:
            return max(own, key=lambda code: (own[code], -codes.index(code)))
    return ""
