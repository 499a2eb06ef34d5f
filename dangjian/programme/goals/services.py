"""Goals are added, changed, moved and removed; the places of the whole tree are counted anew each time."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import CharField, F, ProtectedError, Value
from django.db.models.functions import Cast, Concat

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.goals.models import Goal
from dangjian.programme.goals.rules import DEEPEST, TooDeepError, places, spans
from dangjian.rulebook.breach import RuleBreach


@dataclass(frozen=True, slots=True)
class Wording:
    """What a county says of a node: its own word for it (工程、行动、任务), name, demand, years."""

    word: str
    title: str
    summary: str
    from_year: int
    to_year: int


@transaction.atomic
def add(*, organization: Organization, parent: Goal | None, wording: Wording, by: Actor) -> Goal:
    """Add a node as the last one under ``parent``, or as the last root."""
    _hold(organization.pk)
    _check_years(wording, parent, [])
    goal = Goal.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        parent=parent,
        place=_waiting_place(organization.pk),
        word=wording.word,
        title=wording.title,
        summary=wording.summary,
        from_year=wording.from_year,
        to_year=wording.to_year,
    )
    _arrange(organization.pk, _children(organization.pk))
    _note(goal, "goal.add", by)
    goal.refresh_from_db()
    return goal


@transaction.atomic
def edit(*, goal: Goal, parent: Goal | None, wording: Wording, by: Actor) -> Goal:
    """Change a node's words and years, and where it hangs; under another parent it comes last."""
    _hold(goal.organization_id)
    _check_years(wording, parent, list(goal.children.values_list("from_year", "to_year")))
    if parent is not None and (parent.place.startswith(goal.place) or parent.organization_id != goal.organization_id):
        message = "不能挂到自己或自己的下级下面，没有改动。请另选上级。"
        raise RuleBreach(message)
    children = _children(goal.organization_id)
    if (parent.pk if parent else None) != goal.parent_id:
        children[goal.parent_id].remove(goal.pk)
        children.setdefault(parent.pk if parent else None, []).append(goal.pk)
    goal.parent = parent
    for name in ("word", "title", "summary", "from_year", "to_year"):
        setattr(goal, name, getattr(wording, name))
    goal.save()
    _arrange(goal.organization_id, children)
    _note(goal, "goal.edit", by)
    return goal


@transaction.atomic
def shift(*, goal: Goal, places_down: int, by: Actor) -> None:
    """Move a node among its siblings: -1 is one up, 1 is one down."""
    _hold(goal.organization_id)
    children = _children(goal.organization_id)
    siblings = children[goal.parent_id]
    at = siblings.index(goal.pk)
    to = at + places_down
    if not 0 <= to < len(siblings):
        raise RuleBreach(f"“{goal.title}”已经在最{'前' if places_down < 0 else '后'}面，没有移动。")
    siblings.insert(to, siblings.pop(at))
    _arrange(goal.organization_id, children)
    _note(goal, "goal.move", by)


@transaction.atomic
def remove(*, goal: Goal, by: Actor) -> None:
    """Remove a node that nothing hangs on."""
    _hold(goal.organization_id)
    _note(goal, "goal.remove", by)
    try:
        with transaction.atomic():
            goal.delete()
    except ProtectedError as error:
        message = f"“{goal.title}”下面还有下级目标或清单，没有删去。请先把它们移到别处。"
        raise RuleBreach(message) from error
    _arrange(goal.organization_id, _children(goal.organization_id))


def _hold(organization_id: int) -> None:
    """Lock the body: one at a time changes its programme."""
    Organization.objects.select_for_update().get(pk=organization_id)


def _check_years(wording: Wording, parent: Goal | None, below: list[tuple[int, int]]) -> None:
    own = (wording.from_year, wording.to_year)
    if own[0] > own[1]:
        message = "起始年晚于结束年，没有保存。请改年份。"
        raise RuleBreach(message)
    if parent and not spans((parent.from_year, parent.to_year), [own]):
        raise RuleBreach(f"年份超出上级“{parent.title}”的{parent.years}，没有保存。请改年份，或先改上级的年份。")
    if not spans(own, below):
        message = "有下级目标的年份在这之外，没有保存。请先改下级的年份。"
        raise RuleBreach(message)


def _children(organization_id: int) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    rows = Goal.objects.filter(organization_id=organization_id).in_order()
    for goal_id, parent_id in rows.values_list("pk", "parent_id"):
        found.setdefault(parent_id, []).append(goal_id)
    return found


def _waiting_place(organization_id: int) -> str:
    """Return a place after every other, until the tree is arranged."""
    return "~~" + str(Goal.objects.filter(organization_id=organization_id).count())


def _arrange(organization_id: int, children: dict[int | None, list[int]]) -> None:
    """Write every place anew; first out of the way of one another, for each is unique."""
    try:
        wanted = places(children, paths.segment)
    except TooDeepError as error:
        raise RuleBreach(f"方案最多 {DEEPEST} 层，没有保存。请挂到更上一级。") from error
    rows = Goal.objects.filter(organization_id=organization_id)
    rows.update(place=Concat(Value("~"), Cast(F("pk"), CharField())))
    Goal.objects.bulk_update([Goal(pk=pk, place=place) for pk, place in wanted.items()], ["place"])


def _note(goal: Goal, action: str, by: Actor) -> None:
    audit.record(
        by=by,
        action=action,
        subject=goal.public_id,
        organization_id=goal.organization_id,
        path=goal.org_path,
        words=goal.title,
    )
