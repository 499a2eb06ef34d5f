"""P37: with ZONE=internet no page of anyone shows what is personal, whatever address is asked for."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import models
from django.test import Client

from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.members.tests.scene import NUMBER, PHONE, Scene, make_scene
from dangjian.affairs.mobility.models import Reason, Stay
from dangjian.affairs.mobility.services import register_departure
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests import make
from dangjian.affairs.standing.models import Kind, Matter
from dangjian.affairs.standing.services import open_matter
from tests.trust.crawl.routes import PARAMETER, Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
CANARY = "内网金丝雀"
LOST = "失联金丝雀"
# Facts of other kinds that stand on many pages as such; the canary words and the numbers below are this record's alone.
WORDS = (CANARY, NUMBER, PHONE, "990127", NUMBER[6:14], "1975年3月12日", "1975-03-12", PHONE[-4:])
_KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+(\.\d+)?|csrfmiddlewaretoken\" value=\"\w+|nonce=\"[^\"]+")


def sown() -> Scene:
    """A county whose one record holds a canary in every personal and sensitive line of words."""
    county = make_scene()
    for model, rows in ((Person, Person.objects.filter(pk=county.person.pk)), (Member, Member.objects.all())):
        names = [*model.PRIVACY.get(Privacy.PERSONAL, ()), *model.PRIVACY.get(Privacy.SENSITIVE, ())]
        texts = [name for name in names if is_free_text(model, name)]
        rows.update(**dict.fromkeys(texts, CANARY))
    _away(county)
    _lost(county)
    return county


def _away(county: Scene) -> None:
    """Let the member be away, with a number to call there."""
    register_departure(
        by=make.actor_of(county.secretary), person=county.person,
        elsewhere=Elsewhere(place=CANARY, name=CANARY, phone=PHONE), reason=Reason.WORK, since=date(2026, 1, 5),
        is_able=False, contact=None, on=make.TODAY,
    )  # fmt: skip


def _lost(county: Scene) -> None:
    """Let contact with another member of the branch be lost: who it is, is not told."""
    member = make.make_member(county.branch, LOST, Category.FULL)
    by = make.actor_of(county.secretary).narrowed(Permission.STANDING_EDIT)
    open_matter(by=by, person=member.person, kind=Kind.LOST, since=date(2026, 3, 1), on=make.TODAY)


def is_free_text(model: type[models.Model], name: str) -> bool:
    field = model._meta.get_field(name)
    return isinstance(field, models.CharField) and not field.choices and (field.max_length or 0) >= len(CANARY)


def address(route: Route, county: Scene) -> str:
    """Return the address with this record and its branch in it; anything else stays as it is written."""
    given = {
        "person_id": county.person.public_id,
        "organization_id": county.branch.public_id,
        "stay_id": Stay.objects.get().public_id,
        "matter_id": Matter.objects.get().public_id,
    }
    return "/" + PARAMETER.sub(lambda found: str(given.get(found[2], found[0])), route.route)


def pages(county: Scene, below: tuple[str, ...] = ("/",)) -> Iterator[tuple[str, str]]:
    """Yield what everyone reads at every address ``below`` that can be asked for: role and address, and the answer."""
    own = make.make_account(county.person)
    people = (county.officer, county.organizer, county.clerk, county.secretary, county.branch_clerk, own)
    asked = {address(route, county) for route in routes() if "GET" in route.gate.methods}
    plain = sorted(one for one in asked if "<" not in one)
    plain += [f"/members/?body={county.branch.public_id}", "/members/?words=wjj", "/search/?q=王建军"]
    plain = [one for one in plain if one.startswith(below)]
    for account in people:
        client = Client()
        client.force_login(account)
        for one in plain:
            answer = client.get(one)
            if answer.status_code == 200 and not answer.streaming:
                yield f"{account.person.name} {one}", answer.content.decode(errors="ignore")


def told(text: str) -> list[str]:
    """Return which canaries stand in an answer, keys of forms and ids apart."""
    bare = re.sub(
        r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+(\.\d+)?|csrfmiddlewaretoken\" value=\"\w+|nonce=\"[^\"]+", "", text
    )
    return [word for word in WORDS if word in bare]


def test_on_the_internet_no_page_tells_anything_personal(settings: object) -> None:
    settings.ZONE = "internet"  # type: ignore[attr-defined]  # pytest-django's settings
    read = list(pages(sown()))
    assert len(read) > 50
    assert {where: words for where, text in read if (words := told(text))} == {}
    # Nor who is away or lost.
    assert [where for where, text in read if f"{LOST}：" in text or "流动党员登记" in text] == []


def test_on_the_internet_the_pages_of_who_is_away_or_lost_are_not_there(settings: object) -> None:
    settings.ZONE = "internet"  # type: ignore[attr-defined]  # pytest-django's settings
    sown()
    secretary = Client()
    secretary.force_login(Account.objects.get(person__name="赵志强"))
    for one in ("/mobility/", "/mobility/mine/", "/mobility/departures/new/", "/standing/", "/standing/new/"):
        assert secretary.get(one).status_code == 404, one


def test_the_control_inside_the_same_pages_tell() -> None:
    places = ("/members/", "/mobility/")
    hits = [where for where, text in pages(sown(), places) if told(text)]
    for place in places:
        assert any(place in where for where in hits), place
