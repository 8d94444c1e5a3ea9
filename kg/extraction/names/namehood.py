"""Whether words that end as names do are a name, or only describe a thing.

What is made only of ordinary words (研究中心, 科技企業) is a description: it is a name only behind
a place, behind a verb that founds a thing, behind a sum of money, or with an ending that such
names have (教育局).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.names.boundaries import Landscape
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import has_latin_name, is_ordinary
from kg.extraction.words.wordlists import read
from kg.model.currencies import is_currency
from kg.model.mention import Mention, Quantity
from kg.model.terminology import Terminology

YEAR = r"(?:第[0-9一二三四五六七八九十百]+[届次]|(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?年?度?)"
DATED = re.compile(YEAR)
COUNTED = "两三四五六七八九十几数各多"
# Their endings are ordinary words too (計劃, 報告, 系統): a bare one needs more evidence.
WEAK = (
    "kg:PolicyInstrument", "kg:Document", "kg:TechnologySolution", "kg:ComputingResource",
    "kg:Project", "kg:Survey", "kg:Jurisdiction", "kg:Region",
)  # fmt: skip
# A place and the ending are enough (某市大學, 某市政府, 某市科學園).
_PLACED = ("kg:GovernmentBody", "kg:University", "kg:InnovationPark", "kg:SupercomputingCentre")
_WORLD = ("全球", "国际", "世界", "亚太")  # an index that ranks the world has a name
_INDEX = 4  # characters of such an index before its ending, at least
_TWO_PLACES = 4  # characters of two places (某市美國商會), at least
_POINTING = ("公司", "集团")
_LEVELS, _EACH = ("省", "市", "区", "县"), ("各", "两", "所在", "有关", "相关")
_RUN, _SHOPS = ("开", "办"), ("公司", "厂", "诊所")  # 办搬家公司: what somebody runs
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])")
_NUMBERED = re.compile(r"[0-9A-Z]{1,3}[号座栋期]?|[0-9 ]+")
_DESCRIPTION = 4  # characters of ordinary words that may be a name in the right place
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIZED = re.compile(
    r"[」”》]?(?:\([^()]{1,20}\))?,(?:[总首目]标?期?(?:募集)?(?:资金)?规模|规模|资金规模|基金规模|存续期|期限|首期|认缴|注册资本"
    r"|由[^,。;]{4,30}(?:管理|运营|营运|出资))"
)
_GIVEN = ("由", "获", "受", "获得", "得到", "来自", "获取")  # 获某某基金资助
_GIVES = re.compile(
    r"(?:全额|部分|共同|联合)?(?:资助|拨款|捐助|捐赠|赞助|支持|注资|资金支持)(?![者人方机])"
)
_STAKE = re.compile(r"(?:联合|独家|共同)?(?:领投|跟投|出资|参投)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: ``core`` is what is left without anchor and shortest ending."""

    start: int
    end: int
    curie: str
    ending: str
    shortest: str
    core: str
    anchor: Kind
    joined: bool
    year: str


