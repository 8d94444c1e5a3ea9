"""Words for kinds of documents: in their titles, and on lines of their own."""

import re

from kg.extraction.words.expressions import expression

WORK = expression(
    r"<documents.works><documents.results>?[\s(（]*(?:\d{4}[-–/\d]*<times.year>?)?[)）]?$"
    r"|[\s》]\s*<documents.digests>$"
    r"|\b(?:report|study|review|survey|outlook|strategy|plan|blueprint|roadmap|framework"
    r"|(?:white|green|policy) paper|guide(?:lines)?|index|brief(?:ing)?|budget|address|speech"
    r"|statement|overview|assessment)[\s,(]*(?:\d{4}[-–/\d]*)?\)?$"
    r"|<documents.minutes_of>$"
    r"|^(?:report|study|review|survey|speech|statement|remarks|address|minutes|proceedings|message"
    r"|charter|annual report)\b",
    re.IGNORECASE,
)
GENRE = expression(
    r"^[【\[(]?(?:<documents.genres>"
    r"|(?:annual|survey|final|interim|summary|full|technical|event|workshop|conference|mission"
    r"|progress|status|special|evaluation|inspection|audit|<documents.report_kinds>)\s?(?:report"
    r"|<documents.report>)"
    r"|(?:policy|research|discussion|consultation|background|information|technical|working"
    r"|briefing|position|occasional|media|press|news|statistic(?:al|s)|contract|procurement"
    r"|white|green|ministerial|written|oral|joint|public|official|keynote|opening|closing)?\s?"
    r"(?:brief|briefing|paper|report|note|release|statement|address|speech|remarks|lecture"
    r"|bulletin|answer|notice)s?|for immediate release"
    r"|(?:report|note|letter|statement) (?:of|by|from) the [\w-]+(?: [\w-]+){0,4}|leaflet"
    r"|transcript|editorial|opinion|memo(?:randum)?|circular|agenda|fact ?sheet|press statement"
    r"|(?:(?:open |public |selective )?tender|public|gazette|government|legal) notice|at a glance"
    r"|(?:executive|key|overall) (?:summary|findings)|for (?:discussion|information)(?: on)?"
    r"|<documents.notice_subjects>?<documents.notices_of>|<documents.digest_subjects>?"
    r"<documents.abstracts>|<documents.leaflets>"
    r"|newsletter|press kit|speaking notes|check against delivery"
    r"|<documents.bulletins>"
    r"|analysis|feature|interview|(?:research|policy|data|market|industry) (?:insight|update"
    r"|bulletin|monitor|snapshot|commentary)s?)(?:\s*(?:no\.?|<numerals.ordinal>)?\s*[\d/-]+\s*"
    r"<documents.number_ends>?)?[】\])]?$",
    re.IGNORECASE,
)
