"""People as search finds them."""

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.people.models import Person


def find(actor: Actor, text: str, limit: int) -> list[Person]:
    """Return the people in scope whose name holds ``text`` or whose initials begin with it, by pinyin."""
    wanted = text.replace("\0", "").strip()[:60]
    if not wanted:
        return []
    rows = Person.objects.visible_to(actor.narrowed(Permission.MEMBER_VIEW))
    named = Q(name__icontains=wanted) | Q(initials__startswith=wanted.lower())
    return list(rows.filter(named).order_by("sort_key", "id")[:limit])
