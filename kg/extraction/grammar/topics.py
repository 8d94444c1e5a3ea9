"""The noun phrase that can stand for a thing which has no name: a topic is never half a clause.

``total investment is estimated`` names a total investment, ``will cover`` and ``of 50 MW`` nothing;
``前培訓`` and ``把碩士起薪`` nothing. ``護理員年齡中位數`` is a measure of 護理員.
"""

import re
from functools import cache

from kg.extraction.grammar.frames import BASE, PARTICIPLE, PAST, SINGULAR, inflected
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import particle, read

_FINITE = re.compile(
    r"\s*\b(?:is|are|was|were|be|been|being|will|would|can|could|shall|should|may|might|must|has|have"
    r"|had|do|does|did|stood|stands|that|which|who|whose|to|expects?|agreed|announced)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:of|in|at|on|by|for|to|from|with|than|into|as|and|or|but|not|only|further|around|about|up"
    r"|down|over|under|after|before|since|against|versus|among|between|during|within|through|across|despite"
    r"|because|although|until|till|per|when|while|if|there|here|it|they|we|you|he|she|i|them"
    r"|whose|them|this|that|these|those|same"
    r"|(?:last |next )?(?:year|month|week|day|quarter|spring|summer|autumn|winter))\b",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"(?:\b(?:of|the|an?|all|other|for|in|on|at|to|by|with|and|or|no|any|each|not|its|their|our|newly|fully|highly|recently)"
    r"|\A)\s*\Z",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s*(?:\Z|(?:the|an?|its|their|our|his|her|average|total|some|about|around|only|up|in|by)\b)",
    re.IGNORECASE,
)
# What is done, and how far it reaches, are no things: 批出42个项目, 涉及金额21亿元.
_DEED_ALONE = expression(
    r"<clauses.so_far>*(?:<clauses.deeds_of_figures>"
    r"|<clauses.giving_out>\Z|<clauses.getting_back>\Z"
    r"|<clauses.getting>\Z)"
)
_LATIN = re.compile(r"[a-z]{2}", re.IGNORECASE)
_DEED = re.compile(r"[a-z]{3,}ed", re.IGNORECASE)
_ADVERB = re.compile(r"(?:\s(?:also|now|already|jointly))?\s*\Z", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_NAMEABLE = re.compile(r"[^\d\W][^\d，。；：！？,;:!?()\n]{1,39}")
_VERBAL = expression(
    r"^<clauses.no_noun_first>"
    r"|<clauses.no_noun_within>"
)
_MEASURE = expression(
    r"<counts.scope_first>?<counts.measures>?"
    r"<particles.of>?<counts.statistics>?$"
)


# What can be left at the end of a noun phrase that a figure cut off: 產線卻(只開六成), 27個項目中.
_ADVERBIAL = expression(
    r"(?><clauses.left_adverbs>|(?<=[\u4e00-\u9fff]{3})<clauses.among>|<clauses.left_moves>)+$"
)
_CLAUSAL = expression(  # a clause, not a noun: 大会上决定再加薪, 省下的钱去签
    r"^<clauses.comparing_first>|<clauses.clause_verbs>|<clauses.clause_targets>$|"
    r"<clauses.clause_forms>|<clauses.aspect_last>$"
)


def noun_phrase(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of a range of folded text that names something, if any of it does.

    >>> text = "total investment is estimated"
    >>> noun_phrase(text, 0, len(text))
    (0, 16)
    >>> noun_phrase("前培训", 0, 3) is noun_phrase("will cover", 0, 10) is None
    True
    """
    words = folded[start:end]
    if _LATIN.search(words):
        verb = _FINITE.search(words)
        words = words[: verb.start()] if verb else words
        words = words[: _verb(words)].rstrip()
        only = words.strip().lower()
        if only in _finite() and not only.endswith("s"):
            return None  # spent
        refused = _OPENING.match(only)
    else:
        of_what = _MEASURE.search(words)
        if of_what and of_what.start() > 1:
            words = words[: of_what.start()]
        words = _ADVERBIAL.sub("", words).removesuffix(particle("of"))
        refused = _VERBAL.search(words) or _DEED_ALONE.match(words) or _CLAUSAL.search(words)
    if refused or not _NAMEABLE.fullmatch(words.strip()):
        return None
    return start, start + len(words)


def counted_part(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what a share is of, in the Chinese words behind it: up to what is said of it.

    >>> counted_part("院舍设有无障碍设施", 0, 9), counted_part("来自北美", 0, 4)
    ((0, 2), None)
    """
    if _LATIN.search(folded, start, end):
        return start, end
    found = _predicates().search(folded, start, end)
    stop = found.start() if found else end
    return (start, stop) if stop - start > 1 else None


@cache
def _predicates() -> re.Pattern[str]:
    words = {*read().get("boundaries", "verbs")} - {*read().get("boundaries", "nominal")}
    words = {word for word in words if len(word) > 1} | {*read().get("measures", "said_of")}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _verb(words: str) -> int:
    """Return where the first finite verb begins after what may be its subject, or the end.

    A form that is a participle or a noun too is a verb only right before the figure or an object:
    ``museum attracted``, but ``number of registered nurses``.
    """
    forms = _finite()
    for word in _WORD.finditer(words):
        at_end = not words[word.end() :].strip()
        kind = forms.get(word[0].lower(), False if at_end and _DEED.fullmatch(word[0]) else None)
        if kind is None or _JOINING.search(words, 0, word.start()):
            continue
        if kind or _OBJECT.match(words, word.end()):
            return len(_ADVERB.sub("", words[: word.start()], count=1))
    return len(words)


@cache
def _finite() -> dict[str, bool]:
    """Return the finite forms of verbs, each with whether it is nothing else."""
    found: dict[str, bool] = {}
    for verb in read().get("english", "taking"):
        for form, kinds in inflected(verb).items():
            if kinds & {PAST, SINGULAR}:
                found[form] = not kinds & {BASE, PARTICIPLE, SINGULAR}
    return found
