"""From the superior's file to the filled one, as an officer of the county, an organizer, a clerk and strangers."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from dangjian.access.models import AuditRow, StoredFile
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.blanks.models import Blank, Remembered
from dangjian.affairs.blanks.tests import make
from dangjian.affairs.blanks.tests.make import County
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.documents.filling.tests import blanks

pytestmark = pytest.mark.django_db
HEADS: list[str | tuple[str, list[str]]] = [
    "镇（乡）",
    ("党员队伍", ["党员总数", "女", "少数民族", "30岁及以下", "大专及以上", "离休干部"]),
    ("党组织", ["党支部", "党总支"]),
    ("书记", ["姓名", "联系电话"]),
]


@pytest.fixture
def county() -> County:
    return make.county()


def send(account: Account, data: bytes, name: str = "统计表.xlsx", **fields: object) -> HttpResponse:
    client = make.signed_in(account)
    body = account_body(account)
    upload = SimpleUploadedFile(name, data)
    return client.post("/blanks/new/", make.form(account, file=upload, organization=body, **fields))  # type: ignore[return-value]


def account_body(account: Account) -> int:
    return posts.actor_of(account).posts[0].organization_id


def presets(client: Client, blank: Blank, at_table: int | None = None) -> dict[str, str]:
    """What the page's form holds when it opens."""
    query = "" if at_table is None else f"?table={at_table}"
    form = client.get(f"/blanks/{blank.public_id}/{query}").context["form"]
    return {name: "" if form[name].value() is None else str(form[name].value()) for name in form.fields}


def fill(account: Account, blank: Blank, *, at_table: int | None = None, **changes: str) -> HttpResponse:
    client = make.signed_in(account)
    fields = presets(client, blank, at_table) | changes
    return client.post(f"/blanks/{blank.public_id}/filling/", make.form(account, **fields))  # type: ignore[return-value]


def result_of(account: Account, blank: Blank) -> openpyxl.Workbook:
    answer = make.signed_in(account).get(f"/blanks/{blank.public_id}/file/")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def test_the_county_officer_gets_the_table_back_filled(county: County) -> None:
    blank_file = blanks.workbook(HEADS, list(make.TOWNSHIPS))
    assert send(county.officer, blank_file).status_code == 302
    blank = Blank.objects.get()
    assert fill(county.officer, blank, reason="上报统计").status_code == 302
    page = result_of(county.officer, blank).worksheets[0]
    rows = [[cell.value for cell in row[:11]] for row in page.iter_rows(min_row=5, max_row=7)]
    assert [row[0] for row in rows] == list(make.TOWNSHIPS)
    assert [row[1:6] for row in rows] == [[4, 2, 0, 2, 2]] * 3
    assert [row[6] for row in rows] == [None] * 3  # 离休干部: the register does not know it.
    assert [row[7:11] for row in rows] == [[2, 0, f"书记{n}", f"1380000{n:04d}"] for n in range(3)]
    assert page["B8"].value == "=SUM(B5:B7)"
    notes = [[cell.value for cell in row] for row in result_of(county.officer, blank)["来源与未知"].iter_rows()]
    assert ["党员队伍 / 女", "女党员", "党员名册，含所辖", "3"] in [row[:4] for row in notes]
    assert any(row[0] == "党员队伍 / 离休干部" and row[1] == "没有填" for row in notes)


def test_sealed_columns_need_a_reason_which_is_logged_and_nothing_typed_is_lost(county: County) -> None:
    send(county.officer, blanks.workbook(HEADS, list(make.TOWNSHIPS)))
    blank = Blank.objects.get()
    refused = fill(county.officer, blank, column_6="applicants")
    assert refused.status_code == 422
    assert "请写明用途" in refused.content.decode()
    assert presets_of(refused)["column_6"] == "applicants"
    fill(county.officer, blank, reason="上报统计", column_6="applicants")
    row = AuditRow.objects.get(action="blank.fill")
    assert "上报统计" in row.words
    assert (row.count, len(row.digest)) == (3, 64)
    assert "1380000" not in row.words


def presets_of(answer: HttpResponse) -> dict[str, str]:
    form = answer.context["form"]  # type: ignore[attr-defined]  # the test client's answer
    return {name: "" if form[name].value() is None else str(form[name].value()) for name in form.fields}


