"""Chinese firms that show by their trade and by what stands beside them: ``某某重工``.

A word of trade ends many phrases that are no names (綠色金融, 醫療保險). So what stands before it
must be no word that the lists know, and something must tell that a firm is meant: it does what
firms do (``宣布``, ``旗下``, ``某某船務去年斥資…``), something is done by it, with it or to it
(``由某某造船改裝``, ``收購某某拖輪``, ``從某某化工離職``), it has posts (``合夥人``), has its name
in Latin letters beside it, is what a relative clause places (``總部設在某地的``), or stands in a
list of such names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.chinese_words import is_coined, is_word
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_listed, is_ordinary
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_FIRM = "kg:Firm"
_CORE = (2, 4)  # characters before the trade
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NEAR = 24  # characters that a relative clause is looked for in
_GLOSS = re.compile(r"\s?\((?:[A-Z][A-Za-z]{2,}|[a-z][A-Z]|股票代码|股份代号|\d{4,6}[.)])")
_COUNTED = re.compile(r"[^,。;]{0,40}?等\d{1,4}[个家]")  # 投资甲生物、乙冷链等9个项目
_OPENS = re.compile(
    r"(?:^|[,。;:!?\n「“*#>]|[年月日季初底]|[今昨]日|日前|近日|早前|同时|其后|随后|但|而|本地) ?\Z"
)
_BY = tuple("由被获受经让系是为")
_WITH = tuple("与和跟同及向")
_FROM, _AT = ("从", "自"), ("在", "于")
_LISTED = re.compile(r"、|[和与及]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A possible firm: its range, its trade, and whether a noun for firms stands before it."""

    start: int
    end: int
    trade: str
    noun: bool


def find(land: Landscape, original: str, terminology: Terminology, hints: Hints) -> list[Mention]:
    """Return the firms that a passage names by trade, in order, and take them."""
    candidates = list(_candidates(land, hints))
    told = {c.start for c in candidates if _is_told(land, c)}
    told |= _coordinated(land, candidates, told)
    found = [_mention(each, original, terminology) for each in candidates if each.start in told]
    for entry in found:
        land.take(entry)
    return found


def coined(
    land: Landscape, original: str, terminology: Terminology, hints: Hints, *, listed: bool
) -> list[Mention]:
    """Return the firms that only what stands before their trade tells: it is no word.

    Those that are not ``listed`` stand alone: a list is read as a whole first.
    """
    return [
        _mention(each, original, terminology)
        for each in _candidates(land, hints)
        if _is_coined(land, each) and (listed or not _is_beside(land.text, each))
    ]


def _is_beside(text: str, firm: _Candidate) -> bool:
    before = _LISTED.match(text, firm.start - 1) if firm.start else None
    return before is not None or _LISTED.match(text, firm.end) is not None


def _mention(firm: _Candidate, original: str, terminology: Terminology) -> Mention:
    label = (original[firm.start : firm.end],)
    return mention((firm.start, firm.end), label, _FIRM, "trade", terminology)


@cache
def _trades() -> Automaton:
    return Automaton(read().get("generic", "trades") + read().get("generic", "licensed"))


@cache
def _made() -> frozenset[str]:
    """Return the words of trade that are words for what is made, too: 手术机器人."""
    made = read().get("generic", "made_things")
    return frozenset(entry.partition("=")[0] for entry in made)


@cache
def trade_name() -> re.Pattern[str]:
    """Return the pattern of a short Chinese trade name, its trade in the group ``trade``."""
    trades = read().any_of("generic", "trades")
    return re.compile(rf"[\u3400-\u9fff]{{2,3}}?(?P<trade>{trades})")


@cache
def _doing() -> re.Pattern[str]:
    offices = read().get("posts", "offices")
    firms = next(tuple(o.split("=")[1].split(",")) for o in offices if o.startswith(_FIRM))
    posts = [title for title in read().get("posts", "titles") if title.endswith(firms)]
    words = (*read().get("generic", "corporate"), *posts)
    verbs = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?>(?:今年|明年|去年|近日|目前|已|将|拟|计划|正|现|也|则|还|又|曾){{0,3}})(?:{verbs})"
    )


