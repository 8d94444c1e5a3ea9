"""What those who were asked chose, in running text: the voices in which shares tell it.

A verb of choosing makes a share an answer wherever it stands (``38%選擇「甲」``, ``named by 61%``);
any other verb does where the sentence speaks of a survey (``In our exit survey 91% would …``). A
share with a bare noun goes on with the answer before it (``, 26% rent``), and so does a sentence
that begins with a share.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from kg.extraction.passages.passage import Passage
from kg.extraction.surveys import questions
from kg.extraction.surveys.answers import Answer, trimmed
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression
from kg.extraction.words.people_nouns import names_people
from kg.model.mention import Quantity, TimeExpression

Place = tuple[int, int]
Told = tuple[Answer, Place]
"""An answer, and the sentence that tells it."""

_SURVEYED = expression(
    r"<surveys.asking>"
    r"|\b(?:surveys?|surveyed|polls?|polled|questionnaires?|respondents?|interviewees?|interviewed"
    r"|asked (?:about|why|what|which|how|whether|where|who|to|for))\b",
    re.IGNORECASE,
)
_TOOK_PART = expression(  # Of the 318 yards that took part, 41% build ferries and 30% repair them
    r"\s*(?:of|among) (?:the |all )?(?:\d[\d,]* )?[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,3}"
    r" (?:that|who|which) (?:took part|replied|responded|answered|participated|completed|returned"
    r"|(?:we|were) (?:asked|surveyed|polled|interviewed))\b[^,;:.]{0,40},",
    re.IGNORECASE,
)
_WHO = r"<surveys.groups>"
_GROUP = expression(
    rf"\s*(?:<particles.of>(?P<han>[^,。;:“”「」%\d]{{0,14}}?{_WHO})|(?P<bare><surveys.answering>)"
    r"|of (?:the |all |our |those )?(?P<latin>[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,5}?)(?= "
    r"(?:[a-z]+ly |also |still )?(?:_VERB_)\b)|(?P<they>of them))?"
    r"(?:[\s<surveys.adverbs>]|also )*".replace(
        "_VERB_",
        r"named?|cited?|cho[so]e|picked|pick|mention(?:ed)?|tick(?:ed)?|listed|selected|blamed?|pointed"
        r"|would|could|will|can|may|had|have|has|were|was|are|is|do|did|does|said|say|thought"
        r"|think|felt|feel|knew|know|saw|see|found|find|got|took|gave|made|went|wanted|want|expect"
        r"|plan|believe|prefer|support|oppose|intend|trust|use|work|live|rank|rate"
        r"|[a-z]{2,}ed",
    ),
    re.IGNORECASE,
)
_QUOTED = r"[「“\"‘『](?P<quoted>[^「」“”『』\"’]{2,40})[」”\"’』]"
_CHOSE = expression(
    rf"<surveys.choosing>\s*{_QUOTED}"
    r"|<surveys.choosing_plain>(?P<han>[^,。;:、“”「」%]{2,24})"
    r"|(?:named?|cited?|chose|choose|picked?|mentioned?|ticked|listed|selected|blamed?"
    r"|point(?:ed)? to|opted for)\s+(?!as\b)(?P<latin>[^,;:.]{2,90})",
    re.IGNORECASE,
)
_RATED = expression(  # what was chosen, and as what
    rf"<surveys.taking_as>\s*{_QUOTED}\s*<surveys.taken_as>\s*(?P<asked>[^,。;:]{{2,30}})"
    r"|(?:named|cited|chose|ranked|rated|described|saw|regarded|listed|put|picked)\s+"
    r"(?P<latin>[^,;:.]{2,60}?) as (?:the |their |a |an )?(?P<latin_asked>[^,;:.]{3,60})",
    re.IGNORECASE,
)
_BEFORE = expression(
    rf"<surveys.thinking>\s*{_QUOTED}\s*<particles.of>?(?:{_WHO})?"
    r"<surveys.before_share>*\s*\Z"
    rf"|<surveys.choosing_plain>(?P<han>[^,。;:、“”「」%]{{2,20}}?)<particles.of>(?:{_WHO})?"
    rf"<surveys.before_number>+\s*\Z"
    r"|(?:^|[,;:.(]\s*|\b(?:and|while|but|with) )(?P<latin>[^,;:.()]{3,80}?)\s(?:was|were|is|are)\s"
    r"(?:also |again )?(?:named|cited|chosen|mentioned|picked|ticked|listed|selected|blamed"
    r"|preferred)\s(?:as [^,;:.]{3,50} )?by\s(?:only |just |about |some |nearly |around )*\Z",
    re.IGNORECASE,
)
_PICKED = expression(rf"{_QUOTED}\s*<surveys.got>\s*<counts.roughly>?\Z")
_PICKED_AFTER = expression(rf"\s*<particles.of>?(?:{_WHO})?<surveys.chosen_after>")
_LABEL = expression(rf"{_QUOTED}\s*<particles.of>?<surveys.before_number>*\s*\Z")
_SPOKE = expression(
    r"<surveys.said>",
)
_ACTED = re.compile(
    r"(?:would|could|will|can|may|had|have|has|were|was|are|is|do|did|does|said|say|thought|think|felt"
    r"|feel|knew|know|saw|see|found|find|got|took|gave|made|went|wants?|wanted|expect|plan|believe"
    r"|prefer|support|oppose|intend|trust|use|work|live|still|never|now|also|agreed?|(?!increas|ris"
    r"|declin|dropp|reduc|compar|bas|relat|fund|own|own)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_LEADS = expression(  # what may stand before a share that is the subject of its clause
    r"(?:^|[,;:(。]|\b(?:that|and|while|but|found|showed?|shows|only|just|another|some|about|nearly"
    r"|around|further)|<surveys.before_subject>|<surveys.within>,?)\s*\Z",
    re.IGNORECASE,
)
_OPENS = expression(
    r"[\s\"“「]*(?:(?:only|just|another|a further|some|about|nearly|around|fewer than|and|but"
    r"|<surveys.share_openers>)[\s,]*)*\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\(([^()]{4,80})\)")
_END = re.compile(r"[。;!?:,](?!\d)|\.(?=\s|$)|\s(?=(?:while|whereas|but|compared|against|and) )")
_MOVED = expression(
    r"(?:<counts.moving>|rose|fell|increased?|decreased?|grew|up|down|by"
    r"|than|from|to)\s*<counts.arriving>?\s*\Z",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s*(?:more|less|higher|lower|fewer|faster|of (?:the|its|a|an) )\b", re.IGNORECASE
)
_BARE = re.compile(r"\s*(?:for )?(?P<option>[^\W\d][^,。;:.%]{1,60})")
_JOINED = expression(
    r"\s*(?:,|、|<clauses.list_joints>|[,;]?\s*and|but)?\s*(?:only |just |<counts.only>)?\s*\Z",
    re.IGNORECASE,
)


def polled(text: Passage, shares: Sequence[tuple[Quantity, int, int]]) -> list[Told]:
    """Return the answers that the sentences of a passage tell, in order.

    ``shares`` are the percentages of the passage, in order, each with its place.
    """
    found: list[Told] = []
    for sentence in text.sentences if shares else ():
        first, last = (bisect_left(shares, at, key=itemgetter(1)) for at in sentence)
        inside = shares[first:last]
        if not inside:
            continue
        told = bool(found) and found[-1][0].place[1] <= sentence[0]
        goes_on = told and (
            _OPENS.match(text.folded[sentence[0] : inside[0][1]])
            or questions.asked(text.folded, sentence[0], inside[0][1])
        )
        found += _Sentence(text, sentence, bool(goes_on)).answers(inside)
    return found


def when_asked(folded: str, start: int, end: int) -> tuple[str, Place] | None:
    """Return when a survey was made, in EDTF, where brackets behind its name say so, and where.

    >>> when_asked("In our exit survey (118 replies, June 2026), 91% agreed.", 0, 55)
    ('2026-06', (33, 42))
    """
    named = _SURVEYED.search(folded, start, end)
    for aside in _ASIDE.finditer(folded, start, end) if named else ():
        for mention in dates.find(aside[1], None):
            time = mention.meaning
            if isinstance(time, TimeExpression) and time.edtf and not time.relative:
                return time.edtf, (aside.start(1) + mention.start, aside.start(1) + mention.end)
    return None


class _Sentence:
    """One sentence with shares; ``goes_on`` where it goes on with the answers before it."""

    def __init__(self, text: Passage, sentence: Place, goes_on: bool) -> None:
        self._text = text
        self._folded = text.folded
        self._sentence = sentence
        self._took_part = _TOOK_PART.match(text.folded, *sentence) is not None
        surveyed = self._took_part or bool(_SURVEYED.search(text.folded, *sentence))
        self._in_survey = goes_on or surveyed

    def answers(self, shares: Sequence[tuple[Quantity, int, int]]) -> Iterator[Told]:
        """Yield what its shares chose."""
        limits = [*(share[1] for share in shares[1:]), self._sentence[1]]
        before, asked = self._sentence[0], None
        answered = False
        for (share, first, last), limit in zip(shares, limits, strict=True):
            found = self._chosen(before, first, last, limit, answered)
            before = last
            if found is None:
                answered = False
                continue
            option, group, own = found
            asked = own or asked
            answered = True
            place = (first, last)
            answer = Answer(self._text, share, place, option, group, "spoken", asked)
            yield answer, self._sentence

    def _chosen(
        self, before: int, first: int, last: int, limit: int, answered: bool
    ) -> tuple[Place, Place | None, Place | None] | None:
        """Return the option, the group and the question of the share at ``first``, if told."""
        folded = self._folded
        led = _BEFORE.search(folded[before:first])
        if led:
            return self._place(led, before), None, None
        picked = _PICKED_AFTER.match(folded, last, limit) and _PICKED.search(folded[before:first])
        if picked:
            return self._place(picked, before), None, None
        grouped = _GROUP.match(folded, last, limit)
        start = grouped.end() if grouped else last
        group = _span(grouped, ("han", "bare", "latin")) if grouped else None
        rated = _RATED.match(folded, start, limit)
        if rated:
            return self._place(rated, 0), group, _span(rated, ("asked", "latin_asked"))
        chose = _CHOSE.match(folded, start, limit)
        if chose:
            return self._place(chose, 0), group, None
        label = _LABEL.search(folded[before:first]) if answered else None
        if label:
            return self._place(label, before), None, None
        return self._said(before, first, start, limit, group, answered)

    def _said(
        self, before: int, first: int, start: int, limit: int, group: Place | None, answered: bool
    ) -> tuple[Place, Place | None, Place | None] | None:
        """Return what a share that is the subject of its clause does, or has as its bare option."""
        folded = self._folded
        if _MOVED.search(folded[before:first]) or _MORE.match(folded, start):
            return None
        stop = _END.search(folded, start, limit)
        end = stop.start() if stop else limit
        acted = _SPOKE.match(folded, start, end) or _ACTED.match(folded, start, end)
        if group and folded[group[0]].isascii() and not names_people(folded[slice(*group)]):
            self._in_survey = False  # it tells of things
            return None
        subject = group is not None and folded[start : start + 1] >= "\u3400"
        subject = subject or (self._took_part and _BARE.match(folded, start, end) is not None)
        if (
            self._in_survey
            and (acted or subject)
            and _LEADS.search(folded[self._sentence[0] : first])
        ):
            return self._bounds(start, end), group, None
        joined = answered and _JOINED.search(folded[before:first])
        bare = _BARE.match(folded, start, end) if joined and not group else None
        return (self._bounds(*bare.span("option")), None, None) if bare else None

    def _place(self, match: re.Match[str], offset: int) -> Place:
        span = _span(match, ("quoted", "han", "latin"))
        assert span is not None  # noqa: S101 - one of them matched
        start, end = (offset + each for each in span)
        if match.re is not _CHOSE or match["quoted"]:
            return start, end
        stop = _END.search(self._folded, start, end)
        return self._bounds(start, stop.start() if stop else end)

    def _bounds(self, start: int, end: int) -> Place:
        return trimmed(self._folded, start, end)


def _span(match: re.Match[str], names: Sequence[str]) -> Place | None:
    """Return the range of the first of the groups that took part in a match."""
    groups = match.groupdict()
    return next((match.span(name) for name in names if groups.get(name)), None)
