"""The five platforms, the programme and search: only what exists, and what the person may."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Item


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation: where it leads, the permission that shows it, and what else lies under it."""

    caption: str
    address_name: str
    permission: Permission
    also: str = ""
    group: str = ""  # What it stands under where a platform has more entries than one looks over at once.
    is_inside: bool = False  # Its pages are not there on an installation that faces the internet (P37).


PLATFORMS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "党建方案",
        (
            Entry("方案目标", "goals:tree", Permission.GOAL_VIEW),
            Entry("读文件", "directives:index", Permission.DIRECTIVE_VIEW),
            Entry("清单台账", "tasks:lists", Permission.LIST_VIEW, also="/tasks/"),
            Entry("本单位任务", "tasks:assignments", Permission.ASSIGNMENT_VIEW),
            Entry("验收销号", "tasks:acceptance", Permission.ASSIGNMENT_ACCEPT),
            Entry("预警", "warnings:index", Permission.WARNING_VIEW),
            Entry("顺延期限", "warnings:shifts", Permission.SHIFT_VIEW),
            Entry("督办函", "warnings:letters", Permission.WARNING_PRESS, is_inside=True),
            Entry("约谈记录", "warnings:interviews", Permission.INTERVIEW_VIEW, is_inside=True),
            Entry("软弱涣散整顿", "rectification:index", Permission.RECTIFICATION_VIEW, is_inside=True),
            Entry("抽查走访", "inspections:index", Permission.INSPECTION_VIEW, is_inside=True),
        ),
    ),
    (
        "党务管理",
        (
            Entry("党组织", "organizations:index", Permission.ORGANIZATION_VIEW, group="组织"),
            Entry("组织架构", "organizations:tree", Permission.ORGANIZATION_VIEW, group="组织"),
            Entry("职务", "posts:index", Permission.MEMBER_VIEW, group="组织"),
            Entry("届期换届", "terms:index", Permission.TERM_VIEW, group="组织"),
            Entry("村（社区）换届", "renewals:index", Permission.RENEWAL_VIEW, group="组织", is_inside=True),
            Entry("党员", "members:index", Permission.MEMBER_VIEW, group="党员队伍"),
            Entry("党费", "dues:index", Permission.DUES_VIEW, group="党员队伍", is_inside=True),
            Entry("发展党员", "admissions:index", Permission.ADMISSION_VIEW, group="党员队伍", is_inside=True),
            Entry("组织关系接转", "transfers:index", Permission.TRANSFER_VIEW, group="党员队伍"),
            Entry("流动党员", "mobility:index", Permission.MOBILITY_VIEW, group="党员队伍", is_inside=True),
            Entry("党籍", "standing:index", Permission.STANDING_VIEW, group="党员队伍", is_inside=True),
            Entry("组织处置", "disposals:index", Permission.DISPOSAL_VIEW, group="党员队伍", is_inside=True),
            Entry("更正申请", "dossier:requests", Permission.CORRECTION_VIEW, group="党员队伍"),
            Entry("重复档案", "duplicates:index", Permission.DUPLICATE_VIEW, group="党员队伍"),
            Entry("台账", "registers:index", Permission.REGISTER_VIEW, group="台账和阵地", is_inside=True),
            Entry("上级要表", "blanks:index", Permission.BLANK_VIEW, group="台账和阵地", is_inside=True),
            Entry("村级集体经济", "economy:index", Permission.PLACE_VIEW, group="台账和阵地", is_inside=True),
            Entry("阵地", "premises:index", Permission.PLACE_VIEW, group="台账和阵地", is_inside=True),
            Entry("驻村第一书记", "stationed:index", Permission.PLACE_VIEW, group="台账和阵地", is_inside=True),
            Entry("两新单位", "newcomers:index", Permission.NEWCOMER_VIEW, group="台账和阵地", is_inside=True),
            Entry("地方程序", "practices:index", Permission.PRACTICE_VIEW, group="制度和账号"),
            Entry(
                "程序文本", "practices:texts", Permission.PRACTICE_EDIT, group="制度和账号", also="/practices/drafts/"
            ),
            Entry("本地规定", "provisions:index", Permission.COUNTY_RULE_VIEW, group="制度和账号"),
            Entry("表格导入", "imports:index", Permission.IMPORT_VIEW, group="制度和账号"),
            Entry("账号激活单", "accounts:slips", Permission.SLIP_ISSUE, group="制度和账号"),
            Entry("手机登录卡", "accounts:cards", Permission.CARD_ISSUE, group="制度和账号", also="/accounts/"),
            Entry("平台管理员", "posts:offices", Permission.OFFICE_VIEW, group="制度和账号"),
            Entry("账号", "accounts:index", Permission.ACCOUNT_VIEW, group="制度和账号"),
            Entry("后台任务", "administration:jobs", Permission.JOB_VIEW, group="制度和账号"),
            Entry("操作日志", "administration:audit", Permission.AUDIT_VIEW, group="制度和账号"),
        ),
    ),
    (
        "党内活动",
        (
            Entry("会议记录", "meetings:index", Permission.MEETING_VIEW, is_inside=True),
            Entry("民主评议", "appraisals:index", Permission.APPRAISAL_VIEW, is_inside=True),
            Entry("民主生活会", "appraisals:lives", Permission.APPRAISAL_VIEW, is_inside=True),
            Entry("应办事项", "duties:index", Permission.DUTY_VIEW),
            Entry("组织生活情况", "duties:compliance", Permission.DUTY_VIEW, is_inside=True),
            Entry("年度计划", "duties:plans", Permission.PLAN_VIEW),
            Entry("本月主题", "duties:themes", Permission.THEME_VIEW),
            Entry("组织生活基地", "bases:index", Permission.BASE_VIEW, is_inside=True),
            Entry("组织生活制度", "duties:local", Permission.DUTY_VIEW),
        ),
    ),
    (
        "党群服务",
        (
            Entry("村级事项", "villages:index", Permission.VILLAGE_VIEW),
            Entry("村规民约", "villages:covenants", Permission.VILLAGE_VIEW),
            Entry("村务公开", "villages:disclosures", Permission.VILLAGE_VIEW),
            Entry("群众提问", "villages:questions", Permission.QUESTION_VIEW),
        ),
    ),
    (
        "决策支持",
        (
            Entry("工作总览", "bulletins:overview", Permission.BULLETIN_VIEW),
            Entry("通报", "bulletins:index", Permission.BULLETIN_VIEW),
            Entry("基层负担账", "burden:book", Permission.BURDEN_VIEW, is_inside=True),
            Entry("意见建议", "suggestions:waiting", Permission.SUGGESTION_VIEW),
        ),
    ),
)


