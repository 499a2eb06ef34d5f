"""The page of a body: who holds its posts today, and the roll of its members."""

from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Spell, Standing
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.sections import Table
from dangjian.affairs.posts.models import Appointment

LONGEST: Final = 300
_LAST: Final = 99
_HIDDEN: Final = (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


def tables(actor: Actor, body: Organization, on: date) -> list[Table]:
    """Return the posts of a body and, for a branch, its roll; names only for who may see members there."""
    if not actor.may(Permission.MEMBER_VIEW, body.path):
        return []
    held = _held(body, on)
    posts = [(row.person.name, row.post.title, row.post.office) for row in held]
    found = [Table("现任职务", ("姓名", "职务", "机构"), posts, "现在没有人任职。", _page(body))]
    if body.is_branch:
        found.append(Table("党员名册", ("姓名", "职务", "人员类别", "入党日期"), roll(actor, body, on), "名册是空的。"))
    return found


def sits(body: Organization, on: date) -> bool:
    """Say whether members of the body's committee are in office."""
    return Appointment.objects.held_on(on).filter(post__organization=body, post__title__contains="委员").exists()


def _page(body: Organization) -> str:
    return reverse("posts:body", args=[body.public_id])


def _held(body: Organization, on: date) -> list[Appointment]:
    rows = Appointment.objects.held_on(on).filter(post__organization=body).exclude(post__role__in=_HIDDEN)
    return list(rows.select_related("person", "post").order_by("post__order_no", "id"))


def roll(actor: Actor, body: Organization, on: date) -> list[tuple[str, str, str, str]]:
    """Return the members of a branch on a day: 书记, 副书记, 委员, then by the day of joining (P6)."""
    titles: dict[int, list[str]] = {}
    places: dict[int, int] = {}
    for row in _held(body, on):
        titles.setdefault(row.person_id, []).append(row.post.title)
        places[row.person_id] = min(places.get(row.person_id, _LAST), standing_of(row.post.title))
    spells = Spell.objects.visible_to(actor.narrowed(Permission.MEMBER_VIEW)).held_on(on).filter(organization=body)
    counted = spells.filter(category__in=(Category.FULL, Category.PROBATIONARY), standing=Standing.NORMAL)
    ordered = sorted(
        counted.select_related("member__person").order_by("member__joined_on", "id")[:LONGEST],
        key=lambda spell: places.get(spell.member.person_id, _LAST),
    )
    return [
        (
            spell.member.person.name,
            "、".join(titles.get(spell.member.person_id, [])),
            spell.get_category_display(),
            _day(spell.member.joined_on),
        )
        for spell in ordered
    ]


def standing_of(title: str) -> int:
    """Return the place of a post's title in the order of a roll: 副书记 holds 书记, so it is asked first."""
    for place, word in ((1, "副书记"), (0, "书记"), (2, "委员")):
        if word in title:
            return place
    return _LAST


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
