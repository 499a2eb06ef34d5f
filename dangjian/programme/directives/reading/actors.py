"""Who must act: bodies and posts named where a clause begins or after 由."""

from __future__ import annotations

import re

_SUFFIX = (
    r"党[（(]工[）)]委|党[（(]总[）)]支|党委|党组|党工委|工委|党总支|党支部|支部|党组织|组织部门|"
    r"组织部|宣传部|统战部|政法委|"
    r"纪委监委|纪委|编办|委员会|成员单位|责任单位|牵头单位|派出单位|选派单位|单位|部门|领导小组|"
    r"工作组|专班|工作队|小组|党校|工会|共青团|团委|"
    r"妇联|工商联|残联|人社局|财政局|教育局|国资委|[\u4e00-\u9fff]{1,8}局|办公室|党群办|党建办|"
    r"社工部|社会工作部|县[（(]市、?区?[）)]区?|"
    r"县区|镇乡|乡镇|镇街|街道|社区|县|村|学校|高校|中小学|医院|企业|公司|园区|开发区|协会|商会|研究中心|服务中心|"
    r"书记|委员|组织委员|指导员|联络员|信息员|班子成员|领导干部|党员干部|干部|党员|同志|工作人员|"
    r"负责人|领导|团队|驻村工作队|机构|基层|队伍|机关|常委会|常委|财政|镇党校|"
    r"[\u4e00-\u9fff]{1,3}镇|纪委监委|党代表|委员会全会"
)
_ADVERB = r"(?:一定|都|均|也|还|更|既|就|同样|同时|首先|每年|每季度|每月|每半年|每周|分别|具体|共同|切实|原则上)*"
_STRONG = _ADVERB + r"(?:(?:要|应)(?!有)|必须|应当|应该|须|需要|务必|不得|负责|牵头|会同|将|每|至少|定期)"
_WEAK = (
    _ADVERB + r"(?:可以|可|严格|按照|按|于|结合|根据|对照|"
    r"全部|统一|组织|建立|制定|开展|完成|落实|召开|做好|抓好|配合|指导|督促|加强|把|对|围绕|依托|"
    r"联合|带头|主动|选择|联系|分别|初审|联审|包案|上半年|下半年|举办|开办|成立|设立|牢牢|会商|"
    r"认领|确定|梳理|"
    r"在\d|在年|在每|在今|逐|年底|\d{1,2}月)"
)
_NOT_FIRST = re.compile(
    r"(?:逐|吸收|保证|离|任何|组织(?![部委])|依托|选择|要|把|将|对|以|通过|在|按照|按|结合|根据|"
    r"加强|加大|推动|推进|坚持|深化|持续|全面|进一步|切实|充分|扎实|落实|完善|健全|建立|"
    r"制定|开展|组织开展|强化|选派|选优|配强|抓好|做好|抓实|做实|发挥|引导|支持|鼓励|督促|指导|"
    r"严格|认真|积极|围绕|聚焦|对照|针对|依托|"
    r"为|从|使|让|用|由于|确保|努力|着力|提升|提高|增强|整合|明确|我|大家|他|这|那|其|没有|不|"
    r"培养|培训|凡|实施|实行|推行|创新|探索|"
    r"打造|动员|激励|关心|关爱|调整|拓宽|向|与|同|及时|定期|逐步|有|是|新建|成立|如果|虽然|希望|"
    r"建强|配齐|选好|用好|管好|"
    r"发展|消除|化解|倒查|广泛|大力|继续|牢固|重点|突出|立足|面向|深入|集中|严肃|稳妥|优先|注意|"
    r"善于|敢于|带动|带领|解决|整顿|扩大|规范|理顺|"
    r"严禁|防止|破解|压实|促进|营造|树立|把握|抓|建|推|管|选|育|用)"
)
_LEAD_IN = re.compile(
    r"^(?:\d{1,3}、)?(?:[一二三四五六七八九十]{1,2}[是要、]|"
    r"[（(][一二三四五六七八九十\d]{1,2}[）)]|第[一二三四五六七八九十]|\d{1,2}[.．])?"
    r"(?:同时|此外|另外|下一步|今后|今年|希望|并且|因此|为此|其次|再次|最后|请|尤其|特别是)?[，,:：]?"
)
_WHO = (
    rf"(?P<who>(?:[\u4e00-\u9fffA-Za-z×“”（）()、]|"
    rf"\d{{1,4}}(?=[个名])){{0,38}}?(?:{_SUFFIX})(?:[（(][^）)]{{1,12}}[）)])?)"
)
_NP = (re.compile(rf"{_WHO}(?={_STRONG})"), re.compile(rf"{_WHO}(?={_WEAK})"))
_BY = re.compile(rf"由(?P<who>[^，。；：,;]{{1,28}}?(?:{_SUFFIX}))(?=牵头|负责|组织|统一|会同|具体|统筹|[，,。；])")
_WHOLE_AREA = re.compile(r"(?P<who>全[省市县区州][市县区、]*[市县区])(?=都要|均要|都|要)")
_PASSED_TO = re.compile(r"^(?:要)?由")
_CLAUSE = re.compile(r"[^，,；;。：:！？]+")
_KINDS = (
    ("leading_group", r"领导小组|专班|工作组"),
    ("working_committee", r"工委|党[（(]工[）)]委"),
    ("township", r"镇乡|乡镇|镇街|街道|各镇|各乡"),
    ("village", r"村|社区"),
    ("school", r"学校|高校|中小学|教育"),
    ("enterprise", r"企业|公司|国企|商会|协会"),
    ("department", r"组织部|宣传部|统战部|局|办公室|部门|纪委|党组(?!织)|党校|单位|中心|政法委|编办"),
    ("post", r"书记|委员|班子成员|干部|党员|同志|负责人|人员|指导员|联络员|信息员|领导|队伍"),
    ("branch", r"支部|总支"),
    ("area", r"县[（(]市|县区|全[省市县区州]"),
    ("committee", r"党委|[省市县区州]委|党组织"),
)
_DEFINED = re.compile(r"(?:就是|即|是指|已|先后)")


def find(sentence: str) -> str:
    """Give the words that name who must act, or an empty string.

    Only the start of a clause (or the words after 由) can name an actor: what a verb governs is its object.
    """
    by = _BY.search(sentence)
    for clause in _CLAUSE.finditer(sentence):
        body = clause.group().lstrip(" \u3000")
        lead = _LEAD_IN.match(body)
        rest = _PASSED_TO.sub("", body[lead.end() :] if lead else body, count=1)
        area = _WHOLE_AREA.match(rest)
        if area:
            return area.group("who")
        match = None if _NOT_FIRST.match(rest) else _NP[0].match(rest) or _NP[1].match(rest)
        if match and _stands(match.group("who")):
            return match.group("who")
    return by.group("who") if by else ""


def kind(text: str) -> str:
    """Sort an actor's words into one of the kinds of docs/directive-format.md."""
    return next((name for name, pattern in _KINDS if re.search(pattern, text)), "other")


def _stands(who: str) -> bool:
    return (
        len(who) > 1
        and not _DEFINED.search(who)
        and who.count("（") == who.count("）")
        and who.count("“") == who.count("”")
    )
