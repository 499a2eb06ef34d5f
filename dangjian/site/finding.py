"""Search over all capabilities: each finds in its own scope; this page only puts them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.affairs.organizations import queries as organizations
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people import queries as people
from dangjian.affairs.people.models import Person
from dangjian.foundation.names import initials
from dangjian.foundation.ui.parts import Item
from dangjian.programme.directives import queries as directives
from dangjian.programme.directives.models import Directive
from dangjian.programme.tasks import queries as tasks
from dangjian.programme.tasks.models import Task
from dangjian.site import navigation

MOST = 8


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    caption: str
    items: Sequence[Item]


def groups(actor: Actor, words: str) -> list[Group]:
    """Return what ``words`` finds in the actor's scope, by kind; nothing for empty words."""
    if not words:
        return []
    found = [
        Group("页面", _pages(actor, words)),
        Group("党组织", [_body(row) for row in organizations.find(actor, words, MOST)]),
        Group("人员", [_person(row) for row in people.find(actor, words, MOST)]),
        Group("任务", [_task(row) for row in tasks.find(actor, words, MOST)]),
        Group("文件", [_directive(row) for row in directives.find(actor, words, MOST)]),
    ]
    return [group for group in found if group.items]


def _pages(actor: Actor, words: str) -> list[Item]:
    letters = words.lower()
    return [
        page
        for platform in navigation.links(actor, "")
        for page in platform.children
        if words in page.caption or initials(page.caption).startswith(letters)
    ]


def _body(row: Organization) -> Item:
    return Item(row.name, reverse("organizations:body", args=[row.public_id]))


def _person(row: Person) -> Item:
    """Return a found person, leading to their record; a name stands in no address."""
    return Item(row.name, reverse("members:record", args=[row.public_id]))


def _task(row: Task) -> Item:
    return Item(row.title, reverse("tasks:task", args=[row.public_id]))


def _directive(row: Directive) -> Item:
    return Item(row.title, reverse("directives:work", args=[row.public_id]))
