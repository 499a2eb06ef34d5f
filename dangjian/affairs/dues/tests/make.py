"""A township with two branches, who keeps the dues there, and members with amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.dues import services
from dangjian.affairs.dues.models import Assessment, Book, Ease, Entry, Kind, Reduction, Shelf, Statement
from dangjian.affairs.dues.rules import Income, Payer
from dangjian.affairs.dues.services import Payment, Setting
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases import services as cases

TODAY = posts.TODAY
JANUARY = date(2026, 1, 5)
NOVEMBER = date(2026, 11, 1)
OCTOBER = date(2026, 10, 1)


@dataclass(slots=True)
class Scene:
    """The bodies and the people."""

    county: Organization
    township: Organization
    home: Organization
    other: Organization
    secretary: Account
    clerk: Account
    organizer: Account
    officer: Account
    stranger: Account
    members: list[Member]

    @property
    def by(self) -> Actor:
        """Return the branch's secretary, whole."""
        return posts.actor_of(self.secretary)

    @property
    def above(self) -> Actor:
        """Return the township's organizer, whole."""
        return posts.actor_of(self.organizer)


def make_scene(members: int = 3) -> Scene:
    """Make the scene."""
    county = posts.make_county()
    township = posts.make_township(county)
    home = posts.make_body("石桥镇柳溪村党支部", parent=township)
    other = posts.make_body("石桥镇桃源村党支部", parent=township)
    return Scene(
        county=county,
        township=township,
        home=home,
        other=other,
        secretary=posts.make_holder(home, Role.SECRETARY, "陈国栋"),
        clerk=posts.make_holder(home, Role.BRANCH_CLERK, "何文书"),
        organizer=posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "林晓梅"),
        officer=posts.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        stranger=posts.make_holder(other, Role.SECRETARY, "孙志强"),
        members=[posts.make_member(home, f"王建军{number}") for number in range(members)],
    )


def salaried(member: Member, yuan: str = "6200", since: date | None = None, reason: str = "") -> Setting:
    """Return the setting of someone on a salary."""
    return Setting(member.person, Payer.SALARIED, Income(Decimal(yuan)), since=since, reason=reason)


def assess(scene: Scene, *members: Member, since: date | None = None, year: int = 2026) -> list[Assessment]:
    """Set 1 yuan a month for farmers: all members of the scene, or these."""
    return [
        services.assess(
            by=scene.by,
            setting=Setting(member.person, Payer.FARMER, chosen=100, since=since),
            year=year,
            on=JANUARY if year == JANUARY.year else date(year, 1, 5),
        )
        for member in members or scene.members
    ]


def pay(scene: Scene, member: Member, *months: date, source: str = "dues.roll:1", on: date = TODAY) -> Sequence[Entry]:
    """Collect some months of a member."""
    made = services.collect(
        by=scene.by, organization=scene.home, paid_on=on, rows=[Payment(member.person_id, months)], source=source
    )
    return made.entries


def balance(body: Organization, shelf: Shelf = Shelf.TILL) -> int:
    """Return what a book holds."""
    book = Book.objects.filter(organization=body, shelf=shelf).first()
    return book.balance if book else 0


def replayed() -> dict[int, int]:
    """Return what every book should hold, added up from the ledger."""
    found = dict.fromkeys(Book.objects.values_list("pk", flat=True), 0)
    for source, target, amount in Entry.objects.values_list("from_book", "to_book", "amount"):
        found[source] -= amount
        found[target] += amount
    return found


def dues_at(body: Organization, person: Person, canary: str) -> dict[str, Any]:
    """Make an amount, a payment, a year's statement and a reduction at any body, its own superior."""
    place: dict[str, Any] = {"organization": body, "county_id": body.county_id, "org_path": body.path}
    books = {shelf: Book.objects.create(shelf=shelf, **place) for shelf in Shelf}
    assessment = Assessment.objects.create(
        person=person, year=2026, from_month=1, payer="farmer", computed=100, working=[canary], reason=canary,
        set_on=JANUARY, **place,
    )  # fmt: skip
    entry = Entry.objects.create(
        kind=Kind.PAY, person=person, month=OCTOBER, amount=100, on=TODAY, from_book=books[Shelf.MEMBERS],
        to_book=books[Shelf.TILL], source=f"crawl:{body.pk}", words=canary, recorded_name=canary, **place,
    )  # fmt: skip
    Statement.objects.create(
        year=2026, figures={"opening": 0, "closing": 100, "kinds": {}, "uses": {}, "payers": 1}, words=canary,
        published_on=TODAY, **place,
    )  # fmt: skip
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    case = cases.open_case(
        by=nobody, definition="dues.reduction", subject=canary, title=canary, on=TODAY,
        parties={"subject_body": body, "superior": body}, person_id=person.pk,
    )  # fmt: skip
    reduction = Reduction.objects.create(
        public_id=case.public_id, person=person, kind=Ease.NONE, since=NOVEMBER, until=NOVEMBER, words=canary,
        case=case, **place,
    )  # fmt: skip
    return {"dues_assessment": assessment, "dues_entry": entry, "dues_reduction": reduction}