@dataclass(frozen=True, slots=True)
class _Slots:
    """What stands behind a firm that does something, by it, with it and at it."""

    subject: re.Pattern[str]
    surest: re.Pattern[str]
    other: re.Pattern[str]
    agent: re.Pattern[str]
    partner: re.Pattern[str]
    left: re.Pattern[str]
    served: re.Pattern[str]


@cache
def _slots() -> _Slots:
    lists = read()
    adverbs = rf"(?>(?:{lists.any_of('slots', 'adverbs')}){{0,3}})"
    month = r"\d{1,2}月|年?[初底中]|[上本下]月"
    when = rf"(?>[于在自]?(?:\d{{4}}年|[今明去前]年)?(?:{month})?(?:\d{{1,2}}日)?起?)"
    lead = rf"(?:\([^()\n]{{1,40}}\))?{adverbs}{when}{adverbs}"
    governed = rf"(?:[与和跟同向在从对为把将于以按受获凭经][^,。;:!?\n]{{2,20}}?{adverbs})?"

    def doing(*names: str) -> re.Pattern[str]:
        return re.compile(rf"{lead}的?{governed}(?:{lists.any_of('slots', *names)})")

    undertaken, jointly = (lists.any_of("generic", name) for name in ("undertaking", "jointly"))
    return _Slots(
        doing("firm_deeds"),
        doing("surest_deeds"),
        doing("firm_deeds", "other_deeds"),
        re.compile(rf"{lead}所?(?:{undertaken}|{lists.any_of('slots', 'done_by')})"),
        re.compile(rf"{lead}(?:{jointly})"),
        re.compile(lists.any_of("slots", "leaving")),
        re.compile(lists.any_of("slots", "serving")),
    )


def _candidates(land: Landscape, hints: Hints) -> Iterator[_Candidate]:
    text = land.text
    trades = _trades().longest(text)
    if not trades:
        return
    nouns = {
        e: s for s, e, word in hints.head_automaton.longest(text) if hints.heads[word] == _FIRM
    }
    last = 0
    for trade, end, word in trades:
        if land.overlaps(trade, end):
            continue
        stem = land.stem(trade)
        nearest = range(max(stem.start, trade - _CORE[1]), trade - 1)
        noun = next((at for at in nearest if at in nouns), None)
        start = stem.start if noun is None else noun  # 企業 + 某某科技
        start += _verb_before(text[start:trade])
        core = "".join(text[at] for at in range(start, trade) if land.kinds[at] is Kind.PLAIN)
        placed = noun is None and stem.anchor is not Kind.PLAIN
        if last <= start < trade and _is_own(core, word, placed):
            yield _Candidate(start, end, word, noun is not None)
            last = end


def _verb_before(words: str) -> int:
    """Return the length of the verb that the words before a trade begin with: 投资 + 某某生物."""
    verbs = read().get("slots", "backing")
    return max((len(verb) for verb in verbs if words.startswith(verb)), default=0)


def _is_own(core: str, trade: str, placed: bool) -> bool:
    """Tell whether what stands before a trade may be a firm's own name."""
    if placed and trade in read().get("generic", "licensed"):
        return len(core) <= _CORE[1] and core not in read().get("generic", "insured")
    if core in read().get("generic", "provinces"):
        return trade in read().get("generic", "surely")
    shortest, longest = _CORE
    if not shortest <= len(core) <= longest or not re.fullmatch(r"[\u3400-\u9fff]+", core):
        return False
    known = is_ordinary(core) or is_listed(core) or is_listed(core[:2]) or is_listed(core[-2:])
    return not known