def test_a_correction_is_remembered_for_the_county(county: County) -> None:
    data = blanks.workbook(HEADS, list(make.TOWNSHIPS))
    send(county.officer, data)
    fill(county.officer, Blank.objects.get(), column_6="applicants", column_10="")
    assert {(one.caption, one.key) for one in Remembered.objects.all()} == {
        ("党员队伍/离休干部", "applicants"), ("书记/联系电话", ""),
    }  # fmt: skip
    send(county.organizer, data)
    again = Blank.objects.latest("pk")
    assert presets(make.signed_in(county.organizer), again)["column_6"] == "applicants"
    assert presets(make.signed_in(county.organizer), again)["column_10"] == ""


def test_whoever_may_not_reveal_is_not_offered_phones(county: County) -> None:
    send(county.clerk, blanks.workbook(HEADS, ["石桥镇"]))
    blank = Blank.objects.get()
    page = make.signed_in(county.clerk).get(f"/blanks/{blank.public_id}/")
    assert "secretary_phone" not in page.content.decode()
    assert presets(make.signed_in(county.clerk), blank)["column_10"] == ""
    assert fill(county.clerk, blank, column_10="secretary_phone", reason="要").status_code == 422
    assert fill(county.clerk, blank).status_code == 302
    assert result_of(county.clerk, blank).worksheets[0]["K5"].value is None


def test_what_an_organizer_filled_with_phones_is_not_given_to_the_clerk(county: County) -> None:
    send(county.organizer, blanks.workbook(HEADS, ["石桥镇"]))
    blank = Blank.objects.get()
    fill(county.organizer, blank, reason="核对")
    assert make.signed_in(county.organizer).get(f"/blanks/{blank.public_id}/file/").status_code == 200
    assert make.signed_in(county.clerk).get(f"/blanks/{blank.public_id}/file/").status_code == 404


def test_who_is_lost_is_not_given_to_those_who_may_only_see_blanks(county: County) -> None:
    data = blanks.workbook(["姓名", "是否失联", "民族"], ["男党员0"], total=False)
    send(county.organizer, data)
    blank = Blank.objects.get()
    fill(county.organizer, blank)
    assert result_of(county.organizer, blank).worksheets[0]["B5"].value == "否"
    for account in (county.officer, county.clerk):
        client = make.signed_in(account)
        assert client.get(f"/blanks/{blank.public_id}/file/").status_code == 404
        assert "不能下载" in client.get(f"/blanks/{blank.public_id}/").content.decode()
    fill(county.organizer, blank, column_1="")  # The column left empty: nothing to hide, whoever sees the blank has it.
    assert result_of(county.officer, blank).worksheets[0]["B5"].value is None


def test_siblings_stay_empty_for_an_organizer_and_their_values_are_nowhere_in_the_file(county: County) -> None:
    for member in county.members[4:]:
        member.person.name = "canaryzz"
        member.person.save()
    send(county.organizer, blanks.workbook(HEADS, list(make.TOWNSHIPS)))
    blank = Blank.objects.get()
    page = make.signed_in(county.organizer).get(f"/blanks/{blank.public_id}/").content.decode()
    assert "书记1" not in page
    fill(county.organizer, blank, reason="核对")
    book = result_of(county.organizer, blank)
    assert [cell.value for cell in book.worksheets[0][5][1:6]] == [4, 2, 0, 2, 2]
    for row in (6, 7):
        assert [cell.value for cell in book.worksheets[0][row][1:11]] == [None] * 10
    words = "\n".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)
    for foreign in ("书记1", "书记2", "13800000001", "13800000002", "canaryzz"):
        assert foreign not in words
    assert "不在您的权限范围内" in words


def test_empty_rows_are_filled_in_county_order(county: County) -> None:
    send(county.officer, blanks.workbook(["乡镇", "党员总数"], [], empty_rows=3))
    blank = Blank.objects.get()
    assert presets(make.signed_in(county.officer), blank)["listing"] == "townships"
    fill(county.officer, blank)
    page = result_of(county.officer, blank).worksheets[0]
    assert [[cell.value for cell in row[:2]] for row in page.iter_rows(min_row=5, max_row=7)] == [
        [f"中共{name}委员会", 4] for name in make.TOWNSHIPS
    ]


def test_people_are_listed_from_a_branch_in_roll_order(county: County) -> None:
    data = blanks.workbook(["序号", "姓名", "性别", "身份证号", "入党时间"], [], empty_rows=1, total=False, foot=False)
    send(county.organizer, data)
    blank = Blank.objects.get()
    assert fill(county.organizer, blank, body="石桥镇第二党支部", reason="核对").status_code == 302
    page = result_of(county.organizer, blank).worksheets[0]
    rows = [[cell.value for cell in row[:5]] for row in page.iter_rows(min_row=5, max_row=6)]
    assert rows == [
        [1, "男党员1", "男", "990101196001010001", "2001年7月1日"],
        [2, "女党员1", "女", "990101199801010001", "2001年7月1日"],
    ]
    assert page["D5"].data_type == "s"


