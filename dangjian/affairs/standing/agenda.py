"""What a branch may begin: a matter for who is lost. The steps of matters come from the cases."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import BRANCHES
from dangjian.affairs.standing.queries import people
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for what gives one card for the lost members without a matter, and one where removal may be proposed."""
    editor = actor.narrowed(Permission.STANDING_EDIT)
    # Who oversees many bodies has no members of their own there.
    is_own = any(grant.reach is Reach.BODY for grant in editor.grants)
    if not is_own or zones.is_internet():  # A condition stays inside (P37).
        return
    bodies = {grant.organization_id for grant in editor.grants}
    branches = {"organization__kind__in": BRANCHES}
    yield Question(people.lost_members(bodies).filter(**branches), _lost)
    yield Question(people.suspended_members(bodies).filter(**branches), lambda rows: _removal(rows, on))


def _lost(members: Sequence[Member]) -> Iterator[Item]:
    if members:
        words = f"给 {len(members)} 名失去联系的党员立项查找"
        yield _item("lost", words, "先把用过的办法和日期记下来", members[0].organization_id)


def _removal(members: Sequence[Member], on: date) -> Iterator[Item]:
    open_to = [line.member for line in people.suspended_lines(members, on) if line.is_open]
    if open_to:
        words = f"有 {len(open_to)} 名停止党籍的党员满2年"
        yield _item("removal", words, "仍联系不上的可以提出除名，不会自动办理", open_to[0].organization_id)


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
