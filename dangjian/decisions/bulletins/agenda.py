"""What bulletins give a person to do: drafts whose words wait to be settled."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

MOST = 10


def items(actor: Actor, _on: date) -> Iterator[Question]:
    """Ask for the drafts of the person's own bodies, the newest first."""
    editor = actor.narrowed(Permission.BULLETIN_EDIT)
    if not editor.grants:
        return
    drafts = Bulletin.objects.visible_to(editor).filter(issued_at__isnull=True)
    yield Question(drafts.order_by("-made_at", "-id")[:MOST], _items)


def _items(drafts: Sequence[Bulletin]) -> Iterator[Item]:
    for row in drafts:
        page = reverse("bulletins:bulletin", args=[row.public_id])
        yield Item(
            key=f"bulletin:{row.public_id}",
            title=f"审定《{row.title}》",
            sub=f"数字截至{row.as_of.month}月{row.as_of.day}日，文字改定后印发",
            address=page,
            kind=row.get_kind_display(),
            level=Level.INFO,
            words="待印发",
            actions=(Action("打开", page, is_main=True),),
        )