def test_a_body_of_another_township_cannot_be_listed(county: County) -> None:
    send(county.organizer, blanks.workbook(["姓名", "性别"], [], empty_rows=3, total=False, foot=False))
    answer = fill(county.organizer, Blank.objects.get(), body="河口镇第一党支部")
    assert answer.status_code == 422
    assert "没有对上党组织" in answer.content.decode()


def test_people_typed_by_name_are_found_in_scope_only(county: County) -> None:
    data = blanks.workbook(["姓名", "民族", "出生年月"], ["男党员0", "男党员5", "查无此人"], total=False)
    send(county.organizer, data)
    blank = Blank.objects.get()
    fill(county.organizer, blank)
    page = result_of(county.organizer, blank).worksheets[0]
    assert [cell.value for cell in page[5][:3]] == ["男党员0", "汉族", "1960年1月1日"]
    assert [page["B6"].value, page["B7"].value] == [None, None]


def test_marked_files_are_refused_and_nothing_is_kept(county: County) -> None:
    book = openpyxl.load_workbook(BytesIO(blanks.workbook(HEADS, ["石桥镇"])))
    book.worksheets[0]["H2"] = "秘密★1年"
    for data, name in ((blanks.saved(book), "表.xlsx"), (blanks.workbook(HEADS, ["石桥镇"]), "机密★.xlsx")):
        answer = send(county.officer, data, name)
        assert answer.status_code == 422
        assert "此文标有密级" in answer.content.decode()
    assert (Blank.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(("data", "says"), [(b"PK\x03\x04x", "已损坏"), (b"", "空"), (b"%PDF-1.7", "PDF")])
def test_what_cannot_be_read_says_so(county: County, data: bytes, says: str) -> None:
    answer = send(county.officer, data)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_files_are_sealed_and_go_after_thirty_days(county: County) -> None:
    send(county.officer, blanks.workbook(HEADS, ["石桥镇"]))
    blank = Blank.objects.get()
    fill(county.officer, blank, reason="上报")
    kept = list(StoredFile.objects.all())
    assert len(kept) == 2
    assert all(file.is_sealed and file.expires_on for file in kept)
    assert "石桥镇".encode() not in bytes(blank.survey)
    StoredFile.objects.all().delete()
    page = make.signed_in(county.officer).get(f"/blanks/{blank.public_id}/")
    assert "文件已经删除" in page.content.decode()
    assert str(blank.public_id) not in make.signed_in(county.officer).get("/blanks/").content.decode()


def test_filling_again_replaces_the_file(county: County) -> None:
    send(county.officer, blanks.workbook(HEADS, ["石桥镇"]))
    blank = Blank.objects.get()
    fill(county.officer, blank, reason="上报")
    fill(county.officer, blank, reason="上报", column_1="men")
    assert StoredFile.objects.count() == 2
    book = result_of(county.officer, blank)
    assert book.sheetnames == ["附表1", "来源与未知"]
    assert book.worksheets[0]["B5"].value == 2


def test_strangers_find_nothing(county: County) -> None:
    send(county.officer, blanks.workbook(HEADS, ["石桥镇"]))
    blank = Blank.objects.get()
    other = posts.make_holder(county.townships[1], Role.TOWNSHIP_ORGANIZER, "别镇")
    secretary = posts.make_holder(county.branches[0], Role.SECRETARY, "支书")
    for account in (county.organizer, other, secretary):
        client = make.signed_in(account)
        for address in ("", "file/"):
            assert client.get(f"/blanks/{blank.public_id}/{address}").status_code == 404
        for address in ("filling/", "discarding/"):
            sent = client.post(f"/blanks/{blank.public_id}/{address}", make.form(account))
            assert sent.status_code == 404
    assert make.signed_in(secretary).get("/blanks/").status_code == 404


def test_a_blank_is_thrown_away_with_its_files(county: County) -> None:
    send(county.officer, blanks.workbook(HEADS, ["石桥镇"]))
    blank = Blank.objects.get()
    answer = make.signed_in(county.officer).post(f"/blanks/{blank.public_id}/discarding/", make.form(county.officer))
    assert answer.status_code == 302
    assert (Blank.objects.count(), StoredFile.objects.count()) == (0, 0)