class Namehood:
    """Judges the possible names of one passage.

    ``taken`` are the mentions found before, of which the quantities count.
    """

    def __init__(self, land: Landscape, taken: Sequence[Mention], terminology: Terminology) -> None:
        self._land = land
        self._terminology = terminology
        self._amounts = {m.end: m.meaning for m in taken if isinstance(m.meaning, Quantity)}

    def _is_a(self, curie: str, *ancestors: str) -> bool:
        return self._terminology.is_a((curie,), *ancestors)

    def is_name(self, candidate: Candidate) -> bool:
        """Tell whether the words that end at a hint are a name."""
        if self._is_a(candidate.curie, "kg:Concept"):
            return self._is_a(candidate.curie, "kg:Indicator") and self._is_index(candidate)
        if candidate.year and self._is_of_series(candidate):
            return True
        if _is_counted_or_told(candidate) or self._is_any(candidate):
            return False
        ordinary = is_ordinary(candidate.core)
        if ordinary and self._is_counted(candidate):
            return False
        if candidate.anchor is Kind.BODY:
            purposes = read().get("generic", "of_funds")
            fund = self._is_a(candidate.curie, "kg:Fund") and candidate.core in purposes
            return not ordinary or fund or self._is_a(candidate.curie, "kg:Institution")
        if candidate.anchor is Kind.PLACE:
            return self._is_placed_name(candidate, ordinary)
        if len(candidate.core) < 2:
            return False
        if self._follows_sum(candidate):
            return True
        if self._is_a(candidate.curie, *WEAK):
            return self._is_weak_name(candidate, ordinary)
        return not ordinary or self._is_ordinary_name(candidate) or self._is_used(candidate)

    def _is_of_series(self, candidate: Candidate) -> bool:
        """Tell whether a year or edition is all that a name needs: 第六届 + 渔业论坛."""
        edition = candidate.year.endswith("届") and len(candidate.core) > 1
        return edition or self._is_a(candidate.curie, "kg:PolicyStatement")

    def _is_any(self, candidate: Candidate) -> bool:
        """Tell whether words speak of any such thing: 某國際船務公司, 各縣人民法院."""
        before = self._land.before(candidate.start)
        level = self._land.text[candidate.start : candidate.end].startswith(_LEVELS)
        some = before.endswith("某") and not candidate.core.startswith("某")
        return (some or (level and before.endswith(_EACH))) and candidate.anchor is Kind.PLAIN

    def _is_index(self, candidate: Candidate) -> bool:
        """Tell whether somebody publishes an index: it ranks the world, or has a year."""
        text = self._land.text
        world = candidate.anchor is Kind.PLACE or text.startswith(_WORLD, candidate.start)
        dated = DATED.match(text, candidate.end + (text[candidate.end :][:1] in "( "))
        return len(candidate.core) >= _INDEX and (world or dated is not None)

    def _is_placed_name(self, candidate: Candidate, ordinary: bool) -> bool:
        if self._is_a(candidate.curie, "kg:Firm"):
            return not ordinary or "有限" in candidate.ending or self._is_owned(candidate)
        if self._is_a(candidate.curie, "kg:IndustryAssociation") and not candidate.core:
            return candidate.end - candidate.start - len(candidate.ending) >= _TWO_PLACES
        if self._is_a(candidate.curie, *_PLACED) or self._is_authority(candidate):
            return True
        if self._is_a(candidate.curie, "kg:Site") and len(candidate.ending) >= _DESCRIPTION:
            return True  # 某市文化中心
        if has_ending(candidate.ending, "seated"):
            return True  # 某市中央銀行, 某市數據交易所
        if not ordinary:
            return len(candidate.core) >= 2 or len(candidate.ending) > 2
        length = len(candidate.core) + len(candidate.shortest)
        return length >= _DESCRIPTION + 2 or candidate.joined

    def _is_authority(self, candidate: Candidate) -> bool:
        """Tell whether a long ending says what a body of a place is for: 某地金融管理局."""
        return self._is_a(candidate.curie, "kg:StatutoryBody") and len(candidate.ending) > 2

    def _is_owned(self, candidate: Candidate) -> bool:
        """Tell whether a firm is called after its place: 某市文旅投資集團, 某市銀行."""
        place = self._land.text[candidate.start : candidate.end]
        if place.startswith(read().get("generic", "wide")):
            return False  # 香港銀行: those of the place
        if candidate.ending == "银行":
            return not candidate.core and not self._land.text.startswith(
                read().get("generic", "several"), candidate.end
            )
        several = read().get("generic", "several")
        return (
            candidate.ending == "集团"
            and len(candidate.core) > 1
            and candidate.core not in read().get("generic", "of_many")
            and not self._land.text.startswith(several, candidate.end)
        )

    def _is_weak_name(self, candidate: Candidate, ordinary: bool) -> bool:
        founded = self._land.is_founded(candidate.start)
        if ordinary:
            if candidate.core.startswith("国家") and self._is_proclaimed(candidate):
                return True
            described = len(candidate.core) >= _DESCRIPTION and founded
            listing = self._is_a(candidate.curie, "kg:EligibilityList")  # 建立…清單
            return described and not listing and self._is_a(candidate.curie, "kg:PolicyInstrument")
        after = self._land.text[candidate.end : candidate.end + 1]
        survey = self._is_a(candidate.curie, "kg:Survey")
        dated = survey and DATED.match(self._land.text, candidate.end) is not None
        listed = candidate.start == 0 and (dated or after in ("", "(", ":"))
        if founded or listed:
            return True
        made = self._is_a(candidate.curie, "kg:TechnologySolution", "kg:ComputingResource")
        kind = made and is_ordinary(_ACRONYM.sub("", candidate.core))  # 国产PLM系统
        return has_latin_name(candidate.core) and not kind

    def _is_proclaimed(self, candidate: Candidate) -> bool:
        """Tell whether a strategy or plan of the state is brought out (國家…戰略發布)."""
        written = self._is_a(candidate.curie, "kg:Strategy", "kg:Plan")
        long = len(candidate.core) >= _DESCRIPTION + 2
        verbs = read().get("boundaries", "proclaiming")
        return written and long and self._land.text.startswith(verbs, candidate.end)

    def _is_ordinary_name(self, candidate: Candidate) -> bool:
        """Tell whether ordinary words make a name here, because of their ending or place."""
        national = candidate.core.startswith("国家") and len(candidate.core) >= _DESCRIPTION
        if national and (self._is_a(candidate.curie, "kg:Fund") or self._is_national(candidate)):
            return True  # 國家某某基金: a state has one
        if candidate.joined:
            return has_ending(candidate.ending, "official", "joint")
        if len(candidate.core) < _DESCRIPTION:
            return candidate.shortest in read().get("generic", "official")
        founded = self._land.is_founded(candidate.start)
        author = self._is_author(candidate)
        return founded or author or has_ending(candidate.ending, "official", "solemn")

    def _is_national(self, candidate: Candidate) -> bool:
        """Tell whether a centre of the state has a task (國家…認證中心), and none is wished for."""
        before = self._land.before(candidate.start).rstrip(" 个一座")
        wished = before.endswith(read().get("boundaries", "wishing"))
        return not wished and candidate.core.endswith(read().get("generic", "tasks"))

    def _is_author(self, candidate: Candidate) -> bool:
        """Tell whether a body of ordinary words begins a clause and publishes or says something."""
        text, at = self._land.text, candidate.start
        verbs = read().get("boundaries", "publishing")
        return self._opens(at) and text.startswith(verbs, candidate.end)

    def _is_used(self, candidate: Candidate) -> bool:
        """Tell whether what is done with a thing of ordinary words shows that it is one."""
        return self._is_settled(candidate) or self._is_endowed(candidate)

    def _is_settled(self, candidate: Candidate) -> bool:
        """Tell whether somebody is in a park of ordinary words (总部设在某类产业园)."""
        park = self._is_a(candidate.curie, "kg:InnovationPark")
        settled = self._land.before(candidate.start).endswith(read().get("boundaries", "settling"))
        return park and settled and len(candidate.core) >= _DESCRIPTION

    def _is_endowed(self, candidate: Candidate) -> bool:
        """Tell whether a fund of ordinary words is one: it has a size, a manager, or a stake."""
        if not self._is_a(candidate.curie, "kg:Fund"):
            return False
        text = self._land.text
        led = text.endswith("由", 0, candidate.start) and _STAKE.match(text, candidate.end)
        led = led or (
            text.endswith(_GIVEN, 0, candidate.start) and _GIVES.match(text, candidate.end)
        )
        if self._opens(candidate.start) and _grants().match(text, candidate.end):
            return True
        founded = self._land.is_founded(candidate.start) or led
        return bool(founded and (led or _SIZED.match(text, candidate.end)))

    def _opens(self, at: int) -> bool:
        return at == 0 or not _HAN.match(self._land.text[at - 1])

    def _is_counted(self, candidate: Candidate) -> bool:
        """Tell whether a number of such things stands before (``建設7家國家研究院``)."""
        amount = self._amounts.get(candidate.start)
        return amount is not None and not is_currency(amount.unit)

    def _follows_sum(self, candidate: Candidate) -> bool:
        """Tell whether money stands before (``20億港元某基金``, ``十億規模的某基金``)."""
        text, at = self._land.text, candidate.start
        at -= text[at - 1 : at] == "的"
        amount = self._amounts.get(at)
        if amount and is_currency(amount.unit):
            return True
        return text[max(0, at - 2) : at] == "规模" and at - 2 in self._amounts


@cache
def _grants() -> re.Pattern[str]:
    """Return what a fund does that has money to give: 去年亦批出, 已资助."""
    lists = read()
    adverbs = lists.any_of("slots", "adverbs")
    return expression(rf"(?>(?:{adverbs}){{0,3}})(?:{lists.any_of('slots', 'granting')})")


def _is_counted_or_told(candidate: Candidate) -> bool:
    """Tell whether a number is all of a name (8号大楼, 只拍几部), or a body that is spoken of."""
    counted = len(candidate.ending) == 1 and candidate.core.endswith(tuple(COUNTED))
    told = candidate.core.startswith(_POINTING) and len(candidate.core) > _DESCRIPTION
    told = told or (candidate.ending in _SHOPS and candidate.core.startswith(_RUN))
    told = told or (candidate.ending == "委" and candidate.core.endswith("主"))  # 某会主委
    return counted or told or _NUMBERED.fullmatch(candidate.core) is not None


def has_ending(ending: str, *lists: str) -> bool:
    """Tell whether an ending ends in a word of one of the lists of ``generic.toml``."""
    return ending.endswith(_words_of(lists))


@cache
def _words_of(lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for name in lists for word in read().get("generic", name))
