"""What part a named thing plays in its clause: what is spoken of, what is acted on, what stands by.

There is no parser. A thing is the subject where nothing but adverbs, times, determiners, modifiers
and governed phrases stands before it in its clause; it is governed where a preposition or coverb
(``in``, ``由``), a copula (``為``) or a thing so governed (``Sweden and Finland``) stands before
it; it is embedded in a bracket, a relative clause or the modifier of a later thing
(``某園區的某中心``, ``某局局長某某``, ``the agency's Larch programme``). It only has a hand in it
where it is the agent of a passive, a partner or a measuring rod (``designed by X``, ``由X興建``,
``與X合作``, ``than in X``): then nothing goes on to speak of it. All else is an object.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache

from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.currencies import is_currency
from kg.model.mention import Entity, Mention, Quantity, TimeExpression


class Role(IntEnum):
    """The part of a thing in its clause; what is smaller is sooner what the clause is about."""

    SUBJECT = 0
    OBJECT = 1
    FRAME = 2
    GOVERNED = 3
    EMBEDDED = 4
    BYSTANDER = 5


_PEOPLE_OF = expression("<clauses.people_of>")
_LONGEST_SERIES = 400  # code points before a clause in which the series begins that it goes on with
_FARTHEST = 48  # code points before a mention in which its governor is looked for
_OPEN = r"[\s“”「」《\"'*]*$"
_COVERB = r"<clauses.coverbs>"
_PREPOSITION = (
    r"\b(?:in|at|to|from|with|by|than|into|near|of|for|on|onto|under|over|through|via|within|across"
    r"|throughout|between|among|against|during|including|per|like|as|called|named)\s+"
    r"(?:(?:the|an?|its|their|our|his|her|this|that|these|those|some|all|both|each|every)\s+)?"
    r"(?:(?!(?:and|or|but|that|which|who|whose|is|are|was|were|has|have|had|will|would|can|the)\b)"
    r"[A-Za-z’'-]+\s+){0,2}"
)
_GOVERNED = expression(rf"(?:{_COVERB}|{_PREPOSITION}){_OPEN}", re.IGNORECASE)
_STANDS_BY = expression(
    rf"(?:<clauses.beside>"
    rf"|\b(?:by|with|via|than(?: in)?|per|like|unlike)\s+"
    rf"(?:(?:the|an?|its|their|our|professor|prof\.?|dr\.?|mr\.?|ms\.?|mrs\.?|sir)\s+)?){_OPEN}",
    re.IGNORECASE,
)
_PAID = re.compile(  # what a sum is spent on, before its name
    r" (?:(?:over|a) [a-z]+ (?:[a-z]+ )?)?(?:in|on|to|into|towards|for)"
    r" (?:(?:the|an?|its|our|this) )?(?:[a-z-]+ ){0,2}$",
    re.IGNORECASE,
)
_BY = expression(rf"<particles.by>{_OPEN}")
_OWNING = expression(r"<clauses.under>?<particles.of>[“「《]?")
_SERIES = re.compile(r"[\u4e00-\u9fff]{2,4}、")
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where)\s+(?:the\s+)?$", re.IGNORECASE)
_LOCATIVE = expression(
    rf"(?:<clauses.locative>|\b(?:in|at|across|throughout|within)\s+(?:the\s+)?){_OPEN}",
    re.IGNORECASE,
)
_JOIN = expression(
    r"(?>[\s、,“”「」《》\"*)·]|and|&|or|<clauses.list_joints>|the|<clauses.its>"
    r"|<posts.courtesies>(?= ))+",
    re.IGNORECASE,
)
_JOIN_KIND = re.compile(  # between A and the weaving firm B
    r",? (?:and|or) (?:the|its|an?) (?:(?!(?:of|in|at|on|for|to|from|by) )[a-z-]{2,16} ){1,3}"
)
_LISTED = re.compile(r", (?P<last>(?:and|or) )?(?:the )?")
_MORE = re.compile(r",? (?:and|or) (?:the )?[A-Z]|, [A-Z]")
_PLACES = ("kg:City", "kg:Country", "kg:Region", "kg:Jurisdiction")
_PASSES = expression(rf"<clauses.passing>{_OPEN}")
_KIND = expression(r"\s*(?:<clauses.kind_nouns>|company|firm|start-up)\s*")
_POST = re.compile(r"[^，。；：！？、,;:!?\d]{0,14}")
_MODIFIES = expression(
    r"[^，。；：！？,;:!?]{0,30}<particles.of>(?:[\u4e00-\u9fff]{0,8}[“「《\"]|[\s“「《\"]*)"
    r"|['’]s?\s+(?:[a-z-]+\s+){0,2}"
)
_MODIFIES_LATIN = expression(r"[^，。；：！？,;:!?]{0,30}<particles.of>[\u4e00-\u9fff]{0,8}\s?")
_BRACKETED = re.compile(r"\([^()]*\)")
_LIGHT = expression(
    r"[\s\W_]|<clauses.light>"
    r"|\b(?:the|an?|and|but|or|so|also|meanwhile|however|today|yesterday|its|their|our|his|her|this|that|these|those"
    r"|when|while|if|as|since|because|although|though|once|until|after|before|then|now|here|there|yet|thus|hence"
    r"|last|next|first|second|third|early|late|end|of|by|in|on|at|year|month|week|quarter|for|from|to|with|both|all"
    r"|over|during|under|across|according|based|only|even|still|already|some|mr|ms|mrs|dr|prof|professor|new)\b",
    re.IGNORECASE,
)


def roles(reading: Reading, start: int, end: int) -> Iterator[tuple[Mention, Role]]:
    """Yield the things named in a clause, a half-open range of the passage, each with its role."""
    yield from _roles(reading, start, end, _in_series(reading, start))


def _roles(
    reading: Reading, start: int, end: int, before: tuple[Mention, Role] | None
) -> Iterator[tuple[Mention, Role]]:
    """Yield the same, where a thing and its role are known that stand right before the clause."""
    covered = start  # what is governed or a time, and all before it, says nothing of what follows
    heavy = False
    for mention in reading.within(start, end):
        if isinstance(mention.meaning, TimeExpression):
            heavy = heavy or _weighs(reading, covered, mention.start)
            covered = max(covered, mention.end)
        if not isinstance(mention.meaning, Entity):
            continue
        heavy = heavy or _weighs(reading, covered, mention.start)
        role = _role(reading, (start, end), mention, before, heavy)
        yield mention, role
        before, covered = (mention, role), mention.end
        heavy = heavy or role in (Role.SUBJECT, Role.OBJECT)


def _in_series(reading: Reading, start: int) -> tuple[Mention, Role] | None:
    """Return the member of a series right before a clause that goes on with it, and its role.

    In ``from Kent, Devon and Essex`` what governs the first governs all.
    """
    folded = reading.passage.folded
    following = next(reading.within(start, len(folded)), None)
    if following is None:
        return None
    members = [following]
    for mention in reading.before(start):
        far = mention.start < start - _LONGEST_SERIES
        if far or not _is_series(folded, mention, members[-1], len(members) > 1):
            break
        members.append(mention)
    if len(members) == 1:
        return None
    first = members[-1]
    sentence = reading.passage.sentence_at(first.start)
    bounds = clauses(folded, *sentence) if sentence else ()
    clause = next((each for each in bounds if each[0] <= first.start < each[1]), None)
    parts = _roles(reading, *clause, None) if clause else ()
    role = next((role for mention, role in parts if mention is first), None)
    return None if role is None else (members[1], role)


def _is_series(folded: str, one: Mention, other: Mention, goes_on: bool) -> bool:
    """Tell whether two names of a kind follow each other in a list of three or more."""
    if not (isinstance(one.meaning, Entity) and isinstance(other.meaning, Entity)):
        return False
    if not _families(one.meaning) & _families(other.meaning):
        return False
    link = _LISTED.fullmatch(folded, one.end, other.start)
    more = goes_on or _MORE.match(folded, other.end)
    return link is not None and bool(link["last"] or more)


def _families(entity: Entity) -> frozenset[str]:
    """Return the classes of a thing; those of places are of one family."""
    return frozenset("kg:Place" if curie in _PLACES else curie for curie in entity.types)


@lru_cache(maxsize=512)  # the figures of a sentence look back over the same words
def is_light(words: str) -> bool:
    """Tell whether folded words hold nothing that could be a subject or a verb.

    >>> is_light("其中,截至2024年底"), is_light("In the "), is_light("公司获得")
    (True, True, False)
    """
    if "(" in words:
        words = _BRACKETED.sub("", words)
    rest = _LIGHT.sub("", words)
    return not rest or rest.isdecimal()


def is_list(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a range of a passage holds names and what joins them, nothing else."""
    folded, at = reading.passage.folded, start
    for mention in reading.within(start, end):
        if isinstance(mention.meaning, Entity):
            if mention.start > at and not _JOIN.fullmatch(folded, at, mention.start):
                return False
            at = mention.end
    return at > start and not folded[at:end].strip(' .。”」》)"')


