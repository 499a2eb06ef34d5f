"""A township with a branch, who acts there, and matters for tests."""

from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member, Spell, Standing
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.standing import services
from dangjian.affairs.standing.models import Kind, Matter, Search, Way
from dangjian.procedures.cases import services as cases
from dangjian.rulebook import Outcome, procedure

TODAY = posts.TODAY
LOST = date(2026, 3, 1)
PROPOSED = date(2026, 11, 20)


@dataclass(slots=True)
class Scene:
    """A home branch under a township, and who acts."""

    county: Organization
    township: Organization
    home: Organization
    secretary: Account
    organizer: Account
    member: Member

    @property
    def by(self) -> Actor:
        """Return the branch's secretary."""
        return editor(self.secretary)

    @property
    def decider(self) -> Actor:
        """Return the township's organizer."""
        return decider(self.organizer)


def editor(account: Account) -> Actor:
    """Return someone who proposes."""
    return posts.actor_of(account).narrowed(Permission.STANDING_EDIT)


def decider(account: Account) -> Actor:
    """Return someone who decides."""
    return posts.actor_of(account).narrowed(Permission.STANDING_DECIDE)


def make_scene() -> Scene:
    """Make the scene."""
    county = posts.make_county()
    township = posts.make_township(county)
    home = posts.make_body("石桥镇柳溪村第一党支部", parent=township)
    return Scene(
        county=county,
        township=township,
        home=home,
        secretary=posts.make_holder(home, Role.SECRETARY, "陈国栋"),
        organizer=posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "林晓梅"),
        member=posts.make_member(home, "王建军"),
    )


def open_lost(scene: Scene, since: date = LOST, on: date = TODAY) -> Matter:
    """Open the matter of the lost member."""
    return services.open_matter(by=scene.by, person=scene.member.person, kind=Kind.LOST, since=since, on=on)


def take(matter: Matter, by: Actor, outcome: Outcome = Outcome.PASS, on: date = TODAY) -> Matter:
    """Take the step whose turn it is, with all its papers."""
    key = matter.case.steps.get(outcome="").key
    papers = procedure(matter.case.definition).step(key).papers
    words = "" if outcome is Outcome.PASS else "材料不全"
    return services.take_step(by=by, matter=matter, step=key, outcome=outcome, on=on, words=words, papers=papers)


def search(scene: Scene, matter: Matter, on: date = TODAY) -> None:
    """Note one way tried."""
    services.note_search(by=scene.by, matter=matter, way=Way.FAMILY, day=on, on=on)


def propose(scene: Scene, matter: Matter, on: date = TODAY) -> Matter:
    """Bring a matter of a lost member to the superior."""
    search(scene, matter, on)
    return take(take(matter, scene.by, on=on), scene.by, on=on)


def suspend(scene: Scene, since: date) -> None:
    """Let the member of the scene be suspended from ``since``, as an older record would have it."""
    Member.objects.filter(pk=scene.member.pk).update(standing=Standing.SUSPENDED, lost_since=date(2020, 1, 1))
    spell = Spell.objects.get(member=scene.member)
    Spell.objects.filter(pk=spell.pk).update(during=DateRange(spell.during.lower, since))
    spell.pk, spell.standing, spell.during = None, Standing.SUSPENDED, DateRange(since, None)
    spell.save(force_insert=True)
    scene.member.refresh_from_db()


def matter_at(body: Organization, canary: str) -> Matter:
    """Make a matter at any body, its own superior, so that every scope column says the same place."""
    person = posts.make_member(body, canary).person
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    case = cases.open_case(
        by=nobody, definition="standing.lost", subject=canary, title=canary, on=LOST,
        parties={"subject_body": body, "superior": body}, person_id=person.pk,
    )  # fmt: skip
    matter = Matter.objects.create(
        public_id=case.public_id, person=person, organization=body, county_id=body.county_id, org_path=body.path,
        kind=Kind.LOST, since=LOST, case=case,
    )  # fmt: skip
    Search.objects.create(matter=matter, county_id=body.county_id, org_path=body.path, way=Way.CALL, on=TODAY)
    return matter
