"""Puts the people of a roster into their posts, by the same services and rights as the page does."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.imports.stale import Stale
from dangjian.affairs.imports.traces import Traces
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.services.decrees import hold_tree
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Post
from dangjian.affairs.posts.services import appoint, establish


def write(prepared: Iterable[list[Any]], *, by: Actor, on: date, reference: str) -> Traces:
    """Write within the running transaction; raises ``Stale``, and ``RuleBreach`` of the appointing."""
    hold_tree(alone=False)
    traces, rows = Traces(), list(prepared)
    bodies = Organization.objects.in_bulk({row[1] for row in rows})
    people = Person.objects.in_bulk({row[2] for row in rows})
    posts, appointments = list[int](), list[int]()
    for _, body_id, person_id, title, role, since in rows:
        body, person = bodies.get(body_id), people.get(person_id)
        if body is None or person is None:
            raise Stale
        post = Post.objects.open_on(on).filter(organization=body, title=title, office="").first()
        if post is None:
            seats = sum(row[1] == body_id and row[3] == title for row in rows)
            post = establish(by=by, body=body, role=Role(role), title=title, seats=seats, on=on)
            posts.append(post.pk)
        made = appoint(by=by, person=person, post=post, since=date.fromisoformat(since), basis=f"表格导入 {reference}")
        appointments.append(made.pk)
        traces.signed.append(person.pk)
    traces.made("posts_post", posts)
    traces.made("posts_appointment", appointments)
    return traces
