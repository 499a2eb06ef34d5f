"""指导、联系 begun and ended; and the reading that such a relation may give, and only where it is granted."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.organizations.models import Attached, Organization, Relation, RelationKind, Sight
from dangjian.affairs.organizations.services.decrees import Decree, check_right_at, held
from dangjian.affairs.organizations.services.rights import holding
from dangjian.rulebook import RuleBreach


@transaction.atomic
def relate(
    *,
    by: Actor,
    guide: Organization | Attached,
    target: Organization,
    kind: RelationKind,
    sight: Sight | None,
    decree: Decree,
) -> Relation:
    """Write down that ``guide`` stands by ``target``; with ``sight`` those who read at the guide read there too.

    ``by`` is not narrowed: to grant reading one must hold it. Raises ``RuleBreach`` without the right at the
    target, for a relation that stands already or to itself, for
    sight given to a body beside the tree, and for a grant of what one does not hold.
    """
    row = held(target)
    check_right_at(by, row)
    decree.check([])
    body, attached = (guide, None) if isinstance(guide, Organization) else (None, guide)
    _check(row, body, attached, sight)
    _check_sight(by, row, sight)
    made = Relation.objects.create(
        kind=kind,
        guide=body,
        attached=attached,
        target=row,
        county_id=row.county_id,
        org_path=row.path,
        sight=sight or "",
        basis=decree.basis[:120],
        during=DateRange(decree.on, None),
    )
    _renew(made, decree)
    _record(by, made, "relation.begin", decree.basis)
    return made


@transaction.atomic
def part(*, by: Actor, relation: Relation, decree: Decree) -> None:
    """End a relation: ``decree.on`` is the first day without it; what it gave to read goes with it.

    Raises ``RuleBreach`` where it does not run on that day, and without the right at the target.
    """
    row = (
        Relation.objects.select_for_update(of=("self",))
        .select_related("target", "guide", "attached")
        .get(pk=relation.pk)
    )
    check_right_at(by, row.target)
    decree.check([])
    if row.superseded_at or row.during.upper or decree.on < row.during.lower:
        raise RuleBreach("这一关系在所填日期不存在，没有改动。请刷新后核对。")
    Relation.objects.filter(pk=row.pk).update(superseded_at=Now())
    _renew(row, decree)
    _record(by, row, "relation.end", decree.basis)
    if row.during.lower < decree.on:
        row.pk, row.public_id = None, Relation().public_id
        row.during = DateRange(row.during.lower, decree.on)
        row.save(force_insert=True)


def _check(target: Organization, guide: Organization | None, attached: Attached | None, sight: Sight | None) -> None:
    if guide == target:
        raise RuleBreach("不能指导、联系自己，没有登记。")
    if attached and sight:
        raise RuleBreach("党组、领导小组、区域党委没有平台职务，不能授权查看，没有登记。请授权给具体的党组织。")
    running = Relation.objects.filter(target=target, superseded_at=None, during__upper_inf=True)
    if running.filter(guide=guide, attached=attached).exists():
        raise RuleBreach(f"{guide or attached}与{target.short_name}已有指导、联系关系，没有重复登记。")


def _check_sight(by: Actor, target: Organization, sight: Sight | None) -> None:
    """Nobody grants what they do not hold: to read the target, and what stands below where that is given too."""
    reading = [g for g in by.grants if g.permission is Permission.ORGANIZATION_VIEW and g.covers(target.path)]
    if sight and not any(sight == Sight.BODY or grant.reach is Reach.SUBTREE for grant in reading):
        raise RuleBreach("您自己看不到的，不能授权给别人，没有登记。")


def _renew(relation: Relation, decree: Decree) -> None:
    if relation.sight and relation.guide_id:
        raise_epoch(account_ids=holding([relation.guide_id], decree.today))


def _record(by: Actor, row: Relation, action: str, basis: str) -> None:
    given = f"，{row.get_sight_display()}" if row.sight else ""
    audit.record(
        by=by.narrowed(Permission.ORGANIZATION_EDIT),
        action=action,
        subject=row.public_id,
        organization_id=row.target_id,
        path=row.org_path,
        words=f"{row.guide or row.attached}{row.get_kind_display()}{row.target}{given} {basis}".strip(),
    )
