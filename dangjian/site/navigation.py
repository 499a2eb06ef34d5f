"""The five platforms, the programme and search: only what exists, and what the person may."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Item


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation: where it leads, and the permission that shows it."""

    caption: str
    address_name: str
    permission: Permission


PLATFORMS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "党建方案",
        (
            Entry("方案目标", "goals:tree", Permission.GOAL_VIEW),
            Entry("读文件", "directives:index", Permission.DIRECTIVE_VIEW),
            Entry("清单台账", "tasks:lists", Permission.LIST_VIEW),
            Entry("本单位任务", "tasks:assignments", Permission.ASSIGNMENT_VIEW),
            Entry("验收销号", "tasks:acceptance", Permission.ASSIGNMENT_ACCEPT),
        ),
    ),
    (
        "党务管理",
        (
            Entry("党组织", "organizations:index", Permission.ORGANIZATION_VIEW),
            Entry("手机登录卡", "accounts:cards", Permission.CARD_ISSUE),
            Entry("账号", "accounts:index", Permission.ACCOUNT_VIEW),
            Entry("后台任务", "administration:jobs", Permission.JOB_VIEW),
            Entry("操作日志", "administration:audit", Permission.AUDIT_VIEW),
        ),
    ),
    (
        "决策支持",
        (
            Entry("工作总览", "bulletins:overview", Permission.BULLETIN_VIEW),
            Entry("通报", "bulletins:index", Permission.BULLETIN_VIEW),
        ),
    ),
)


def links(actor: Actor, here: str) -> Iterable[Item]:
    """Return the platforms that hold at least one page for this person."""
    for caption, entries in PLATFORMS:
        children = tuple(
            Item(entry.caption, address, bool(here) and here.startswith(address))
            for entry in entries
            if actor.may(entry.permission)
            for address in (reverse(entry.address_name),)
        )
        if children:
            yield Item(caption, children[0].address, any(child.is_current for child in children), children=children)
