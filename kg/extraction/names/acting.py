"""Whether a Latin name of no class stands where only a body can: it acts, owns, employs, deals.

Something is done by it or with it (``supplied by X``, ``an agreement with X``), it has what only
bodies have (``X's factory``, ``chief executive of X``, ``X (Nasdaq: ABC)``), it is the subject of
what only bodies do (``X, which runs``, ``X receives $2 million``) or of a clause that says what it
does to the thing before (``land that X will plan``), or it is said where it is from
(``Leeds-based X``).
"""

import re
from functools import cache

from kg.extraction.names import post_slots
from kg.extraction.names.latin import Run
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_POSSESSIVE = expression(r"['’]s$")
_THANKED = expression(r"\b(?:thank you to|thank|grateful to|thanks to everyone at) (?:the )?$")
_SOURCED = expression(  # leased 14 ferries from X
    r"\b(?:bought|leased|ordered|purchased|procured|sourced|rented|borrowed|imported|hired) "
    r"(?:[a-z0-9-]+ ){1,6}from $"
)
_CHARGED = expression(r"\b(?:commissioned|engaged|contracted|retained|hired|tasked) (?:the )?$")
_TO_DO = expression(  # commissioned X to poll 400 tenants
    r" to (?:survey|interview|poll|question|canvass|conduct|carry out|run|study|review|evaluate"
    r"|assess|audit|design|build|draft|write|prepare|map|test|develop|investigate|examine)\b"
)
_WORKING = expression(  # teaches law at X
    r"\b(?:teach(?:es|ing)|taught|lectur(?:es|ed|ing|er)|stud(?:ies|ied|ying)|graduated|professor"
    r"|researcher|fellow|doctorate|PhD|degree)(?: [a-z’'-]+){0,4} (?:at|from) (?:the )?$"
)
_HELD = expression(  # owns 60% of X
    r"\b(?:owns?|owned|holds?|held|bought|acquired|took|controls?) (?:about |some |over |a )?"
    r"(?:[\d.]{1,5} ?(?:%|per cent)|half|third|quarter|majority) of (?:the )?$"
)
_TICKER = expression(r" \((?:[A-Z][\w ]{1,24}|[A-Z]{2,6}): ?[A-Z0-9][\w.-]{0,8}\)")
_CLAUSE = expression(
    r"(?:^|[.!?;:,—–] [“\"]?|\b(?:and|but|while|when|that|where|because) |[\n-] )$"
)
_VERB = expression(
    r" (?:(?:is|was|has been) (?:now |also |still )?[a-z]{3,12}ing"
    r"|(?:has|have|had|will|would) (?:also |now |already |still )?[a-z]{4,}"
    r"|(?:(?:is|was|also|now|already|still|then) )?"
    r"(?:[a-z]{3,14}(?:s|ed)|won|built|began|sold|grew|led|made|took|ran|set|put|held|bought))\b"
)
_FROM = expression(  # Leeds-based X
    r"[\w’']-(?:based|headquartered|listed|owned|backed|led) $"
)
_UNDER = expression(r"(?:<slots.under>)<particles.of>?[「“]?$")  # 甲旗下的X
_RELATIVE = expression(r"(?:, |[a-z] )(?:which|whom) (?:the )?$")  # land which X will plan
_IN_TOWN = expression(  # X of Turku, Finland, supplied
    r" of [A-Z][\w’-]+(?: [A-Z][\w’-]+)?, [A-Z][\w’-]+(?: [A-Z][\w’-]+)?, [a-z]"
)
_TAKING_PART = expression(  # a round with X and Y taking part
    r"(?:,? (?:and )?[A-Z][\w&’-]*(?: [A-Z][\w&’-]*){0,3}){0,4},? (?:also )?(?:taking part"
    r"|participating|joining|investing|co-investing|following)\b"
)
_AMONG = expression(
    r"\b(?:rounds?|financing|funding)\b[^.;\n]{0,60}\bwith "
    r"(?:[A-Z][\w&’-]*(?: [A-Z][\w&’-]*){0,3}(?:, |,? and )){0,4}$"
)
_ROUND = expression(  # a round led by X
    r"\b(?:rounds?|financing|funding|[Ss]eries [A-F])\b[^.;\n]{0,60}"
    r"\b(?:led|joined|backed|followed) by (?:the )?$"
)
_INTRODUCED = expression(  # Take X. Two chemists founded it
    r"\b(?:Take|Consider|Meet|Look at|about|example is|example of) $"
)
_FOUNDED = expression(
    r"\.[ \n][^\n]{3,90}?\b(?:founded|co-founded|set up|started|built|spun out|launched) it\b"
    r"|(?:\.[ \n]|: |, |; | [—–] )(?:[Ii]t|which) "
    r"(?:was (?:founded|spun)|employs|raised|makes|supplies|sells)\b"
)
_FOREIGN = expression(r"[^\x00-\x7f]")


def told(text: str, run: Run) -> bool:
    """Tell whether a run stands where only a body can: as agent, owner, employer or issuer."""
    return _is_listed(text, run) or _is_party(text, run) or _is_subject(text, run)


def _is_listed(text: str, run: Run) -> bool:
    """Tell whether what is bracketed behind a run, or what it has, is what only bodies have."""
    if _TICKER.match(text, run.end):
        return True
    behind = text[run.end : run.end + 60]
    possessor = _POSSESSIVE.search(text[run.start : run.end])
    return bool(possessor and (_owning().match(behind) or _officer().match(behind)))


