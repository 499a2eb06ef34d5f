"""What the small demo county does not hold by itself, and the rows that lead further than the first of a list."""

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.activities.duties import services as duties
from dangjian.activities.meetings import services as meetings
from dangjian.activities.meetings.models import Meeting, State
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dossier import services as dossier
from dangjian.affairs.dues import services as dues
from dangjian.affairs.dues.models import Ease
from dangjian.affairs.imports.tests import make as imports
from dangjian.affairs.organizations.models import Attached, Kind, Level, Organization, Relation, Seat
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.affairs.stationed.models import Stationing
from dangjian.affairs.terms.models import Answer, Election, Extension
from dangjian.foundation.time import now, today
from dangjian.programme.warnings.models import Interview, RaisedWarning

TOWNSHIP_ORGANIZER = "luowenbin"
SECRETARY = "chenshoutian"
MEMBER = "wangguilan"
VILLAGE_DIGITS = 12


def add() -> None:
    """Let a township have brought in a roster with a faulty row, and a member have asked for a correction."""
    organizer, township = _actor(TOWNSHIP_ORGANIZER), _township()
    branch = Organization.objects.filter(path__startswith=township.path, level=Level.BASE).earliest("order_no")
    rows = [imports.row(1, "李建国", branch.name), imports.row(2, "赵丽华", "没有这个党支部")]
    imports.bring(organizer, township, imports.workbook(rows))
    member = _actor(MEMBER)
    person = Person.objects.get(pk=member.person_id)
    dossier.ask(by=member, person=person, field="ethnicity", value="55", words="户口本上是这样", on=today())
    _add_life(person)


def _add_life(member: Person) -> None:
    """Give a branch a plan in draft, the code of its next meeting shown, and a member who asks to pay less."""
    secretary, on = _actor(SECRETARY), today()
    branch = Organization.objects.get(pk=secretary.posts[0].organization_id)
    duties.propose(by=secretary, organization=branch, year=on.year + 1, on=on)
    meetings.open_sign_in(by=secretary, meeting=_meetings(branch)[State.NOTICED], at=now())
    month = on.replace(day=1)
    dues.ask_reduction(
        by=secretary, person=member, kind=Ease.NONE, cents=0, since=month, until=month, words="今年大病住院", on=on
    )


def _meetings(branch: Organization) -> dict[str, Meeting]:
    """The first meeting of a branch in each state that there is."""
    rows = Meeting.objects.filter(organization=branch).order_by("-pk")
    return {row.state: row for row in rows}


def addresses() -> list[str]:
    """Return pages to begin from beside the home page; whoever may not see one is not asked to."""
    village = Organization.objects.filter(kind=Kind.BRANCH, area__code__regex=rf"^\d{{{VILLAGE_DIGITS}}}$")
    bodies = [
        _township(),
        village.earliest("order_no"),
        Relation.objects.filter(during__upper_inf=True).earliest("pk").target,
    ]
    asked = Extension.objects.filter(answer=Answer.PENDING).earliest("pk").organization
    terms = [asked, Election.objects.earliest("pk").organization]
    branch = Organization.objects.get(pk=_actor(SECRETARY).posts[0].organization_id)
    held = _meetings(branch)
    attached = Attached.objects.get(pk=Seat.objects.earliest("pk").attached_id)
    stationed = Stationing.objects.held_on(today()).earliest("pk").organization
    return [
        *(reverse("organizations:body", args=[body.public_id]) for body in bodies),
        reverse("organizations:attached", args=[attached.public_id]),
        reverse("stationed:village", args=[stationed.public_id]),
        *(reverse("terms:body", args=[body.public_id]) for body in terms),
        reverse("mobility:index") + "?kind=talents",
        *(reverse("meetings:meeting", args=[meeting.public_id]) for meeting in held.values()),
        reverse("meetings:sign-in", args=[held[State.NOTICED].public_id]),  # From the code on a screen.
        *_watched(),
    ]


def _watched() -> list[str]:
    """A warning of a body below the county, and an interview: who stands above presses, who was heard reads."""
    standing = RaisedWarning.objects.filter(ended="", organization__parent__isnull=False)
    return [
        reverse("warnings:one", args=[standing.earliest("pk").public_id]),
        reverse("warnings:interview", args=[Interview.objects.earliest("pk").public_id]),
    ]


def _actor(login: str) -> Actor:
    return actor_of(Account.objects.get(login=login), today())


def _township() -> Organization:
    """The township of the printed organizer."""
    found = _actor(TOWNSHIP_ORGANIZER).grants[0].path
    return Organization.objects.get(path=found)
