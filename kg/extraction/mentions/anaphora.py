"""Words that point back to a thing named before: 該公司, 这个平台, the Council."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

RULE = "anaphora"
OF_SPEAKER = "anaphora of a speaker"  # we, my department
OF_GOVERNMENT = "anaphora of a government"  # this Government: it mostly tells of its territory
_FARTHEST = 2_000  # code points that a word points back within its passage
# What follows a class noun that stands alone for a thing: an adverb, a time, a verb, no other noun.
_GOES_ON = (
    r"[<clauses.going_on_first>\d]|<clauses.going_on_words>"
    r"|<clauses.has>(?=<counts.about>?(?:\d|<numerals.vague>{1,3}<counts.classifiers_of_people>))"
)
# What may stand before it: 如今公司有118人, 她的公司做推进器.
_LEADS = r"(?:<clauses.lead_in>,?\s?){0,2}"
_PLANS = r"<clauses.planning>(?:<clauses.planned>|\d)"  # to plan, not a plan: 計劃於明年開設
_HERS = r"<clauses.hers>"
_POINTER = 2  # code points of 这家; where a modifier stands between, the noun alone is the mention
_WHERE = expression(r"<clauses.where>[“「]?\Z")
_BY = expression(r"<particles.by>[^,。;:]{0,12}\Z")
_TAKES_PART = expression(r"[”」]?<voices.taking_part>(?!<voices.taking_part_last>)")
_NEAR = 16
_STOP = re.compile(r"[。!?;]|\. ")
_CAPITAL = re.compile(r"\s(?:of|for|on)\s|\s[A-Z]")


def anaphora(
    text: str, mentions: Sequence[Mention], earlier: Sequence[Mention], terminology: Terminology
) -> list[Mention]:
    """Return a mention for each pointing word of folded ``text`` whose thing can be told.

    It is a thing of a fitting class in ``mentions`` (of the same passage) before the word, one
    whose name has the head noun first (an English one, however far back): the nearest in the same
    sentence, else the first of the nearest sentence, as that is likely its topic; else the
    one named most often in ``earlier`` (the passage before), of those the last.
    The mention's rule is ``anaphora``. Words inside other mentions do not point.
    """
    found = []
    topical = _topical(earlier)
    starts = [mention.start for mention in mentions]
    for match in _pointing().finditer(text):
        kind = match.lastgroup or ""
        start = match.start(kind)
        if kind == "english" or (start - match.start() <= _POINTER and kind == "chinese"):
            start = match.start()
        end, head = match.end(), match.group(kind)
        if match.lastgroup == "english" and _CAPITAL.match(text, end):
            continue
        near = mentions[bisect_left(starts, start - _FARTHEST) : bisect_left(starts, end)]
        if any(start < m.end for m in near):
            continue
        near = [m for m in near if not _only_places(text, m, terminology)]
        groups = (*_groups(text, start, near), topical)
        named = (_named(head, group) for group in groups if head.islower())  # the fund: F Fund
        topics = (
            [[m for m in g if not _has_hand(text, m)] for g in groups] if kind == "bare" else []
        )
        best = (_best(head, group, terminology) for group in (*topics, *groups))
        entity = next(filter(None, named), None) or next(filter(None, best), None)
        if entity:
            found.append(Mention(start, end, (entity,), RULE))
    return found


def _topical(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a passage, those of what it goes on to name first, the last first."""
    often = Counter(map(_id, mentions))
    last_first = list(mentions)[::-1]
    return sorted(last_first, key=lambda mention: -often[_id(mention)])


def _id(mention: Mention) -> str:
    return mention.meaning.id if isinstance(mention.meaning, Entity) else ""


