"""Which survey a document reports on, and whether it reports on one at all."""

import re
from collections.abc import Callable, Sequence

from kg.extraction.passages.once import once
from kg.extraction.passages.passage import Passage
from kg.extraction.references import reference_lists
from kg.extraction.words.expressions import expression, seldom
from kg.model.document import BlockKind
from kg.model.mention import Entity

Mint = Callable[[str, str], Entity]

_SURVEY = seldom(
    r"<surveys.telling>|<surveys.revisited>\d|<surveys.told_surveys>|<surveys.samples>(?:"
    r"<surveys.sizes>|:)"
    r"|<surveys.of_whom>"
    r"|\b(?:respondents?|survey(?:s|ed)?|questionnaires?|poll(?:ed)?|interviewed)\b"
    r"|\basked \d[\d,]+ \w+|\bwere asked\b",
    re.IGNORECASE,
)
_NAMED = expression(
    r"[《「“](?P<a>[^《》「」“”]{3,40}?<surveys.kinds>[^《》「」“”]{0,12})[》」”]"
    r"|\b(?P<b>(?!The )(?:(?:19|20)\d\d )?"
    r"(?:[A-Z][\w&’'-]* (?:(?:of|and|on|for|in) )?(?:the )?){1,8}?"
    r"(?:Survey|(?P<study><surveys.named_studies>))\b"
    r"(?: (?:of|on) (?:[A-Z]\w* ?){1,4}\b)?(?: (?:19|20)\d\d)?)"
)
_OWN = expression(
    r"\b(?:our|this|the (?:agency|council|institute|association|department|chamber)[’']s)"
    r" (?P<own>(?:(?:19|20)\d\d )?(?:(?!of |and |in )[a-z-]{2,16} ){1,3}?survey)\b(?! of )",
    re.IGNORECASE,
)


@once
def is_survey(texts: Sequence[Passage]) -> bool:
    """Tell whether the document reports on people who were asked."""
    return any(_SURVEY.search(t.folded) for t in texts if t.block.kind is not BlockKind.FOOTNOTE)


def survey_entity(texts: Sequence[Passage], subject: Entity, mint: Mint) -> Entity:
    """Return the survey if the document names exactly one, else the document ``subject``.

    A survey that is only cited is none of its own, and a study is one where it asked somebody. One
    without a name is called as the text does: ``our 2024 employer survey``.
    """
    cited = {entry.block.span.start for entry, _ in reference_lists.entries(texts)}
    told = [text for text in texts if text.block.span.start not in cited]
    if not (names := _named(told)):
        own = next(filter(None, (_OWN.search(text.folded) for text in told)), None)
        names = [own["own"]] if own else _named(texts)
    return mint(names[0], "kg:Survey") if len(names) == 1 else subject


def _named(texts: Sequence[Passage]) -> list[str]:
    """Return the names of surveys, each once, as they are first written."""
    names: dict[str, str] = {}
    for text in texts:
        for match in _NAMED.finditer(text.folded):
            if match["study"] and not _SURVEY.search(text.folded):
                continue
            start, end = match.span("a" if match["a"] else "b")
            names.setdefault(text.folded[start:end].casefold(), text.text[start:end])
    return list(names.values())
