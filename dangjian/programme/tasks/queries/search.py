"""Search for the whole platform: tasks in scope by words, by pinyin-free text or number."""

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.programme.tasks.models import Task


def find(actor: Actor, text: str, limit: int) -> list[Task]:
    """Return tasks in the reader's scope whose title, list or number matches, newest first."""
    reader = actor.narrowed(Permission.LIST_VIEW)
    words = text.strip()
    if not words or not reader.grants:
        return []
    matching = Q(title__icontains=words) | Q(task_list__title__icontains=words)
    if words.isdecimal():
        matching |= Q(order_no=int(words))
    rows = Task.objects.visible_to(reader).filter(matching)
    return list(rows.select_related("task_list", "organization").order_by("-id")[:limit])