def links(actor: Actor, here: str) -> Iterable[Item]:
    """Return the platforms that hold at least one page for this person."""
    shown = [(caption, [entry for entry in entries if _is_shown(entry, actor)]) for caption, entries in PLATFORMS]
    current = max(
        (entry for _, entries in shown for entry in entries), key=lambda entry: _depth(entry, here), default=None
    )
    for caption, entries in shown:
        children = tuple(
            Item(
                entry.caption,
                reverse(entry.address_name),
                entry is current and _depth(entry, here) > 0,
                group=entry.group,
            )
            for entry in entries
        )
        if children:
            yield Item(caption, children[0].address, any(child.is_current for child in children), children=children)


def _is_shown(entry: Entry, actor: Actor) -> bool:
    return actor.may(entry.permission) and not (entry.is_inside and zones.is_internet())


def _depth(entry: Entry, here: str) -> int:
    """Return how much of the address an entry stands for: the closest one is where the person is."""
    roots = (root for root in (reverse(entry.address_name), entry.also) if root and here.startswith(root))
    return max(map(len, roots), default=0)


def page_caption(here: str) -> str:
    """Return the word for where ``here`` is: the entry of the navigation that it lies under, or nothing."""
    return next((caption for root, caption in _captions() if here.startswith(root)), "")


@cache
def _captions() -> tuple[tuple[str, str], ...]:
    """Return every root of an entry with its caption, the longest first: addresses do not change while we run."""
    every = [entry for _, entries in PLATFORMS for entry in entries]
    roots = [(root, entry.caption) for entry in every for root in (reverse(entry.address_name), entry.also) if root]
    return tuple(sorted(roots, key=lambda pair: -len(pair[0])))
