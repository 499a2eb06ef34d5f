"""What members away from home give a person to do: contact, confirm, decide, answer; above, to urge."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Count
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility import queries
from dangjian.affairs.mobility.models import Objection, Stay, Talent
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level, Standing, standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

FEW: Final = 2
MOST: Final = 200
_TALENT_DAYS: Final = 30  # A talent is spoken to and asked, which takes weeks: shown a month ahead.


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for what waits at the bodies of this person's own posts, and for how many below are late."""
    keeping = actor.narrowed(Permission.MOBILITY_EDIT)
    if not keeping.grants or zones.is_internet():  # Who is away, and where, stays inside (P37).
        return
    yield from _own(actor, keeping, on)
    late = queries.waiting_below(actor, on).order_by().values("county_id").annotate(number=Count("pk"))
    yield Question(late.values_list("number", flat=True), lambda numbers: _urging(sum(numbers)))


def _own(actor: Actor, keeping: Actor, on: date) -> Iterator[Question]:
    """What waits at one's own body; who oversees many bodies has no members of their own there."""
    places = [grant.path for grant in keeping.grants if grant.reach is Reach.BODY]
    if not places:
        return
    yellow = yellow_days(on, local_values(actor.county_id, on))
    due = Stay.objects.open().filter(org_path__in=places, contact_due_on__lte=on + timedelta(days=yellow))
    due = due.select_related("organization").order_by("contact_due_on", "id")
    yield Question(due[:MOST], lambda rows: _contacts(rows, on, yellow))
    new = Stay.objects.hosted_by(keeping).filter(reported_on=None).select_related("host").order_by("id")
    yield Question(new[:MOST], _arrivals)
    parked = Talent.objects.open().filter(org_path__in=places, due_on__lte=on + timedelta(days=_TALENT_DAYS))
    parked = parked.select_related("person", "organization").order_by("due_on", "id")
    yield Question(parked[:MOST], lambda rows: _talents(rows, on))
    asked = Objection.objects.open().filter(org_path__in=places).exclude(person_id=actor.person_id)
    asked = asked.select_related("person", "organization")
    yield Question(asked[:MOST], lambda rows: (_objection(row, on, yellow) for row in rows))


def _contacts(rows: Sequence[Stay], on: date, yellow: int) -> Iterator[Item]:
    if len(rows) > FEW:
        first = rows[0]
        look = standing(first.contact_due_on, on, yellow)
        yield _item(
            "mobility:contacts", f"联系 {len(rows)} 名流动党员", f"{first.name}等，只记哪天联系的",
            reverse("mobility:index"), "联系", look, first.contact_due_on, first.organization_id,
        )  # fmt: skip
        return
    for row in rows:
        look = standing(row.contact_due_on, on, yellow)
        address = reverse("mobility:stay", args=[row.public_id])
        yield _item(
            f"mobility:contact:{row.public_id}", f"联系流动党员{row.name}", "联系后记一下日期，不用写内容",
            address, "联系", look, row.contact_due_on, row.organization_id,
        )  # fmt: skip


def _arrivals(rows: Sequence[Stay]) -> Iterator[Item]:
    look = Standing(Level.INFO, "待确认", "流入地确认后，流出地就知道人已到")
    if len(rows) > FEW:
        yield _item(
            "mobility:arrivals", f"确认 {len(rows)} 名流入党员报到", f"{rows[0].name}等",
            f"{reverse('mobility:index')}?kind=in", "流入", look, None, rows[0].host_id,
        )  # fmt: skip
        return
    for row in rows:
        yield _item(
            f"mobility:arrival:{row.public_id}", f"确认流入党员{row.name}报到", row.home,
            reverse("mobility:stay", args=[row.public_id]), "流入", look, None, row.host_id,
        )  # fmt: skip


def _talents(rows: Sequence[Talent], on: date) -> Iterator[Item]:
    for row in rows[:FEW]:
        yield _item(
            f"mobility:talent:{row.public_id}", f"定流动人才党员{row.person.name}的去留", row.get_stage_display(),
            reverse("mobility:talent", args=[row.public_id]), "去留", standing(row.due_on, on, _TALENT_DAYS),
            row.due_on, row.organization_id,
        )  # fmt: skip
    if rows[FEW:]:
        more = rows[FEW]
        yield _item(
            "mobility:talents", f"还有 {len(rows) - FEW} 名流动人才党员要定去留", f"{more.person.name}等",
            f"{reverse('mobility:index')}?kind=talents", "去留", standing(more.due_on, on, _TALENT_DAYS),
            more.due_on, more.organization_id,
        )  # fmt: skip


def _objection(row: Objection, on: date, yellow: int) -> Item:
    return _item(
        f"mobility:objection:{row.public_id}", f"答复{row.person.name}的异议",
        f"对归为{row.get_to_class_display()}有异议", reverse("mobility:objection", args=[row.public_id]), "异议",
        standing(row.due_on, on, yellow), row.due_on, row.organization_id,
    )  # fmt: skip


def _urging(number: int) -> Iterator[Item]:
    if number:
        look = Standing(Level.SOON, "等本级督促", "下级党支部的联系期限已过")
        yield _item(
            "mobility:urging", f"督促联系 {number} 名流动党员", "所在党支部已过联系期限",
            f"{reverse('mobility:index')}#waiting", "督促", look, None, None,
        )  # fmt: skip


def _item(  # an item has that many facts
    key: str,
    title: str,
    sub: str,
    address: str,
    kind: str,
    look: Standing,
    due_on: date | None,
    organization_id: int | None,
) -> Item:
    return Item(
        key=key,
        title=title,
        sub=sub,
        address=address,
        kind=kind,
        level=look.level,
        words=look.words,
        reason=look.reason,
        due_on=due_on,
        actions=(Action("去办理", address, is_main=True),),
        organization_id=organization_id,
    )
