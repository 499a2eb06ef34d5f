"""What a committee that helps weak bodies has to say this month; the steps of cases come from the cases."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level
from dangjian.programme.rectification import rules
from dangjian.programme.rectification.models import Rectification
from dangjian.programme.rectification.queries.cases import without_word


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask, late in a month, for one card over the listed bodies without a word on it."""
    editor = actor.narrowed(Permission.RECTIFICATION_EDIT)
    if not editor.grants or zones.is_internet() or not rules.asks_progress(on):
        return
    yield Question(without_word(editor, on), lambda rows: _card(rows, on))


def _card(rows: Sequence[Rectification], on: date) -> Iterator[Item]:
    if not rows:
        return
    address = reverse("rectification:index")
    if len(rows) == 1:
        address = reverse("rectification:one", args=[rows[0].public_id])
    yield Item(
        key=f"rectification:{on:%Y-%m}",
        title=f"写{on.month}月整顿进展（{len(rows)} 个）",
        sub="每个一句话，滞后的写原因",
        address=address,
        kind="整顿",
        level=Level.INFO,
        words="本月",
        actions=(Action("去写", address, is_main=True),),
        organization_id=rows[0].township_id,
    )
