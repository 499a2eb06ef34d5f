"""Search for the whole platform: tasks in scope by words, by the initials of their titles, or by number."""

from typing import Final

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.names import initials
from dangjian.programme.tasks.models import Task
from dangjian.programme.tasks.models.tasks import TaskQuerySet

MOST_SPELLED: Final = 300
"""So many of the newest tasks are looked through by the initials of their titles."""
LONGEST_NUMBER: Final = 3
"""Digits of a number in a list; a longer number is a year or part of a title."""


def find(actor: Actor, text: str, limit: int) -> list[Task]:
    """Return tasks in the reader's scope, newest first, that match words, initials or a number.

    Words match the title or the list; letters also the initials of the title; a number of up to three
    digits matches the number that a task has in its list, and nothing else.
    """
    reader = actor.narrowed(Permission.LIST_VIEW)
    words = text.replace("\0", "").strip()
    if not words or not reader.grants:
        return []
    seen = Task.objects.visible_to(reader).order_by("-id")
    rows = seen.filter(_matching(seen, words)).select_related("task_list", "organization")
    return list(rows[:limit])


def _matching(seen: TaskQuerySet, words: str) -> Q:
    if words.isdecimal() and len(words) <= LONGEST_NUMBER:
        return Q(order_no=int(words))
    named = Q(title__icontains=words) | Q(task_list__title__icontains=words)
    if not (words.isascii() and words.isalnum()):
        return named
    recent = seen.values_list("pk", "title")[:MOST_SPELLED]
    return named | Q(pk__in=[pk for pk, title in recent if words.lower() in initials(title)])
