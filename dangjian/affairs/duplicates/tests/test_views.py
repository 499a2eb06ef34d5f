"""Pages of duplicates: each side sees its own; the body above resolves; a search says no more than it may."""

import pytest
from bs4 import BeautifulSoup

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.duplicates.models import Case, State
from dangjian.affairs.duplicates.tests.test_services import twin
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.members.tests import scene
from dangjian.affairs.members.tests.scene import NUMBER, Scene, client_of, form, make_scene
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.posts.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Scene:
    return make_scene()


def sought(county: Scene, who: str, text: str) -> str:
    account = getattr(county, who)
    sent = form(account, kind="id_number", number=text)
    return client_of(account).post("/duplicates/lookup/", sent, follow=True).content.decode()


def test_a_search_leads_to_the_record_or_to_a_number_only(county: Scene) -> None:
    assert county.address in sought(county, "secretary", NUMBER.lower())
    outside = sought(county, "stranger", NUMBER)
    assert "其他党组织已有登记" in outside
    assert Case.objects.get().number in outside
    main = BeautifulSoup(outside, "html.parser").select_one("main")
    assert main
    assert not [word for word in ("王建军", "东河村", NUMBER) if word in main.get_text()]
    assert "没有登记" in sought(county, "stranger", scene.number("19880808"))
    refused = client_of(county.stranger).post(
        "/duplicates/lookup/", form(county.stranger, kind="id_number", number="99012719750312001")
    )
    assert refused.status_code == 422
    assert client_of(county.branch_clerk).get("/duplicates/lookup/").status_code == 404


def test_on_the_internet_nobody_searches_by_number(county: Scene, settings: object) -> None:
    settings.ZONE = "internet"  # type: ignore[attr-defined]  # pytest-django's settings
    assert client_of(county.secretary).get("/duplicates/lookup/").status_code == 404


def test_each_side_sees_its_own(county: Scene) -> None:
    far = make.make_township(county.county, "中共云岭镇委员会")
    other = twin(county, make.make_body("岭上村党支部", parent=far))
    case = Case.objects.get()
    page = client_of(county.organizer).get(f"/duplicates/{case.public_id}/").content.decode()
    assert "王建军" in page
    assert not [word for word in ("王建君", "岭上村", "云岭镇", "合并为一份") if word in page]
    listed = client_of(county.organizer).get("/duplicates/").content.decode()
    assert case.number in listed
    assert "岭上村" not in listed
    whole = client_of(county.officer).get(f"/duplicates/{case.public_id}/").content.decode()
    assert "王建君" in whole
    assert "合并为一份" in whole
    assert NUMBER not in whole
    assert client_of(county.secretary).get(f"/duplicates/{case.public_id}/").status_code == 404
    sent = form(county.organizer, kept=str(other.person.public_id))
    assert client_of(county.organizer).post(f"/duplicates/{case.public_id}/merger/", sent).status_code == 404


def test_merged_and_parted_on_the_page(county: Scene) -> None:
    other = twin(county, county.other, residence="清源县云岭镇")
    case = Case.objects.get()
    address = f"/duplicates/{case.public_id}/"
    client = client_of(county.organizer)
    sent = form(
        county.organizer, kept=str(county.person.public_id), right_residence=str(other.person.public_id),
        right_name=str(county.person.public_id),
    )  # fmt: skip
    assert client.post(f"{address}merger/", sent).status_code == 302
    assert Person.objects.get(pk=county.person.pk).residence == "清源县云岭镇"
    page = client.get(address).content.decode()
    assert "撤销合并" in page
    assert "已并入" in page
    assert client.post(f"{address}undoing/", form(county.organizer)).status_code == 302
    assert Person.objects.get(pk=other.person_id).merged_into_id is None
    closed = client.post(f"{address}result/", form(county.organizer, words="不是同一人，已看原件"))
    assert closed.status_code == 302
    assert Case.objects.get().state == State.DISTINCT
    assert "不是同一人，已看原件" in client.get(address).content.decode()
    assert case.number in client.get("/duplicates/?state=closed").content.decode()


def test_a_side_goes_with_its_person(county: Scene) -> None:
    """Who has moved on is no longer read, compared or merged by the township that they left."""
    other = twin(county, county.other)
    case = Case.objects.get()
    address = f"/duplicates/{case.public_id}/"
    assert "合并为一份" in client_of(county.organizer).get(address).content.decode()
    far = make.make_township(county.county, "中共云岭镇委员会")
    branch = make.make_body("岭上村党支部", parent=far)
    settle(by=make.actor_of(county.officer), member=other, organization=branch, on=make.TODAY, source=Source.TRANSFER)
    left = client_of(county.organizer).get(address).content.decode()
    assert not [word for word in ("王建君", "岭上村", "合并为一份") if word in left]
    joined = client_of(make.make_holder(far, Role.TOWNSHIP_ORGANIZER, "罗组委")).get(address).content.decode()
    assert "王建君" in joined
    assert "王建军" not in joined
    assert "合并为一份" in client_of(county.officer).get(address).content.decode()


def test_comparing_two_records_is_a_look_at_both_and_tells_no_condition_from_afar(county: Scene) -> None:
    other = twin(county, county.other)
    Member.objects.filter(pk=other.pk).update(lost_since=make.TODAY)
    address = f"/duplicates/{Case.objects.get().public_id}/"
    assert "失去联系日期" in client_of(county.organizer).get(address).content.decode()
    looks = AuditRow.objects.filter(action="person.view", account_id=county.organizer.pk)
    assert set(looks.values_list("subject", flat=True)) == {str(county.person.public_id), str(other.person.public_id)}
    assert "失去联系日期" not in client_of(county.officer).get(address).content.decode()