def called(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the range and the word of each Chinese kind that stands alone for a thing.

    >>> list(called("基金由政府设立")), list(called("基金业由政府监管"))
    ([(0, 2, '基金')], [])
    """
    for match in _pointing().finditer(text):
        kind = match.lastgroup or ""
        if kind in ("bare", "owner", "chinese"):
            yield match.start(kind), match.end(kind), match.group(kind)


@cache
def heads() -> tuple[str, ...]:
    """Return the Chinese kinds by which a thing may be called, the longest first."""
    words = {word for listed in _heads().values() for word in listed if not word.isascii()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _groups(text: str, at: int, mentions: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
    """Yield the mentions before ``at`` by sentence, the best of each sentence first."""
    first = max(0, at - _FARTHEST)
    stops = [first, *(m.end() for m in _STOP.finditer(text, first, at)), at + 1]
    for number, (start, end) in enumerate(zip(stops[-2::-1], stops[::-1], strict=False)):
        group = [m for m in mentions if start <= m.start and m.end < end]
        yield group if number else group[::-1]


def _best(head: str, mentions: Sequence[Mention], terminology: Terminology) -> Entity | None:
    """Return the first thing of a class that the head noun may mean."""
    entities = [m.meaning for m in mentions if isinstance(m.meaning, Entity)]
    if head[0].isupper():  # the Council: its name must say so
        return next((e for e in entities if _is_named(e, head)), None)
    for curie, words in _heads().items():
        fitting = [e for e in entities if head in words and _is_such(e, curie, terminology)]
        if fitting:
            return next((e for e in fitting if _is_named(e, head)), fitting[0])
    return None


def _has_hand(text: str, mention: Mention) -> bool:
    """Tell whether a body only does or backs what is spoken of: 由甲領投,乙跟投."""
    by = _BY.search(text, max(0, mention.start - _NEAR), mention.start)
    return by is not None or _TAKES_PART.match(text, mention.end) is not None


def _only_places(text: str, mention: Mention, terminology: Terminology) -> bool:
    """Tell whether a site is named only as where something is done: 在某中心举行."""
    entity = mention.meaning
    site = isinstance(entity, Entity) and terminology.is_a(entity.types, "kg:Site")
    return site and _WHERE.search(text, max(0, mention.start - 3), mention.start) is not None


def _named(head: str, mentions: Sequence[Mention]) -> Entity | None:
    """Return the first thing one of whose names ends in an English head noun."""
    ending = f" {head}"
    return next(
        (
            entity
            for mention in mentions
            if isinstance(entity := mention.meaning, Entity)
            and any(label.text.lower().endswith(ending) for label in entity.labels)
        ),
        None,
    )


def _is_such(entity: Entity, curie: str, terminology: Terminology) -> bool:
    """Tell whether a thing is of a class; a body of no known kind may well be a firm."""
    unknown = curie == "kg:Firm" and entity.types[:1] == ("kg:Organisation",)
    return unknown or terminology.is_a(entity.types, curie)


def _is_named(entity: Entity, head: str) -> bool:
    return any(head in fold(label.text) for label in entity.labels)


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Return class → head nouns."""
    return dict(read().tables.get("anaphora", {}))


def _owned() -> str:
    """Return what matches that which belongs to a fund or a firm spoken of: 返投比例, 营业收入."""
    lists = read()
    words = {*lists.get("measures", "attributes"), *lists.get("measures", "owned")}
    return "|".join(sorted(map(fold, words), key=len, reverse=True))


@cache
def _pointing() -> re.Pattern[str]:
    words = sorted({word for words in _heads().values() for word in words}, key=len, reverse=True)
    english = "|".join(word for word in words if word.isascii())
    chinese = "|".join(word for word in words if not word.isascii())
    goes_on = f"{_GOES_ON}|{read().any_of('grammar', 'of_things')}"
    return expression(
        rf"<clauses.pointing_back>(?:<clauses.classifiers>|"
        rf"<clauses.classifiers>[^，。；,;]{{2,30}}?<particles.of>)?"
        rf"(?P<chinese>{chinese})(?!<clauses.no_owner>)"
        rf"|(?:^|[，。；！？,;“\n])\s*{_LEADS}(?!{_PLANS})(?P<bare>{chinese})(?={goes_on})"
        rf"|(?:^|[，。；！？,;\n])\s*(?P<owner><clauses.owners>)(?=(?!"
        rf"<clauses.no_owner_word>)[\u4e00-\u9fff]{{0,2}}(?:{_owned()})"
        r"<clauses.owner_adverbs>*(?:[<clauses.owner_verbs>:\d]|<clauses.shares>))"
        rf"|<clauses.by_or_with>(?P<joined>{chinese})(?=<clauses.joints>)"
        rf"|{_HERS}(?P<hers>{chinese})(?![\u4e00-\u9fff]{{0,2}}<clauses.heads>)"
        rf"|\b(?:[Tt]he|[Tt]his) (?P<english>{english})\b(?!-)"
    )
