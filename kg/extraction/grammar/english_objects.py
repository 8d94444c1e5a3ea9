"""What an English verb acts on that has no name: ``focuses on hulls, tides and sails``.

It stands right behind its verb, or behind a preposition of the frame, and goes on to the end of the
clause, or to what goes on with the clause (``and is``, ``, which``) or only qualifies it (``from``,
``since``, ``through``). Who does it is found as for any other verb.
"""

import re

from kg.extraction.grammar import english_nonfinite
from kg.extraction.grammar.english_verbs import BE, chain_of, series_end
from kg.extraction.grammar.frames import GERUND, PARTICIPLE
from kg.extraction.grammar.phrases import Slot, items, phrase
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.words.expressions import expression
from kg.model.mention import Quantity, TimeExpression

_LONGEST = 120
_LEAD = expression(" (?:(?:primarily|mainly|mostly|chiefly|especially|only|particularly) )?")
_NO_OBJECT = expression(  # what cannot begin the object: a preposition, a pronoun, an adverb
    "(?:of|for|in|on|at|with|by|from|to|under|through|and|or|but|as|into|over|after|before|than|that"
    "|which|who|it|they|them|him|her|us|itself|themselves|out|up|off|down|back|more|less|well|not"
    "|no|what|how|about|around|together|again|also|only|so|too|when|where|while|if)(?![a-z])"
)
_ENDS = expression(
    "[.;:!?\n]|,? (?:which|who|whom|whose|where|when|while|but|because|although|so that|in order"
    "|since|until|through|among (?:them|which)|such as|namely|from|under|during|across|via|using"
    "|according|including|as part|at a cost"
    "|with an?|and (?:is|are|was|were|has|have|had|will|can|may|it|they|its|their)|by [a-z]+ing"
    "|(?:and |, )(?:[a-z]+ly )?(?:operates|runs|offers|provides|employs|includes|aims|works|helps"
    "|supports|covers|focuses|applies|plans|received|opened|expects|sells|makes))(?![a-z])"
)
_SAVE = expression(" (?:other than|except|but not) |(?:nobody|no one|nothing|none|neither|few) ")
_COUNTED = expression(  # nine companies are no field
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|several"
    r"|dozens of|hundreds of|a number of)(?![a-z])",
    re.IGNORECASE,
)
_WHEN = expression(" (?:(?:in|on|by|for|between|starting|beginning|early|late) ){0,2}\\Z")
_ADJACENT = expression(" {0,2},? {0,2}\\Z")


def read(predicate: Predicate) -> tuple[Parties | None, list[Slot]]:
    """Return who does it, and the words that the verb takes; no words where it takes none."""
    words = _words(predicate)
    if not words:
        return None, []
    left, chain = chain_of(predicate)
    forms, kinds = predicate.verb.forms, predicate.frame.agent
    if chain & BE and PARTICIPLE in forms and GERUND not in forms:
        return None, []  # it is done to what stands before
    described = _described(predicate, left) if GERUND in forms and not chain else ()
    subject = described or english_nonfinite.subject(predicate, left, chain, kinds)
    if subject is None:
        return None, []
    return Parties(subject, (), "" if subject else "agent", resumes=not subject), words


def _described(predicate: Predicate, left: int) -> tuple[int, ...]:
    """Return the thing right before a participle: P, focusing on tides."""
    sentence = predicate.sentence
    before = [group for group in sentence.groups if group.end <= left][-1:]
    if not before or not _ADJACENT.fullmatch(sentence.text(before[0].end, left)):
        return ()
    return sentence.fitting(before[0], predicate.frame.agent)[-1:]


def _words(predicate: Predicate) -> list[Slot]:
    """Return the words that a verb takes, as members of a list or as one."""
    sentence, takes = predicate.sentence, predicate.frame.takes
    start = _begin(predicate)
    text = sentence.laid_out(start, start + _LONGEST)
    if not start or _NO_OBJECT.match(text):
        return []
    ending = _ENDS.search(text)
    if ending is None and len(text) == _LONGEST:
        return []  # it goes on too far to be an object
    text = text[: ending.start()] if ending else text
    text = text.partition(",")[0] if takes == "text" else text
    dates = (each - start for each in sentence.dates if each >= start)
    text = _WHEN.sub("", text[: next(dates, len(text))])
    if _SAVE.search(text):
        return []
    divided = items if takes == "list" else phrase
    held = divided(sentence.projection, start, start + len(text))
    return [] if any(map(_is_no_field, held)) else held


def _begin(predicate: Predicate) -> int:
    """Return where the object begins, behind the preposition that the frame asks for, or 0."""
    sentence, governors = predicate.sentence, predicate.frame.governors
    start = series_end(predicate)
    lead = _LEAD.match(sentence.laid_out(start, start + _LONGEST))
    if lead is None:
        return 0
    start += lead.end()
    text = sentence.laid_out(start, start + _LONGEST)
    governor = next((each for each in governors if text.startswith(f"{each} ")), None)
    if governors and governor is None:
        return 0
    return start + len(governor or "") + bool(governor)


def _is_no_field(slot: Slot) -> bool:
    """Tell whether a slot is a date or a number, or begins with one."""
    meaning = slot.meaning
    return _COUNTED.match(slot.text) is not None or isinstance(meaning, (Quantity, TimeExpression))