def _weighs(reading: Reading, start: int, end: int) -> bool:
    words = reading.passage.folded[start:end]
    return not (words.rstrip(' “「《"').endswith("的") or is_light(words))


def _role(
    reading: Reading,
    clause: tuple[int, int],
    mention: Mention,
    before: tuple[Mention, Role] | None,
    heavy: bool,
) -> Role:
    folded = reading.passage.folded
    if before and _JOIN.fullmatch(folded, before[0].end, mention.start):
        return Role.GOVERNED if before[1] is Role.FRAME else before[1]
    if _PEOPLE_OF.match(folded, mention.end):
        return Role.BYSTANDER
    if _is_embedded(reading, clause, mention):
        by = _BY.search(folded, max(clause[0], mention.start - _FARTHEST), mention.start)
        return Role.BYSTANDER if by else Role.EMBEDDED
    if before and _joined_by_kind(folded, before, mention):
        return before[1]
    if before and _passes(folded, clause[0], before, mention):
        return Role.GOVERNED
    nearest = max(clause[0], mention.start - _FARTHEST)
    if _stands_by(folded, nearest, before, mention):
        return Role.BYSTANDER
    if _GOVERNED.search(folded, nearest, mention.start):
        if _gets_money(reading, nearest, mention):
            return Role.OBJECT
        if _floated().match(folded, mention.end):
            return Role.BYSTANDER  # 在某交易所上市: of whom, is not said there
        place = _LOCATIVE.search(folded, nearest, mention.start)
        return (
            Role.FRAME if place and is_light(folded[clause[0] : place.start()]) else Role.GOVERNED
        )
    return Role.OBJECT if heavy else Role.SUBJECT


