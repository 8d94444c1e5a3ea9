"""What the phrase of an English figure belongs to, whatever the clause is about.

Money goes to a programme, places are of a course, a stake is given to whoever gets it, a figure
that differs by place is of each place, and ``X, a fund of 40 million`` tells of X.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise

from kg.extraction.discourse.candidates import Candidates, Subject
from kg.extraction.figures import attached
from kg.extraction.figures.focus import WORKS, shown
from kg.extraction.grammar.english_words import NAME, NUMBER, TIME, Marked
from kg.extraction.mentions.descriptions import is_kind
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.currencies import is_currency
from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.terminology import Terminology

_GIVING = expression(r"\b(?:giv(?:es?|ing|en)|gave|leav(?:es?|ing)|grant(?:s|ed|ing)?) $")
_WITH = expression(r",? (?:with|having|worth|costing) (?:a |an |some |the )?")
_IN_IT = expression(r"\b(?:in|at|near|from|off) (?:the )?[“\"]?$", re.IGNORECASE)
_A = expression(r" (?:an? |the )?(?:further |additional |another )?")
_GOES_TO = expression(
    r"(?: (?:a year|annually|each year))?(?:,? (?:in|over|since|by|from) (?:the )?[\w -]{2,24}?)?"
    r" (?:for|to|towards|into|in|on) (?:the |its |our |a |an |new )*[“\"]?"
)
_WE_GIVE = expression(  # who spends it is the voice of the text: it is told of what gets it
    r"\b(?:we|i|(?:the|this|our) (?:government|budget|council|state|ministry|treasury))\b"
    r"[^,;.]{0,30}\b(?:spend|contribut|provid|allocat|invest|commit|giv|put|budget|grant|award|pay)[a-z]*"
    r"[^,;.]{0,20}$",
    re.IGNORECASE,
)
_FOR = expression(
    r"(?: more)? (?:for|to|towards|into|in|on) (?:the |an? |our )(?P<name>(?:new )?"
    r"(?:[a-z][a-z-]+ ){0,2}?(?P<noun>[a-z-]+))(?=[,.;]| (?:that|which|in|at|by|over|to|from)\b)"
)
_COUNTED_IN = expression(r" (?:[a-z-]+ )?(?:in|of|under|on) (?:the |its |our |this )?[“\"]?")
_IN = expression(r" (?:an? [a-z]+ )?in (?:the )?")
_NO_TOPICS = ("kg:Person", "kg:MediaOutlet", "kg:Occupation", "kg:Report", "kg:Document")
_SPOKEN_OF = ("kg:TechnologySolution", "kg:TechnologyField", "kg:Sector", "kg:Agreement")
_NEAR = 40  # code points before a figure in which whoever is given it stands
_HAN = re.compile("[\u3400-\u9fff]")
_LETTERS = 5  # of a sentence that is English, for each Chinese character in its names


class FigureHolders:
    """Tells to what the figures of a document belong by their phrases, where they tell.

    ``mint`` makes a thing of words and a class.
    """

    def __init__(self, terminology: Terminology, mint: Callable[[str, str], Entity]) -> None:
        self._terminology = terminology
        self._candidates = Candidates(terminology)
        self._mint = mint

    def of(self, reading: Reading, sentence: tuple[int, int], mention: Mention) -> Subject | None:
        """Return what is given a figure, gets its money, or is the place where it holds."""
        return (
            self._given(reading, mention)
            or self._goes_to(reading, sentence, mention)
            or self._in_each(reading, sentence, mention)
        )

    def hung(self, reading: Reading, sentence: tuple[int, int], mention: Mention) -> Subject | None:
        """Return the thing on which the phrase of a figure hangs: ``X, a fund of 40 million``."""
        if not is_english(reading.passage.folded, *sentence):
            return None
        return self.hosted(reading, attached.host(reading, sentence, mention.start))

    def hosted(self, reading: Reading, host: attached.Host | None) -> Subject | None:
        """Return what a phrase hangs on, where that can be the topic of a clause."""
        if isinstance(host, tuple):
            return self.unknown(reading, *host)
        fits = host is not None and self.is_topic(host.meaning, alone=True)
        return shown(reading, host, "A") if host and fits else None

    def unknown(self, reading: Reading, start: int, end: int, curie: str = "kg:Topic") -> Subject:
        """Return the thing of a name that nobody knows."""
        words = reading.passage.text[start:end]
        return Subject(
            self._mint(words, curie), reading.passage.evidence(start, end, "subject"), "B"
        )

    def paid(self, reading: Reading, phrase: tuple[int, int]) -> Subject | None:
        """Return those whose pay a noun phrase is: ``the median salary of a welder``."""
        found = _paid().fullmatch(reading.passage.folded, *phrase)
        if found is None:
            return None
        known = next(reading.within(*found.span("who")), None)
        whole = known and (known.start, known.end) == found.span("who")
        if known and isinstance(known.meaning, Entity):
            return shown(reading, known, "A") if whole else None
        return self.unknown(reading, *found.span("who"), curie="kg:Occupation")

    def is_topic(self, entity: object, alone: bool) -> bool:
        """Tell whether a figure can be of a thing; ``alone`` is one with no other noun behind."""
        if not isinstance(entity, Entity) or self._terminology.is_a(entity.types, *_NO_TOPICS):
            return False
        spoken_of = alone and self._terminology.is_a(entity.types, *_SPOKEN_OF)
        return spoken_of or self._candidates.fits(entity, ())

    def _given(self, reading: Reading, mention: Mention) -> Subject | None:
        """Return what has a figure of its own: ``giving X a 75 per cent stake``, ``X, with 30``."""
        near = list(reading.within(max(0, mention.start - _NEAR), mention.start))
        if not near or not self.is_topic(near[-1].meaning, alone=True):
            return None
        folded, last = reading.passage.folded, near[-1]
        given = _GIVING.search(folded, max(0, last.start - _NEAR), last.start)
        linked = _A.fullmatch(folded, last.end, mention.start)
        owned = _WITH.fullmatch(folded, last.end, mention.start)
        if owned and _IN_IT.search(folded, max(0, last.start - _NEAR), last.start):
            return None  # a college in Kent with 300 students: they are not Kent's
        return shown(reading, last, "A") if (given and linked) or owned else None

    def _goes_to(
        self, reading: Reading, sentence: tuple[int, int], mention: Mention
    ) -> Subject | None:
        """Return the programme or work to which money goes, or of which so many are.

        ``$3m in June for the Z fund``, ``25 places on the Y course``.
        """
        after = (
            m for m in reading.within(mention.end, sentence[1])
            if isinstance(m.meaning, Entity | Quantity)
        )  # fmt: skip
        other = next(after, None)
        if purpose := self._purpose(reading, sentence, mention):
            return purpose
        if other is None or not isinstance(other.meaning, Entity):
            return None
        spent = self._terminology.is_a(other.meaning.types, *WORKS, "kg:Site")
        quantity = mention.meaning
        money = isinstance(quantity, Quantity) and is_currency(quantity.unit)
        if money and _WE_GIVE.search(reading.passage.folded, sentence[0], mention.start):
            spent = spent or self._terminology.is_a(other.meaning.types, "kg:Organisation")
        link = _GOES_TO if money else _COUNTED_IN
        linked = link.fullmatch(reading.passage.folded, mention.end, other.start)
        return shown(reading, other, "A") if spent and linked else None

    def _purpose(
        self, reading: Reading, sentence: tuple[int, int], mention: Mention
    ) -> Subject | None:
        """Return the thing without a name that gets what *we* spend: $3m for the rail link."""
        folded, quantity = reading.passage.folded, mention.meaning
        money = isinstance(quantity, Quantity) and is_currency(quantity.unit)
        if not money or not _WE_GIVE.search(folded, sentence[0], mention.start):
            return None
        found = _FOR.match(folded, mention.end, sentence[1])
        named = found and any(reading.within(*found.span("name")))
        fits = found and not named and is_kind(found["noun"])
        return self.unknown(reading, *found.span("name")) if fits and found else None

    def _in_each(
        self, reading: Reading, sentence: tuple[int, int], mention: Mention
    ) -> Subject | None:
        """Return the place of a figure that differs by place: ``$7 in Kent and $5 in Essex``."""
        told = (m for m in reading.within(*sentence) if isinstance(m.meaning, Quantity | Entity))
        places = {
            one.start: other
            for one, other in pairwise(told)
            if isinstance(one.meaning, Quantity)
            and isinstance(other.meaning, Entity)
            and self._terminology.is_a(other.meaning.types, "kg:Place")
            and _IN.fullmatch(reading.passage.folded, one.end, other.start)
        }
        own = places.get(mention.start) if len(places) > 1 else None
        return shown(reading, own, "A") if own else None


@cache
def _paid() -> re.Pattern[str]:
    pay, trades = (read().any_of("measures", name) for name in ("pay_english", "paid_english"))
    return expression(
        rf"(?:the |an? )?(?:[a-z-]+ ){{0,3}}(?:{pay})(?: (?:advertised|offered|paid))?"
        r" (?:of|for|to) (?:an? |the )?(?P<who>(?:(?!(?:all|its|our|their|this)\b)[a-z-]+ ){0,2}"
        rf"(?:[a-z-]{{2,}}(?:ers?|ors?|ists?|ians?|ants?)|{trades}))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)  # each figure of a sentence asks
def is_english(folded: str, start: int, end: int) -> bool:
    """Tell whether a sentence is English, though names in it may be Chinese.

    >>> is_english("The 港口学堂 school took thirty pupils.", 0, 36)
    True
    >>> is_english("AI芯片 is 30%", 0, 11)
    False
    """
    words = folded[start:end]
    return len(_HAN.findall(words)) * _LETTERS <= sum(map(str.isascii, words))


def marked(reading: Reading, sentence: tuple[int, int]) -> Marked:
    """Return the mentions of a sentence as what the grammar of its clauses asks for."""
    kinds = ((Quantity, NUMBER), (TimeExpression, TIME))
    return tuple(
        (m.start, m.end, next((kind for c, kind in kinds if isinstance(m.meaning, c)), NAME))
        for m in reading.within(*sentence)
    )
