"""From a list of bodies to a printed sheet, and from a slip to the home page."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts import codes
from dangjian.affairs.accounts.models import Account, Card, Sheet, Slip
from dangjian.affairs.accounts.tests.make import PASSWORD, County, client_of, form, give_password, make_people
from dangjian.affairs.posts.tests.make import make_member
from dangjian.foundation.time import now

pytestmark = pytest.mark.django_db
INSIDE = "/phones/"


@pytest.fixture
def people() -> County:
    return make_people()


def of_body(people: County) -> str:
    return f"/slips/bodies/{people.village.public_id}/"


def printed(people: County, *names: str) -> tuple[str, str]:
    """Print slips for members of the village; return the address of the sheet and its page."""
    members = [make_member(people.village, name).person for name in names]
    sent = form(people.organizer) | {"people": [str(member.public_id) for member in members]}
    client = client_of(people.organizer)
    answer = client.post(of_body(people), sent)
    assert answer.status_code == 302
    return answer.headers["Location"], client.get(answer.headers["Location"]).content.decode()


def code_of(page: str) -> str:
    found = re.search(r'class="slip-code">([^<]+)<', page)
    assert found
    return found[1]


def activate(client: Client, key: str, **typed: str) -> int:
    asked = {"key": key, "login": "liyulan", "password": PASSWORD, "password_again": PASSWORD} | typed
    return client.post("/activation/account/", asked).status_code


def test_the_list_counts_who_has_signed_in_who_may_and_who_has_nothing(people: County) -> None:
    give_password(people.secretary)
    make_member(people.village, "李玉兰")
    printed(people, "赵长河")
    page = client_of(people.organizer).get("/slips/").content.decode()
    row = next(line for line in page.split("<tr>") if "东河村" in line)
    assert re.findall(r'class="num">(\d+)<', row) == ["3", "1", "1", "1"]
    assert "云岭" not in page


def test_the_page_of_a_body_ticks_those_who_need_one(people: County) -> None:
    give_password(people.secretary)
    make_member(people.village, "李玉兰")
    page = client_of(people.organizer).get(of_body(people)).content.decode()
    assert re.findall(r'name="people" value="[^"]+"( checked)?', page) == ["", " checked"]
    assert page.index("王建军") < page.index("李玉兰")


def test_a_sheet_is_seen_by_its_printer_until_it_is_put_away(people: County) -> None:
    address, page = printed(people, "李玉兰", "赵长河")
    assert page.count('class="slip-code"') == 2
    assert "liyulan" in page
    assert client_of(people.officer).get(address).status_code == 404
    client = client_of(people.organizer)
    assert client.post(f"{address}closure/", form(people.organizer)).status_code == 302
    assert "slip-code" not in client.get(address).content.decode()
    assert Sheet.objects.get().seed is None


def test_others_print_nothing_here(people: County) -> None:
    for account in (people.stranger, people.secretary, people.system_administrator):
        client = client_of(account)
        assert client.get(of_body(people)).status_code == 404
        assert client.post(of_body(people), form(account)).status_code == 404
    assert client_of(people.secretary).get("/slips/").status_code == 404


def test_someone_who_is_not_on_the_page_is_refused_with_all_others(people: County) -> None:
    member = make_member(people.village, "李玉兰").person
    sent = form(people.organizer, reason="补发") | {
        "people": [str(member.public_id), str(people.stranger.person.public_id)]
    }
    answer = client_of(people.organizer).post(of_body(people), sent)
    assert answer.status_code == 422
    assert "勾选的人员有变动" in answer.content.decode()
    assert "补发" in answer.content.decode()
    assert not Slip.objects.exists()


def test_from_the_typed_code_to_the_home_page(people: County) -> None:
    code, client = code_of(printed(people, "李玉兰")[1]), Client()
    page = client.post("/activation/", {"key": code.lower().replace("-", " ")}).content.decode()
    assert "李*兰" in page
    assert "李玉兰" not in page
    assert activate(client, code, login="liyulan1960") == 302
    assert "李玉兰" in client.get(INSIDE).content.decode()
    account = Account.objects.get(login="liyulan1960")
    assert check_password(PASSWORD, account.password)
    assert AuditRow.objects.filter(action="slip.use", account_id=account.pk).count() == 1
    assert activate(Client(), code) == 422


def test_following_the_link_opens_nothing(people: County) -> None:
    page = printed(people, "李玉兰")[1]
    slip, client = Slip.objects.get(), Client()
    sheet = Sheet.objects.get()
    from dangjian.affairs.accounts.queries.slips import shown  # noqa: PLC0415

    secret = shown(sheet, now())[0].code.secret
    assert secret not in page
    for _ in range(3):
        assert "李*兰" in client.get(f"/activation/{secret}/").content.decode()
    assert client.get(INSIDE).status_code == 302
    slip.refresh_from_db()
    assert slip.used_at is None


def test_what_is_wrong_is_said_and_the_login_name_kept(people: County) -> None:
    code, client = code_of(printed(people, "李玉兰")[1]), Client()
    sent = {"key": code, "login": "yulan", "password": "short", "password_again": "short"}
    answer = client.post("/activation/account/", sent)
    assert answer.status_code == 422
    assert "yulan" in answer.content.decode()
    assert "不少于 10 位" in answer.content.decode()
    assert "too short" not in answer.content.decode()
    other = "a long password, mistyped"
    assert activate(client, code, password_again=other) == 422
    taken = {"key": code, "login": people.officer.login, "password": PASSWORD, "password_again": PASSWORD}
    assert "已有人用" in client.post("/activation/account/", taken).content.decode()
    assert activate(client, code) == 302


def test_wrong_used_outlived_and_void_codes_read_the_same(people: County) -> None:
    codes_seen = {}
    for state, name in (("used", "李玉兰"), ("outlived", "赵长河"), ("void", "孙桂芳")):
        codes_seen[state] = code_of(printed(people, name)[1])
        slip = Slip.objects.latest("pk")
        change = {"used": "used_at", "outlived": "expires_at", "void": "revoked_at"}[state]
        Slip.objects.filter(pk=slip.pk).update(**{change: now()})
    pages: set[str] = set()
    for code in (*codes_seen.values(), "2222-2222-2222"):
        client = Client(REMOTE_ADDR=f"10.0.0.{len(code) + len(pages)}")
        answer = client.post("/activation/", {"key": code})
        assert answer.status_code == 422
        pages.add(_plain(answer.content.decode(), code))
    assert len(pages) == 1


def _plain(page: str, code: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r'nonce="[^"]+"', "", page).replace(code, "")


def test_guesses_are_counted_and_a_right_one_is_none(people: County) -> None:
    code = code_of(printed(people, "李玉兰")[1])
    for _ in range(12):
        assert Client().post("/activation/", {"key": code}).status_code == 200
    for number in range(5):
        assert Client().post("/activation/", {"key": f"2222-2222-22{number}2"}).status_code == 422
    locked = Client().post("/activation/", {"key": code})
    assert locked.status_code == 422
    assert "李*兰" not in locked.content.decode()
    assert activate(Client(), code) == 422


def test_a_slip_is_made_void_with_a_reason(people: County) -> None:
    code = code_of(printed(people, "李玉兰")[1])
    slip = Slip.objects.get()
    address = f"/slips/{slip.public_id}/revocation/"
    assert client_of(people.stranger).post(address, form(people.stranger, reason="x")).status_code == 404
    client = client_of(people.organizer)
    client.post(address, form(people.organizer))
    assert Client().post("/activation/", {"key": code}).status_code == 200
    client.post(address, form(people.organizer, reason="发错了人"))
    assert Client().post("/activation/", {"key": code}).status_code == 422
    page = client.get("/slips/issued/?state=void").content.decode()
    assert "发错了人" in page
    assert codes.ALPHABET not in page


def test_the_system_administrator_restores_the_audit_administrator(people: County) -> None:
    person = people.audit_administrator.person
    address = f"/accounts/people/{person.public_id}/slip/"
    own = people.system_administrator
    client = client_of(own)
    assert client.post(address, form(own)).status_code == 422
    answer = client.post(address, form(own, reason="本人忘记密码，当面核对身份"))
    page = client.get(answer.headers["Location"]).content.decode()
    assert activate(Client(), code_of(page), login="audit2") == 302
    row = AuditRow.objects.get(action="slip.issue")
    assert (row.account_id, "当面核对身份" in row.words) == (own.pk, True)
    mine = f"/accounts/people/{own.person.public_id}/slip/"
    assert "给自己" in client.post(mine, form(own, reason="x")).content.decode()
    assert client_of(people.officer).get(address).status_code == 404


def test_a_card_for_someone_without_an_account_opens_it(people: County) -> None:
    person = make_member(people.village, "李玉兰").person
    client, address = client_of(people.organizer), f"/cards/people/{person.public_id}/"
    assert address in client.get("/cards/?words=李玉").content.decode()
    answer = client.post(address, form(people.organizer))
    assert Card.objects.get().account.login == "liyulan"
    assert "liyulan" in client.get("/cards/?words=李玉").content.decode()
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(address).headers["Location"].startswith("/cards/holders/")
    stranger = client_of(people.stranger)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"/cards/people/{uuid4()}/", form(people.stranger)).status_code == 404