def _joined_by_kind(folded: str, before: tuple[Mention, Role], mention: Mention) -> bool:
    """Tell whether what governs a thing governs the next, which is told by its kind first."""
    governed = before[1] in (Role.GOVERNED, Role.BYSTANDER)
    return governed and bool(_JOIN_KIND.fullmatch(folded, before[0].end, mention.start))


def _gets_money(reading: Reading, start: int, mention: Mention) -> bool:
    """Tell whether a sum is spent on a thing, which is what is acted on then: £2m on a new hub."""
    paid = _PAID.search(reading.passage.folded, start, mention.start)
    sums = reading.within(start, paid.start() + 1) if paid else ()
    return any(
        isinstance(each.meaning, Quantity)
        and is_currency(each.meaning.unit)
        and paid is not None
        and each.end == paid.start()
        for each in sums
    )


@cache
def _floated() -> re.Pattern[str]:
    return re.compile(rf"(?:[\u3400-\u9fff]{{0,4}})(?:{read().any_of('grammar', 'floating')})")


def _stands_by(
    folded: str, start: int, before: tuple[Mention, Role] | None, mention: Mention
) -> bool:
    """Tell whether a thing only has a hand in it: ``由甲局委託、乙院實施``, ``by the firm``."""
    if _STANDS_BY.search(folded, start, mention.start):
        return True
    if not before or before[1] is not Role.BYSTANDER:
        return False
    end = before[0].end
    linked = _OWNING.fullmatch(folded, end, mention.start)  # 由甲旗下的乙
    return bool(linked or end == mention.start or _SERIES.fullmatch(folded, end, mention.start))


def _passes(folded: str, start: int, before: tuple[Mention, Role], mention: Mention) -> bool:
    """Tell whether what governs a thing governs the next: ``獲某局的某計劃``."""
    earlier, role = before
    governed = role in (Role.GOVERNED, Role.FRAME, Role.BYSTANDER)
    if governed and _KIND.fullmatch(folded, earlier.end, mention.start):
        return True
    owned = role is Role.EMBEDDED and folded[earlier.end : mention.start].startswith("的")
    return owned and bool(_PASSES.search(folded, max(start, earlier.start - 4), earlier.start))


def _is_embedded(reading: Reading, clause: tuple[int, int], mention: Mention) -> bool:
    """Tell whether a thing stands in a bracket, a relative clause or a modifier of another."""
    folded = reading.passage.folded
    ahead = folded[clause[0] : mention.start]
    if ahead.count("(") > ahead.count(")"):
        return True
    if _RELATIVE.search(folded, max(clause[0], mention.start - 16), mention.start):
        return True
    end = mention.end
    for other in reading.within(mention.end, clause[1]):
        if not isinstance(other.meaning, Entity):
            continue
        if not _JOIN.fullmatch(folded, end, other.start):
            return _modifies(folded, end, other)
        end = other.end
    return False


def _modifies(folded: str, end: int, other: Mention) -> bool:
    """Tell whether the words from ``end`` on make what stands before them a part of a name."""
    entity = other.meaning
    if isinstance(entity, Entity) and entity.types[-1:] == ("kg:Person",):
        return bool(_POST.fullmatch(folded, end, other.start))
    link = _MODIFIES_LATIN if folded[other.start].isascii() else _MODIFIES
    return bool(
        link.fullmatch(folded, end, other.start) or _MODIFIES.fullmatch(folded, end, other.start)
    )
