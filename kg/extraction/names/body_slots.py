"""Chinese bodies by the slot that they fill: ``某某堂是甲集团旗下的子公司``, ``委托某某堂管理``.

Nothing in such a name shows that it is one. But only a body is the subsidiary of another, has its
shares held, closes a round, opens a branch office, is entrusted with running something, or is
the host in a clause of its own. So the words in such a slot are a name, where no list knows them.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.names.bearers import bearer
from kg.extraction.names.betrayed import doer
from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_listed, is_ordinary
from kg.extraction.words.sieve import Sieve
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_BODY = "\ue0fe"  # stands for each character of a body that is known
_OPENS = r"(?:^|(?<=[,。;:!?\n]))"
_END = r"[,。;:!?\n]|$"
_CLOSES = rf"(?={_END})"
_JOINTS = expression("[、<clauses.joints>]")
_GAP = r"[^,。;:!?\n]"


def find(
    land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Iterator[Mention]:
    """Yield the bodies that fill a slot of bodies; one may be found by several slots."""
    text = _masked(land)
    for slot, _ in _slots().kept(text):
        for match in slot.finditer(text):
            found = doer(land, original, *match.span("name"), terminology, hints)
            if found is not None:
                yield found
    for match in _staked().finditer(text):
        yield from _members(land, original, match, terminology, hints)
    for match in _told_by_owner().finditer(text):
        span = match.span("name")
        ending = hints.ending(match["name"])
        if ending and ending[0] in hints.bodies and not land.overlaps(*span):
            label = (original[slice(*span)],)
            yield mention(span, label, ending[0], "slot", terminology)


def _members(
    land: Landscape, original: str, match: re.Match[str], terminology: Terminology, hints: Hints
) -> Iterator[Mention]:
    """Yield the members of a list in which somebody has a stake, if all are names of their own."""
    at, found = match.start("names"), []
    for name in _JOINTS.split(match["names"]):
        end = at + len(name)
        first = bearer(land.text, at, end)
        word = land.text[first : first + 2]
        own = not is_listed(word) and not is_ordinary(word)
        found.append(doer(land, original, first, end, terminology, hints) if own else None)
        at += len(name) + 1
    if all(found):
        yield from (each for each in found if each)


def _masked(land: Landscape) -> str:
    """Return the text with each character of a known body or place masked, as long as it was."""
    if Kind.BODY not in land.kinds:
        return land.text
    return "".join(
        _BODY if kind is Kind.BODY else letter
        for letter, kind in zip(land.text, land.kinds, strict=True)
    )


@cache
def _staked() -> re.Pattern[str]:
    """Return the pattern of a list of firms that are invested in: 首批投资 甲感测、乙机电."""
    name = r"[\u3400-\u9fff]{3,6}"
    staking = read().any_of("slots", "staking")
    return seldom(
        rf"(?:{staking})[::<slots.being>]? ?(?P<names>{name}(?:[、<clauses.joints>]{name}){{1,9}})"
        r"(?=[。;,\n]|$|<clauses.and_others>|[\d<numerals.digits>]{1,2}[\u3400-\u9fff]{1,3}<slots.staked_kinds>)"
    )


@cache
def _told_by_owner() -> re.Pattern[str]:
    """Return the pattern of a body of ordinary words whose owner or birthday is told."""
    belonging, born = (read().any_of("slots", name) for name in ("belonging", "born"))
    when = r"[于在]?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
    return re.compile(
        rf"{_OPENS}(?P<name>[\u3400-\u9fff]{{6,16}}?)"
        rf"(?:(?:{belonging}){_BODY}|{when}(?:[于在]{_GAP}{{2,8}}?)?(?:{born}))"
    )


def _trades() -> str:
    """Return the words of trade that are no word for what is made, and end no other phrase."""
    lists = read()
    made = {entry.partition("=")[0] for entry in lists.get("generic", "made_things")}
    trades = set(lists.get("generic", "trades")) - made - set(lists.get("generic", "broad"))
    return "|".join(sorted(trades, key=lambda word: (-len(word), word)))


@cache
def _slots() -> Sieve[None]:
    def words(name: str) -> str:
        return read().any_of("slots", name)

    name = r"(?P<name>[\u3400-\u9fff]{3,8}?)"
    adverbs = rf"(?>(?:{words('adverbs')}){{0,3}})"
    subject = rf"{_OPENS}{name}{adverbs}"
    body = f"{_BODY}{{2,24}}"
    sources = (
        (
            rf"{subject}(?:是|为|系|乃){body}的?(?:{words('ties')})的?{_GAP}{{0,6}}?"
            rf"(?:{words('kin')}){_CLOSES}"
        ),
        (
            rf"{body}{adverbs}(?:(?:{words('spending')}){_GAP}{{2,12}}?)?"
            rf"(?:{words('holding')}){name}"
            rf"(?:(?:的?[约逾近]?\d{{1,3}}(?:\.\d{{1,4}})?%)?的?(?:{words('shares')})"
            rf"|的?[约逾近]?\d{{1,3}}(?:\.\d{{1,4}})?%"
            rf"|(?=(?:{read().any_of('outcomes', 'failed')})?(?:{_END})))"
        ),
        rf"(?:{words('firm_founding')})(?P<name>[\u3400-\u9fff]{{2,3}}(?:{_trades()})){_CLOSES}",
        rf"{subject}(?:完成|获得?|启动)了?{_GAP}{{0,14}}?(?:{words('rounds')})",
        (
            rf"{subject}[在于]{_GAP}{{2,12}}?(?:{words('opening')})了?{_GAP}{{0,6}}?"
            rf"(?:{words('outposts')})"
        ),
        (
            rf"{_OPENS}(?P<name>[\u3400-\u9fff]{{2,3}}(?:{_trades()})){adverbs}"
            rf"(?:{words('making')})"
        ),
        rf"(?:{words('entrusting')}){name}(?:负责|统一|办理|进行)?(?:{words('entrusted')}){_CLOSES}",
        (  # 甲集团旗下的乙音乐去年…, 甲集团的乙科技则…
            rf"{_BODY}{{2,24}}(?:{words('groups')})?(?:(?:{words('under')})的?|的)"
            rf"(?P<name>[\u3400-\u9fff]{{2,3}}(?:{_trades()}))"
            rf"(?=(?:{words('adverbs')}|{words('goes_on')})|{_END})"
        ),
        rf"{subject}(?:的(?:{words('owned')})|获得?{body}{_GAP}{{0,4}}?(?:{words('backed')}))",
        rf"{body}的?(?:{words('formerly')}){name}{_CLOSES}",
        rf"{body}{adverbs}(?:是|为|系|乃){name}(?:{words('ties')})?的?(?:{words('ties')})?"
        rf"(?:{words('daughters')}){_CLOSES}",
        rf"(?<=[,;]){name}(?:{words('deeds')}){_CLOSES}",
        rf"(?<=[,;]){name}{adverbs}<boundaries.sharing><boundaries.sharing_by>?\d{{1,3}}[.\d%]",
        (
            rf"{_OPENS}(?P<name>[\u3400-\u9fff]{{2,3}}(?:{_trades()})){adverbs}[在于]"
            rf"{_GAP}{{2,10}}?(?:{words('born')})"
        ),
    )
    return Sieve((source, None) for source in sources)
