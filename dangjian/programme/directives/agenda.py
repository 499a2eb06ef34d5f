"""What reading gives a person to do: texts with clauses that nobody has decided on yet."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level
from dangjian.programme.directives.models import Directive, Proposal, Verdict

MOST = 10


def items(actor: Actor, _on: date) -> Iterator[Question]:
    """Ask for the texts of the person's own bodies that wait for a decision, the newest first."""
    reader = actor.narrowed(Permission.DIRECTIVE_EDIT)
    if not reader.grants:
        return
    pending = Proposal.objects.standing().filter(
        directive__in=Directive.objects.visible_to(reader), verdict=Verdict.PENDING
    )
    texts = pending.order_by("-directive__read_at").values_list("directive__public_id", "directive__title")
    yield Question(texts.annotate(number=Count("pk"))[:MOST], _items)


def _items(texts: Sequence[tuple[UUID, str, int]]) -> Iterator[Item]:
    for public_id, title, number in texts:
        page = reverse("directives:work", args=[public_id])
        yield Item(
            key=f"directive:{public_id}",
            title=f"读完《{title}》，列出任务",
            sub=f"还有 {number} 项待定",
            address=page,
            kind="读文件",
            level=Level.INFO,
            words="待确认",
            actions=(Action("接着读", page, is_main=True),),
        )