def _is_told(land: Landscape, firm: _Candidate) -> bool:
    """Tell whether the words beside a candidate say that it is a firm."""
    text = land.text
    before = text[max(0, firm.start - _NEAR) : firm.start]
    if _fills_slot(land, firm, before):
        return True
    party = before.endswith(read().get("generic", "parties"))
    if party and text.startswith(read().get("generic", "undertaking"), firm.end):
        return True
    if firm.trade in read().get("generic", "broad"):
        announces = text.startswith(read().get("generic", "announcing"), firm.end)
        return announces or bool(_GLOSS.match(text, firm.end)) or _beside_body(land, firm)
    if _doing().match(text, firm.end) or _GLOSS.match(text, firm.end):
        return True
    if before.endswith(read().get("slots", "backing")) and _COUNTED.match(text, firm.end):
        return True
    if not land.breaks(firm.end):
        return False
    if firm.noun or before.endswith(read().get("generic", "of_firms")):
        return True
    clause = re.split(r"[,。;!?:、]", before)[-1]
    if clause.endswith("的"):
        return any(word in clause for word in read().get("generic", "seats"))
    if firm.trade in read().get("generic", "surely") or _beside_body(land, firm):
        return True
    sure = firm.trade in read().get("generic", "no_fields")
    return sure and party


def _is_coined(land: Landscape, firm: _Candidate) -> bool:
    """Tell whether what stands before the trade of firms is no word at all: 澄极仪器.

    Neither may its first character be one with what stands before it, nor its last one with what
    follows.
    """
    trades = read().get("generic", "firm_trades")
    if firm.noun or firm.trade not in trades or not _stands_alone(land.text, firm):
        return False
    core = land.text[firm.start : firm.end - len(firm.trade)]
    opens = core.startswith(read().get("generic", "no_core"))
    return len(core) < _CORE[1] and not opens and is_coined(core)


def _stands_alone(text: str, firm: _Candidate) -> bool:
    """Tell whether neither end of a candidate is half of a word that goes on beside it."""
    if text.startswith(read().get("generic", "trade_goes_on"), firm.end):
        return False
    edges = ((firm.start - 1, firm.start + 1), (firm.end - 1, firm.end + 1))
    beside = [text[max(start, 0) : end] for start, end in edges]
    return not any(len(two) > 1 and _HAN.fullmatch(two) and is_word(two) for two in beside)


def _fills_slot(land: Landscape, firm: _Candidate, before: str) -> bool:
    """Tell whether a candidate is who does something, or with whom, by whom or to whom it is."""
    slots, lists = _slots(), read()
    broad = firm.trade in (*lists.get("generic", "broad"), *_made())
    if _OPENS.search(before):
        sure = firm.trade in lists.get("generic", "no_fields")
        doing = slots.surest if broad else slots.other if sure else slots.subject
        return doing.match(land.text, firm.end) is not None
    for words, behind in ((_BY, slots.agent), (_WITH, slots.partner), (_FROM, slots.left)):
        if before.endswith(words) and behind.match(land.text, firm.end):
            return True
    if broad or not land.breaks(firm.end):
        return before.endswith(_AT) and slots.served.match(land.text, firm.end) is not None
    return before.endswith(lists.get("slots", "taking"))


def _beside_body(land: Landscape, firm: _Candidate) -> bool:
    """Tell whether a body that is already named stands in a list with a candidate."""
    text, kinds = land.text, land.kinds
    joints = read().get("clauses", "joints")
    behind = text[firm.end : firm.end + 1] == "、" and kinds[firm.end + 1 :][:1] == [Kind.BODY]
    before = text[firm.start - 1 : firm.start] in ("、", *joints) and firm.start > 1
    return behind or (before and kinds[firm.start - 2] is Kind.BODY)


def _coordinated(land: Landscape, candidates: list[_Candidate], told: set[int]) -> set[int]:
    """Return the starts of candidates that stand beside another one that is told or sure."""
    sure = read().get("generic", "no_fields")
    found: set[int] = set()
    for left, right in pairwise(candidates):
        beside = _LISTED.fullmatch(land.text, left.end, right.start)
        if beside and (
            {left.start, right.start} & (told | found) or {left.trade, right.trade} <= {*sure}
        ):
            found |= {left.start, right.start}
    return found
