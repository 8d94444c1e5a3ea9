"""Words for kinds of documents: in their titles, and on lines of their own."""

import re

from kg.extraction.words.expressions import expression

WORK = expression(
    r"(?:研究|报告书?|计划|规划|方案|蓝图|白皮书|绿皮书|调查|概览|纲要|战略|策略|指引|指南|年报|简报|展望|综述"
    r"|预算案|观察|评价|评估|测评|排行榜|演辞|演讲|致辞|讲话|公报|路线图)(?:摘要|结果)?[\s(（]*(?:\d{4}[-–/\d]*年?)?[)）]?$"
    r"|[\s》]\s*(?:主要)?(?:结果|内容)?(?:摘要|要点|节录|概要)$"
    r"|\b(?:report|study|review|survey|outlook|strategy|plan|blueprint|roadmap|framework"
    r"|(?:white|green|policy) paper|guide(?:lines)?|index|brief(?:ing)?|budget|address|speech"
    r"|statement|overview|assessment)[\s,(]*(?:\d{4}[-–/\d]*)?\)?$"
    r"|(?:纪要|会议记录|工作要点|实施(?:意见|细则)|办法|通知)$"
    r"|^(?:report|study|review|survey|speech|statement|remarks|address|minutes|proceedings|message"
    r"|charter|annual report)\b",
    re.IGNORECASE,
)
GENRE = expression(
    r"^[【\[(]?(?:(?:政策|研究|专题|工作)?(?:简报|简讯|通讯)|新闻(?:稿|公报|发布)|(?:供)?即时发[布放]|研究报告|讨论文件|工作论文|专题报[道导]|深度|特稿|社论|社评|时评|观点|评论|专栏|专访"
    r"|(?:annual|survey|final|interim|summary|full|technical|event|workshop|conference|mission"
    r"|progress|status|special|evaluation|inspection|audit|调查|年度|总结)\s?(?:report|报告书?)"
    r"|(?:policy|research|discussion|consultation|background|information|technical|working"
    r"|briefing|position|occasional|media|press|news|statistic(?:al|s)|contract|procurement"
    r"|white|green|ministerial|written|oral|joint|public|official|keynote|opening|closing)?\s?"
    r"(?:brief|briefing|paper|report|note|release|statement|address|speech|remarks|lecture"
    r"|bulletin|answer|notice)s?|for immediate release"
    r"|(?:report|note|letter|statement) (?:of|by|from) the [\w-]+(?: [\w-]+){0,4}|leaflet"
    r"|transcript|editorial|opinion|memo(?:randum)?|circular|agenda|fact ?sheet|press statement"
    r"|(?:(?:open |public |selective )?tender|public|gazette|government|legal) notice|at a glance"
    r"|(?:executive|key|overall) (?:summary|findings)|for (?:discussion|information)(?: on)?"
    r"|(?:招标|中标|采购|任前|征求意见)?(?:公告|公示|通告|通函|备忘录)|(?:执行|内容|研究|调查|报告|数据)?(?:摘要|提要)|参考文件|资料便览|便览|单张|小册子|新闻通稿|(?:会议|发言|采访)实录"
    r"|newsletter|press kit|speaking notes|check against delivery"
    r"|(?:统计|工作|新闻)?(?:公报|快报|快讯|简讯)|(?:演辞|演讲|讲话|致辞|致词)(?:全文|稿)?"
    r"|analysis|feature|interview|(?:research|policy|data|market|industry) (?:insight|update"
    r"|bulletin|monitor|snapshot|commentary)s?)(?:\s*(?:no\.?|第)?\s*[\d/-]+\s*[号期年]?)?[】\])]?$",
    re.IGNORECASE,
)
