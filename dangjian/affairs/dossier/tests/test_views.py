"""我的档案 as its person sees it, and the requests as those who answer do."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.test import Client, override_settings

from dangjian.access import audit
from dangjian.access.models import AuditRow, OnceKey
from dangjian.affairs.accounts.tests.make import client_of, form
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.dossier.tests.make import ID_NUMBER, PHONE, Village, make_village
from dangjian.affairs.posts.tests.make import actor_of

pytestmark = pytest.mark.django_db
OWN = "/my-record/"
OTHER_NUMBER = "990102196003070026"


@pytest.fixture
def village() -> Village:
    return make_village()


def page_of(client: Client, address: str = OWN) -> str:
    return client.get(address).content.decode()


def asked(village: Village, field: str = "education", value: str = "21", words: str = "") -> Correction:
    client = client_of(village.member)
    answer = client.post(f"{OWN}corrections/{field}/", form(village.member, value=value, words=words))
    assert answer.status_code == 302, answer.content.decode()
    return Correction.objects.latest("pk")


def test_everyone_sees_their_own_and_numbers_masked(village: Village) -> None:
    page = page_of(client_of(village.member))
    assert "李玉兰" in page
    assert "990102********0018" in page
    assert ID_NUMBER not in page
    assert PHONE not in page
    assert "王建军" not in page
    assert village.member.login in page
    assert page_of(client_of(village.organizer)).count("陈国栋") >= 1
    assert Client().get(OWN).status_code == 302


def test_whole_numbers_stand_there_once_and_in_the_log(village: Village) -> None:
    client = client_of(village.member)
    client.post(f"{OWN}numbers/", form(village.member))
    page = page_of(client)
    assert ID_NUMBER in page
    assert PHONE in page
    assert ID_NUMBER not in page_of(client)
    row = AuditRow.objects.get(action="dossier.reveal")
    assert ID_NUMBER not in row.words
    assert not OnceKey.objects.exclude(body="").exists()


def test_sources_and_who_looked_with_post_and_reason(village: Village) -> None:
    by = actor_of(village.secretary)
    person = village.person
    audit.record(by=by, action="person.view", subject=person.public_id, words="李玉兰")
    audit.record(by=by, action="person.reveal", subject=person.public_id, words="李玉兰 手机号：核对身份，电话核对")
    audit.record(by=actor_of(village.member), action="person.view", subject=person.public_id, words="李玉兰")
    for address in (OWN, f"{OWN}looks/"):
        page = page_of(client_of(village.member), address)
        assert page.count("东河村党支部 党组织书记 王建军") == 2
        assert "核对身份，电话核对" in page
    assert "王建军" not in page_of(client_of(village.other), f"{OWN}looks/")


def test_who_looked_is_found_by_its_index(village: Village) -> None:
    from django.db import connection  # noqa: PLC0415

    rows = AuditRow.objects.filter(subject=str(village.person.public_id), action__in=["person.view", "person.reveal"])
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    assert "audit_looks_at_person" in rows.order_by("-id").explain()


def test_a_correction_from_the_fact_itself_to_its_answer(village: Village) -> None:
    client = client_of(village.member)
    assert f"{OWN}corrections/education/" in page_of(client)
    assert f"{OWN}corrections/category/" not in page_of(client)
    made = asked(village, words="毕业证上是这样")
    page = page_of(client)
    assert "更正申请待答复" in page
    branch = client_of(village.secretary)
    assert "李玉兰" in page_of(branch, f"{OWN}requests/")
    detail = f"{OWN}requests/{made.public_id}/"
    assert "毕业证上是这样" in page_of(branch, detail)
    assert "李玉兰" in page_of(branch, "/due/")
    answer = branch.post(f"{detail}acceptance/", form(village.secretary, words="已核对毕业证"))
    assert answer.status_code == 302
    page = page_of(client)
    assert "本人申请更正" in page
    assert "已核对毕业证" in page
    assert "大学本科" in page or "本科" in page


def test_a_refusal_without_words_keeps_the_page(village: Village) -> None:
    made = asked(village)
    answer = client_of(village.secretary).post(f"{OWN}requests/{made.public_id}/refusal/", form(village.secretary))
    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()


def test_a_sealed_number_is_asked_for_sealed_and_shown_to_who_answers_once(village: Village) -> None:
    client = client_of(village.member)
    empty = page_of(client, f"{OWN}corrections/id_number/")
    assert ID_NUMBER not in empty
    wrong = client.post(f"{OWN}corrections/id_number/", form(village.member, value="990102196003070019"))
    assert wrong.status_code == 422
    made = asked(village, "id_number", OTHER_NUMBER)
    assert OTHER_NUMBER not in page_of(client)
    detail = f"{OWN}requests/{made.public_id}/"
    branch = client_of(village.secretary)
    assert OTHER_NUMBER not in page_of(branch, detail)
    branch.post(f"{detail}numbers/", form(village.secretary))
    whole = page_of(branch, detail)
    assert OTHER_NUMBER in whole
    assert ID_NUMBER in whole
    assert OTHER_NUMBER not in page_of(branch, detail)
    assert "核对本人的更正申请" in page_of(client, f"{OWN}looks/")
    rows = repr([*AuditRow.objects.values(), *OnceKey.objects.values(), *Correction.objects.values()])
    assert OTHER_NUMBER not in rows


def test_numbers_do_not_go_into_the_words(village: Village) -> None:
    answer = client_of(village.member).post(
        f"{OWN}corrections/education/", form(village.member, value="21", words=f"电话 {PHONE}")
    )
    assert answer.status_code == 422
    assert "不加密" in answer.content.decode()


def test_others_neither_see_nor_answer(village: Village) -> None:
    made = asked(village)
    detail = f"{OWN}requests/{made.public_id}/"
    for account in (village.stranger, village.other, village.member):
        client = client_of(account)
        assert client.get(detail).status_code == 404
        assert client.post(f"{detail}acceptance/", form(account)).status_code == 404
        assert client.post(f"{detail}numbers/", form(account)).status_code == 404
    withdrawn = client_of(village.other).post(f"{OWN}corrections/{made.public_id}/withdrawal/", form(village.other))
    assert withdrawn.status_code == 404
    assert "撤回" in page_of(client_of(village.member))


def test_a_person_takes_a_copy_with_their_whole_numbers(village: Village) -> None:
    asked(village)
    answer = client_of(village.member).get(f"{OWN}copy/")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    cells = [str(cell.value) for row in book.active for cell in row if cell.value]  # type: ignore[union-attr]
    assert {ID_NUMBER, PHONE, "更正申请", "登录账号"} <= set(cells)
    assert AuditRow.objects.get(action="dossier.copy").account_id == village.member.pk


def test_on_the_internet_nothing_personal_stands_there(village: Village) -> None:
    made = asked(village, "occupation", "canaryzz")
    with override_settings(ZONE="internet"):
        _nothing_personal(village, made)


def _nothing_personal(village: Village, made: Correction) -> None:
    client, branch = client_of(village.member), client_of(village.secretary)
    for page in (page_of(client), page_of(branch, f"{OWN}requests/")):
        for text in ("0018", "5678", "canaryzz", "出生日期", "身份证"):
            assert text not in page
    assert client.get(f"{OWN}corrections/id_number/").status_code == 404
    assert branch.get(f"{OWN}requests/{made.public_id}/").status_code == 404
    copied = openpyxl.load_workbook(BytesIO(client.get(f"{OWN}copy/").content))
    text = repr([cell.value for row in copied.active for cell in row])  # type: ignore[union-attr]
    assert ID_NUMBER not in text


def test_the_page_of_a_person_costs_few_queries(village: Village, django_assert_max_num_queries: object) -> None:
    client = client_of(village.member)
    client.get(OWN)
    with django_assert_max_num_queries(45):  # type: ignore[operator]  # pytest-django's fixture
        client.get(OWN)


def test_requests_are_filtered(village: Village) -> None:
    made = asked(village)
    branch = client_of(village.secretary)
    found = {
        state: bool(re.search(str(made.public_id), page_of(branch, f"{OWN}requests/?state={state}")))
        for state in ("", "late", "done", "all")
    }
    assert found == {"": True, "late": False, "done": False, "all": True}
