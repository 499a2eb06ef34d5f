"""Which papers there are, for which step each is, and what it asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.admissions.models import Admission
from dangjian.foundation.documents.paper import Blank
from dangjian.procedures.cases.models import CaseStep


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its steps, its title, whether it is a form to write on or a letter, and what it asks."""

    key: str
    steps: Sequence[str]
    title: str
    blanks: Sequence[Blank] = ()
    signers: Sequence[str] = ()
    asks: str = ""
    is_upward: bool = True

    @property
    def caption(self) -> str:
        """The title without a name in it, for lists."""
        return self.title.replace("{name}同志", "")

    @property
    def is_letter(self) -> bool:
        """Say whether it is a letter between bodies or to the public, by GB/T 9704."""
        return bool(self.asks)


_ALL: Final = (
    Paper(
        "talk", ("talk",), "入党申请人谈话记录",
        (Blank("谈话时间、地点", 1), Blank("谈话要点（手写，平台不存）", 6)), ("谈话人", "申请人"),
    ),
    Paper(
        "recommendation", ("recommend",), "确定入党积极分子支委会记录",
        (Blank("应到、实到、缺席", 1), Blank("推荐情况", 2), Blank("讨论情况", 4), Blank("决定", 2)),
        ("主持人", "记录人"),
    ),
    Paper(
        "activist_report", ("recommend", "file_activist"), "关于确定入党积极分子的备案报告",
        asks="经{recommenders}推荐，支部委员会{recommend}研究，确定{name}同志为入党积极分子，现报请备案。",
    ),
    Paper(
        "review", ("contacts", "educate"), "入党积极分子培养教育考察登记表",
        (Blank("培养联系人意见（每半年一次，手写）", 4), Blank("支部考察意见（手写）", 4)), ("培养联系人", "支部书记"),
    ),
    Paper(
        "object_notice", ("educate", "nominate"), "发展对象公示",
        asks="经培养教育考察，拟确定{name}同志为发展对象，现予公示。该同志{applied}递交入党申请书，{recommend}确定为入党"
        "积极分子，培养联系人{contacts}。公示时间：＿＿年＿＿月＿＿日至＿＿月＿＿日（不少于5个工作日）。如有意见，请向"
        "本支部或上级党委反映，联系电话：＿＿＿＿＿＿。",
        is_upward=False,
    ),
    Paper(
        "object_request", ("nominate", "agree_object"), "关于确定发展对象的请示",
        asks="{name}同志{applied}递交入党申请书，{recommend}确定为入党积极分子，培养教育考察满1年。经听取党小组、培养联系"
        "人、党员和群众意见，公示{publicity}，支部委员会{nominate}研究，拟确定为发展对象。妥否，请批示。",
    ),
    Paper(
        "political_review", ("introducers", "political_review"), "政治审查报告",
        (
            Blank("对党的理论和路线、方针、政策的态度", 2), Blank("政治历史和在重大政治斗争中的表现", 2),
            Blank("遵纪守法和遵守社会公德情况", 2), Blank("直系亲属和主要社会关系的政治情况", 2),
            Blank("函调、外调情况", 2), Blank("结论", choices=("合格", "不合格")),
        ),
        ("审查人", "支部书记"),
    ),
    Paper(
        "committee_review", ("train", "committee_review"), "支部委员会审查记录",
        (Blank("应到、实到、缺席", 1), Blank("审查情况", 4), Blank("结论", choices=("合格", "暂缓"))),
        ("主持人", "记录人"),
    ),
    Paper(
        "pre_review_request", ("committee_review", "pre_review"), "关于{name}同志接收为预备党员的预审请示",
        asks="{name}同志{applied}递交入党申请书，{recommend}确定为入党积极分子，{nominate}确定为发展对象，入党介绍人"
        "{introducers}，{political_review}政治审查合格，{train}参加集中培训（{training}）。支部委员会{committee_review}"
        "审查，认为合格。现报请预审。",
    ),
    Paper(
        "resolution", ("application_form", "congress", "interview", "approve"), "支部大会关于接收预备党员的决议",
        asks="支部党员大会{congress}讨论{name}同志的入党问题。{vote}会议采取无记名投票方式表决，同意接收{name}同志为中共"
        "预备党员。入党介绍人：{introducers}。现报请审批。",
    ),
    Paper(
        "approval", ("interview", "approve", "file_county"), "关于同意接收预备党员的批复",
        asks="你支部报来{name}同志的入党材料收悉。经{approve}党委会集体讨论、逐个审议，同意接收{name}同志为中共预备党员，"
        "预备期1年，从{congress}支部大会通过之日算起，到{ends}止。",
        is_upward=False,
    ),
    Paper(
        "filing", ("approve", "file_county"), "预备党员备案表",
        (Blank("备案意见（手写）", 3),), ("报送党委负责人", "备案单位经办人"),
    ),
    Paper(
        "oath", ("assign", "oath"), "入党宣誓记录",
        (Blank("时间、地点", 1), Blank("主持人、领誓人", 1), Blank("参加人数", 1)), ("宣誓人", "记录人"),
    ),
    Paper(
        "probation", ("oath", "probation", "request"), "预备党员考察表",
        (Blank("入党介绍人意见（每半年一次，手写）", 4), Blank("支部考察意见（手写）", 4)), ("入党介绍人", "支部书记"),
    ),
    Paper(
        "confirmation", ("confirm_congress", "confirm_approve"), "支部大会关于预备党员转正的决议",
        asks="{name}同志预备期到{ends}满。支部党员大会{confirm_congress}讨论其转正问题。{confirm_vote}会议采取无记名投票"
        "方式表决，决定：{motion}。现报请审批。",
    ),
    Paper(
        "confirmation_approval", ("confirm_approve", "archive"), "关于预备党员转正问题的批复",
        asks="你支部报来{name}同志的转正材料收悉。经{confirm_approve}党委会审议，同意支部大会的决定：{motion}。",
        is_upward=False,
    ),
)  # fmt: skip
PAPERS: Final = {one.key: one for one in _ALL}


def offered(admission: Admission) -> list[Paper]:
    """Return the papers of the step under way; none once the admission has ended."""
    step = CaseStep.objects.filter(case=admission.case, outcome="").values_list("key", flat=True).first()
    return [one for one in _ALL if step in one.steps] if step else []
