"""A county with a township and a village branch, its people, and terms."""

from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.terms import rules
from dangjian.affairs.terms.models import Term


@dataclass(frozen=True, slots=True)
class Scene:
    """Bodies and people of most stories of terms."""

    county: Organization
    township: Organization
    village: Organization
    officer: Account
    organizer: Account
    secretary: Account
    members: list[Member]

    def acting(self, account: Account, permission: Permission, on: date = posts.TODAY) -> Actor:
        """Return the Actor of one of these people, narrowed as a view would."""
        return posts.actor_of(account, on).narrowed(permission)


def make_scene(size: int = 12) -> Scene:
    """Make them; ``size`` full members in the village branch."""
    county = posts.make_county()
    township = posts.make_township(county)
    village = posts.make_body("上湾村党支部", parent=township)
    names = ("丁一", "于二", "马三", "王四", "冯五", "刘六", "李七", "周八", "赵九", "徐十", "黄山", "蒋川")
    return Scene(
        county=county,
        township=township,
        village=village,
        officer=posts.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        organizer=posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "罗文斌"),
        secretary=posts.make_holder(village, Role.SECRETARY, "陈守田"),
        members=[posts.make_member(village, name) for name in names[:size]],
    )


def make_term(
    body: Organization, elected_on: date, *, until: date | None = None, extended_to: date | None = None
) -> Term:
    """Make a term of a body."""
    found = rules.term_rule(body.kind, body.field, body.level, elected_on)
    assert found
    expires_on = rules.years_after(elected_on, found.number)
    return Term.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        number=3,
        elected_on=elected_on,
        expires_on=expires_on,
        extended_to=extended_to,
        due_on=extended_to or expires_on,
        during=DateRange(elected_on, until),
    )
