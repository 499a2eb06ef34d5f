"""Bodies as the slips of accounts name them: registered at the door of ``accounts``."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.homes import Home, Homes
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.queries import matching
from dangjian.foundation.ui.paging import keyset


class Bodies:
    """The directory of bodies."""

    def page(self, actor: Actor, words: str, on: date, query: QueryDict) -> Homes:
        """Return one page of the open bodies in the scope of the (narrowed) actor, in county order."""
        rows = matching(Organization.objects.visible_to(actor).open_on(on), words)
        page = keyset(rows, by=("order_no", "id"), query=query)
        return Homes([_home(body) for body in page.rows], page.pager)

    def find(self, actor: Actor, public_id: UUID) -> Home | None:
        """Return a body in the scope of the (narrowed) actor, a closed one too: its people may still need slips."""
        body = Organization.objects.visible_to(actor).filter(public_id=public_id).first()
        return _home(body) if body else None

    def named(self, ids: Collection[int]) -> Mapping[int, Home]:
        """Return bodies by id, whatever the scope."""
        return {body.pk: _home(body) for body in Organization.objects.filter(pk__in=set(ids))}


def _home(body: Organization) -> Home:
    return Home(body.pk, body.public_id, body.name, body.path, body.county_id)
