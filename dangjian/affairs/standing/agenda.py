"""What a branch may begin: a matter for who is lost. The steps of matters come from the cases."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility.queries.tallies import own_branches
from dangjian.affairs.standing.queries import people
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.rules import Level


def items(actor: Actor, on: date) -> Iterator[Item]:
    """Yield one card for the lost members without a matter, and one where removal may be proposed."""
    editor = actor.narrowed(Permission.STANDING_EDIT)
    # Who oversees many bodies has no members of their own there.
    is_own = any(grant.reach is Reach.BODY for grant in editor.grants)
    branches = [branch.pk for branch in own_branches(editor)] if is_own else []
    if not branches or zones.is_internet():  # A condition stays inside (P37).
        return
    lost = people.lost(branches, on)
    if lost:
        yield _item("lost", f"给 {len(lost)} 名失去联系的党员立项查找", "先把用过的办法和日期记下来", branches[0])
    open_to = [line for line in people.suspended(branches, on) if line.is_open]
    if open_to:
        words = f"有 {len(open_to)} 名停止党籍的党员满2年"
        yield _item("removal", words, "仍联系不上的可以提出除名，不会自动办理", branches[0])


def _item(key: str, title: str, sub: str, branch: int) -> Item:
    address = reverse("standing:index")
    return Item(
        key=f"standing:{key}",
        title=title,
        sub=sub,
        address=address,
        kind="党籍",
        level=Level.INFO,
        words="可以办",
        actions=(Action("去看看", address, is_main=True),),
        organization_id=branch,
    )
