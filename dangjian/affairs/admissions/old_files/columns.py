"""The columns of an old file: the steps by the words that rosters have for them."""

from typing import Final

from dangjian.affairs.admissions import rules
from dangjian.affairs.imports.columns.vocabulary import Field, Vocabulary, plain

_WORDS: Final = {
    "name": ("姓名", ("党员姓名", "申请人", "名字")),
    "branch": ("党支部", ("所在党支部", "支部", "党支部名称")),
    "born": ("出生日期", ("出生年月", "出生年月日", "生日")),
    "apply": ("递交入党申请书", ("申请入党日期", "申请入党时间", "递交申请书日期", "递交入党申请书日期", "申请日期")),
    "talk": ("谈话", ("派人谈话", "谈话日期", "谈话时间")),
    "recommend": ("确定积极分子", ("确定入党积极分子", "确定积极分子日期", "列为积极分子日期", "确定积极分子时间")),
    "file_activist": ("积极分子备案", ("积极分子备案日期",)),
    "contacts": ("确定培养联系人", ("确定培养联系人日期", "指定培养联系人日期")),
    "educate": ("培养教育考察期满", ("培养考察期满日期", "培养教育考察期满日期")),
    "nominate": ("确定发展对象", ("列为发展对象", "确定发展对象日期", "列为发展对象日期", "确定发展对象时间")),
    "notice_from": ("公示开始", ("公示起", "公示开始日期")),
    "notice_until": ("公示结束", ("公示止", "公示结束日期")),
    "agree_object": ("发展对象备案同意", ("发展对象备案", "发展对象备案日期")),
    "introducers": ("确定入党介绍人", ("确定入党介绍人日期", "指定入党介绍人日期")),
    "political_review": ("政治审查", ("政审", "政审日期", "政治审查日期")),
    "train": ("集中培训", ("培训日期", "集中培训日期", "培训结业日期")),
    "training_days": ("培训天数", ()),
    "training_hours": ("培训学时", ()),
    "committee_review": ("支委会审查", ("支委会审查日期", "支部委员会审查")),
    "pre_review": ("预审", ("上级党委预审", "预审日期")),
    "application_form": ("填写入党志愿书", ("填写入党志愿书日期", "填写志愿书日期")),
    "congress": ("支部大会接收", ("接收大会日期", "支部大会通过日期", "支部大会日期", "接收预备党员日期")),
    "joined": ("入党时间", ("入党日期", "加入党组织日期")),
    "interview": ("上级党委派人谈话", ("入党前谈话", "入党前谈话日期")),
    "approve": ("上级党委审批", ("审批日期", "批准日期", "审批预备党员日期")),
    "file_county": ("县委组织部备案", ("组织部备案日期", "预备党员备案日期")),
    "assign": ("编入党支部", ("编入支部", "编入党支部日期")),
    "oath": ("入党宣誓", ("宣誓日期", "宣誓")),
    "probation": ("预备期考察期满", ("预备期考察期满日期",)),
    "request": ("转正申请", ("转正申请日期", "提出转正申请日期", "递交转正申请书日期")),
    "confirm_congress": ("支部大会转正", ("转正大会日期", "讨论转正日期")),
    "confirm_approve": ("转正审批", ("转正批准日期", "上级党委审批转正")),
    "confirmed": ("转正日期", ("转为正式党员日期", "转正时间")),
    "archive": ("材料归档", ("归档", "归档日期", "材料归档日期")),
}
NUMBERS: Final = frozenset({"training_days", "training_hours"})
STEPS: Final = rules.ORDER
WORDS: Final = Vocabulary(
    tuple(Field(name, caption, name == "name", words) for name, (caption, words) in _WORDS.items()),
    {plain(word): name for name, (caption, words) in _WORDS.items() for word in (caption, *words)},
    {},
)
CAPTIONS: Final = {name: caption for name, (caption, _) in _WORDS.items()}
