"""The county's fixed sequence (P6): a body, with what stands under it, put before or after another."""

from django.db import connection, transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.services.decrees import check_right_at, hold_tree
from dangjian.rulebook import RuleBreach

Line = tuple[int, str, int]  # id, place, number


@transaction.atomic
def arrange(*, by: Actor, body: Organization, beside: Organization, after: bool) -> Organization:
    """Put ``body`` right before or after ``beside``, a body under the same superior; the county is numbered anew.

    Raises ``RuleBreach`` for bodies of two superiors, and without the right at the superior.
    """
    hold_tree(alone=True)  # Numbers of the whole county are written: two hands would mix two orders.
    row = Organization.objects.select_related("parent").get(pk=body.pk)
    other = Organization.objects.get(pk=beside.pk)
    if row.parent is None or row.parent_id != other.parent_id or row.pk == other.pk:
        raise RuleBreach("只能在同一上级的党组织之间调整次序，没有改动。请刷新后重选。")
    check_right_at(by, row.parent)
    lines: list[Line] = list(
        Organization.objects.filter(county_id=row.county_id).in_order().values_list("pk", "path", "order_no")
    )
    _renumber(_arranged(lines, row.path, other.path, after=after))
    audit.record(
        by=by,
        action="organization.arrange",
        subject=row.public_id,
        organization_id=row.pk,
        path=row.path,
        words=f"{row.short_name}排在{other.short_name}之{'后' if after else '前'}",
    )
    return row


def _arranged(lines: list[Line], path: str, beside: str, *, after: bool) -> list[Line]:
    """Return the lines with the subtree of ``path`` taken out and put beside that of ``beside``."""
    block = [line for line in lines if paths.contains(path, line[1])]
    rest = [line for line in lines if not paths.contains(path, line[1])]
    near = [position for position, line in enumerate(rest) if paths.contains(beside, line[1])]
    at = near[-1] + 1 if after else near[0]
    return [*rest[:at], *block, *rest[at:]]


def _renumber(lines: list[Line]) -> None:
    changed = [(pk, number) for number, (pk, _, old) in enumerate(lines, start=1) if old != number]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organizations_organization AS body SET order_no = given.number "
            "FROM unnest(%s::bigint[], %s::integer[]) AS given(id, number) WHERE body.id = given.id",
            [[pk for pk, _ in changed], [number for _, number in changed]],
        )
