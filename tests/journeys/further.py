"""What the small demo county does not hold by itself, and the rows that lead further than the first of a list."""

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dossier import services as dossier
from dangjian.affairs.imports.tests import make as imports
from dangjian.affairs.organizations.models import Attached, Kind, Level, Organization, Relation, Seat
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.affairs.terms.models import Answer, Election, Extension
from dangjian.foundation.time import today

TOWNSHIP_ORGANIZER = "luowenbin"
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
    attached = Attached.objects.get(pk=Seat.objects.earliest("pk").attached_id)
    return [
        *(reverse("organizations:body", args=[body.public_id]) for body in bodies),
        reverse("organizations:attached", args=[attached.public_id]),
        *(reverse("terms:body", args=[body.public_id]) for body in terms),
        reverse("mobility:index") + "?kind=talents",
    ]


def _actor(login: str) -> Actor:
    return actor_of(Account.objects.get(login=login), today())


def _township() -> Organization:
    """The township of the printed organizer."""
    found = _actor(TOWNSHIP_ORGANIZER).grants[0].path
    return Organization.objects.get(path=found)
