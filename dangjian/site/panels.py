"""What stands beside the due list: how the units come on, and who needs a hand; for a secretary, nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.queries import overview
from dangjian.decisions.bulletins.queries.overview import Group
from dangjian.decisions.bulletins.rules.figures import Figures

_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with its figures, what it is stuck on, and the address of its rows."""

    name: str
    done: int
    issued: int
    overdue: int
    stuck_on: str
    address: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of the side column: ``words`` sum it up, ``rest`` more lines stand on the page at ``address``."""

    template: str
    title: str
    lines: Sequence[Line]
    rest: int
    address: str
    words: str = ""


def panels(actor: Actor, at: datetime) -> list[Panel]:
    """Return the panels of a person who reads bulletins: of their first body and what is below it.

    One query where someone above read the same within a minute, else eight.
    """
    reader = actor.narrowed(Permission.BULLETIN_VIEW)
    held = reader.bodies(Permission.BULLETIN_VIEW)
    body = Organization.objects.filter(pk__in=held).in_order().first()
    if body is None:
        return []
    seen = overview.overview(reader, body, at)
    groups = [group for group in seen.groups if group.body.pk != body.pk]
    if not groups:
        return []
    late = [group for group in groups if group.figures.overdue]
    found = [_panel("progress", f"任务进展（{len(seen.picture.tasks)} 项）", groups, body, _plan(seen.picture.total))]
    return [*found, _panel("help", f"需要帮一把的单位（{len(late)}）", late, body)] if late else found


def _plan(total: Figures) -> str:
    late = f"{total.overdue} 件次已到期未办结" if total.overdue else "没有已到期未办结的"
    return f"到今天应办结 {total.planned} 件次，已提交或销号 {total.planned - total.overdue} 件次，{late}。"


def _panel(name: str, title: str, groups: Sequence[Group], body: Organization, words: str = "") -> Panel:
    lines = [_line(group, body) for group in groups[:_MOST]]
    address = f"{reverse('bulletins:overview')}?body={body.public_id}#whom"
    return Panel(f"site/panels/{name}.html", title, lines, max(0, len(groups) - _MOST), address, words)


def _line(group: Group, body: Organization) -> Line:
    figures, first = group.figures, group.stuck_on[:2]
    more = f"等 {len(group.stuck_on)} 项任务" if len(group.stuck_on) > len(first) else ""
    which = "overdue" if figures.overdue else "issued"
    return Line(
        name=group.body.short_name,
        done=figures.done,
        issued=figures.issued,
        overdue=figures.overdue,
        stuck_on="、".join(f"“{title}”" for title, _ in first) + more,
        address=f"{reverse('bulletins:overview-rows')}?body={body.public_id}&under={group.body.public_id}&figure={which}",
    )