def _is_party(text: str, run: Run) -> bool:
    """Tell whether the words before a run say that it is dealt with, or did something."""
    name, before = text[run.start : run.end], text[max(0, run.start - 40) : run.start]
    more = is_more(name)
    if more and (works(text, run) or _THANKED.search(before)):
        return True
    if _HELD.search(before) and _is_singular(name):
        return True
    if more and _CHARGED.search(before) and _TO_DO.match(text, run.end):
        return True
    if _SOURCED.search(text[max(0, run.start - 90) : run.start]):
        return True
    if post_slots.holds(text, run.start, run.end):
        return True
    if backs(text, run) or (_INTRODUCED.search(before) and _FOUNDED.match(text, run.end)):
        return True
    sides = (_labelled(), _agent(), _FROM, _UNDER, _dealing())
    return any(side.search(before) for side in sides)


def _is_subject(text: str, run: Run) -> bool:
    """Tell whether a run is the subject of what only bodies do, or of a clause in which it acts."""
    if is_coined(text[run.start : run.end]) and _predicated(text, run):
        return True
    before = text[max(0, run.start - 40) : run.start]
    clause = is_more(text[run.start : run.end]) and _RELATIVE.search(before)
    clause = clause and _VERB.match(text, run.end)
    clause = clause or (is_more(text[run.start : run.end]) and _IN_TOWN.match(text, run.end))
    return bool(clause or _which().match(text, run.end) or does(text, run))


def does(text: str, run: Run) -> bool:
    """Tell whether the verb behind a run says what only bodies do."""
    return _doing().match(text, run.end) is not None


def backs(text: str, run: Run) -> bool:
    """Tell whether a run is said to lead a round of financing, or to take part in it."""
    before = text[max(0, run.start - 90) : run.start]
    return bool(
        _ROUND.search(before) or (_AMONG.search(before) and _TAKING_PART.match(text, run.end))
    )


def works(text: str, run: Run) -> bool:
    """Tell whether somebody teaches, studies or works at what a run names."""
    return _WORKING.search(text[max(0, run.start - 60) : run.start]) is not None


def _alternatives(name: str) -> str:
    return read().any_of("english", name)


@cache
def _owning() -> re.Pattern[str]:
    return expression(rf" (?:[a-z-]+ ){{0,2}}(?:{_alternatives('belongings')})\b")


@cache
def _officer() -> re.Pattern[str]:
    """Return what a post in small letters, and then who holds it, match: 's head of sales, Ada."""
    return expression(
        rf" (?:(?!of\b|and\b)[a-z-]+ ){{0,2}}(?i:{_alternatives('heads_of')}|director|head)"
        r"(?: (?:of|for) [a-z]+(?: [a-z]+){0,2})?,? [A-Z]"
    )


def _predicated(text: str, run: Run) -> bool:
    """Tell whether a coined word, behind which a verb stands, opens a clause as its subject."""
    opening = _CLAUSE.search(text[max(0, run.start - 12) : run.start])
    return opening is not None and _VERB.match(text, run.end) is not None


@cache
def _labelled() -> re.Pattern[str]:
    return expression(rf"\b(?:{_alternatives('parts')})s?: $", re.IGNORECASE)


@cache
def _which() -> re.Pattern[str]:
    verbs = _alternatives("corporate")
    return expression(
        rf",? (?:which (?:also |now |has |have |already ){{0,2}}(?:{verbs})\b"
        rf"|whose (?:[a-z-]+ ){{0,2}}(?:{_alternatives('belongings')})\b)"
    )


@cache
def _agent() -> re.Pattern[str]:
    return expression(
        rf"\b(?:{_alternatives('supplied')})(?: (?:for|in|on) [\w -]{{1,16}})?"
        rf" (?:jointly |solely )?by:? (?:the )?$",
        re.IGNORECASE,
    )


@cache
def _doing() -> re.Pattern[str]:
    helping = r"(?:(?:has|have|had|will|would|also|now|recently|already|is to|are to) ){0,3}"
    modal = r"(?:will|would|should|must|may|can|is to|are to|has agreed to|plans to|was able to)"
    return expression(
        rf"(?: and [A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,3}})?,? {helping}"
        rf"(?:{_alternatives('corporate')})\b(?! by\b)"
        rf"| {modal} (?:(?:now|also|then|jointly|soon) )?"
        rf"(?:{_alternatives('undertakes')})\b(?! by\b)"
        r"| (?:was|is|were|has been|will be) (?:also |then |later )?(?:acquired|bought|taken over"
        r"|sold|wholly owned|majority-owned|owned) (?:by|to) "
    )


@cache
def _dealing() -> re.Pattern[str]:
    return expression(rf"\b(?:{_alternatives('dealings')}) (?:the )?$")


def is_coined(name: str) -> bool:
    """Tell whether a word shows by its letters that it is a name: ABB, AlphaSat, Älv."""
    inner = any(c.isupper() or c.isdigit() for c in name[1:])
    return inner or _FOREIGN.search(name) is not None


def is_more(name: str) -> bool:
    """Tell whether a name is more than one common word: Te Ahi Mura, Sparebank."""
    return " " in name or is_coined(name)


def _is_singular(name: str) -> bool:
    return not name.endswith("s") or name.endswith("ss") or " " in name
