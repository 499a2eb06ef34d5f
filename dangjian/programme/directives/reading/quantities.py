"""Words that give a verifiable amount: 至少一次, 65个村级示范点, 全部, 100%."""

from __future__ import annotations

import re

from dangjian.programme.directives.reading.shape import Quantity

_MEASURE = (
    r"万元|亿元|元|人次|学时|课时|小时|个百分点|个|次|场|名|人|期|家|项|篇|条|件|户|轮|节|堂|遍|"
    r"份|处|支|所|门|亩|对|座|间|本|封|公里|类|例|张|天|套"
)
_HEAD = (
    r"示范[村点带区户校]|示范[^，。；、]{0,4}(?:小区|社区|支部|单位|集群)|小区|示范典型|制度|基地|"
    r"试点|品牌|书记项目|项目|活动|培训班?|党组织|党支部|支部(?!书记)|村(?![级党干集支])|社区(?![党工书])|"
    r"企业|单位|党员(?![干活教先])|干部|人才|党课|会议?|专题|课程|课件|案例|报告|阵地|中心|驿站|平台|联合党委|"
    r"网格|小组|行动|工程|问题|任务|标准|讲习所|调研|会商|台账|清单|"
    r"书记|指导员|联络员|信息|文章|实事|服务队|志愿者"
)
_MANY = r"(?:\d[\d,.]*|[XxＸ×]{1,3}|[一二两三四五六七八九十百]+)(?:余|多|至\d+|[-—~]\d+)?"
# Names of a scheme's parts (1项工程、3个层级), not amounts.
_IDEA = re.compile(r"[1-9]个?(?:项工程|层级|载体|方面|重点|关键|专题|着力点)")
_SHAPES = (
    re.compile(
        rf"(?:至少|不少于|不低于|不超过|原则上不)(?:要有|要|有|建设|建成|培育|打造|"
        rf"选树|开展|举办|组织|召开|达)?{_MANY}"
        rf"(?:{_MEASURE}|%|％)(?:以上|左右)?(?:[^，。；、：]{{0,8}}?(?:{_HEAD}))?"
    ),
    re.compile(r"\d[\d.]*(?:%|％)(?:以上)?|百分之[一二三四五六七八九十百]+(?:以上)?"),
    re.compile(
        rf"(?<![\d足过])(?:\d[\d,.]*(?:至\d+)?|[XxＸ×]{{1,3}})(?:余|多)?(?:{_MEASURE})(?!工作日|月|以下|的，)(?:以上|左右)?(?:[^，。；、：]{{0,10}}?(?:{_HEAD}))?"
    ),
    re.compile(
        r"(?:每(?:月|年度?|周|季度?|半年|学期|两年|两个月)|季度)[^，。；]{0,14}?"
        r"(?P<once>[一二两三四五六七八九十]+(?:次|场|期|轮|堂|遍|节)(?:以上)?(?:[^，。；、的]{2,6}(?:、一[次个][^，。；、的]{2,4})+)?)"
    ),
    re.compile(r"(?<!第)[两三四五六七八九十]{1,2}(?:期|批|轮|场|次)(?!党员|集中教育)"),
    re.compile(r"分[一二三四五六\d]+(?:期|批|步|类|片)"),
    re.compile(r"[二两三四五六七八九十]{1,2}项(?:制度|任务|工作|举措|清单|机制|重点任务|行动)"),
    re.compile(r"全部(?=[\u4e00-\u9fff]{0,6}(?:完成|落实|到位|建|达|整改|覆盖|走访|轮训|培训|挂|录|接|销))|全覆盖"),
)


def find(sentence: str) -> Quantity | None:
    """Give the first amount that could be counted afterwards, or None."""
    hits = [match for shape in _SHAPES for match in [shape.search(sentence)] if match]
    hits = [match for match in hits if not _IDEA.match(sentence, match.start())]
    if not hits:
        return None
    first = min(hits, key=lambda match: (match.start(), -match.end()))
    return Quantity(first.groupdict().get("once") or first.group())
