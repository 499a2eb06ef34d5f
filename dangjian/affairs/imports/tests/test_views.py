"""The pages: upload, preview, columns, confirmation, the workbook handed back; and what a stranger sees."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.imports.models import Finding, Import, Shape, Stage
from dangjian.affairs.imports.tests import make
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("branch")]


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, address: str, **fields: Any) -> Any:  # noqa: ANN401  # the test client's own types
    return client_of(account).post(address, {"once": once.mint(account.epoch), **fields})


def upload(account: Account, township: Organization, data: bytes, name: str = "名册.xlsx") -> Import:
    answer = send(
        account, "/imports/new/", kind="people", organization=township.pk, file=SimpleUploadedFile(name, data)
    )
    assert answer.status_code == 302
    return make.carried(Import.objects.latest("pk"))


def page(account: Account, source: Import, query: str = "") -> str:
    answer = client_of(account).get(f"/imports/{source.public_id}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_is_wrong_stands_with_its_sheet_row_and_column(organizer: Account, township: Organization) -> None:
    rows = [
        make.row(1, "李建国", "东河村党支部"),
        make.row(2, "赵丽华", "东河里党支部"),
        make.row(3, "钱学文", "东河村党支部", 公民身份证号=1.23456e17),
    ]
    source = upload(organizer, township, make.workbook(rows))
    text = page(organizer, source)
    assert "党员 第 5 行 C 列" in text
    assert "相近的有：东河村党支部" in text
    assert "党员 第 6 行 D 列" in text
    assert "科学计数法" in text
    assert not Person.objects.filter(name="李建国").exists()


def test_the_clerk_brings_it_and_the_organizer_writes_it(
    clerk: Account, organizer: Account, township: Organization
) -> None:
    source = upload(clerk, township, make.workbook([make.row(1, "李建国", "东河村党支部")]))
    assert "由有确认权限的同志" in page(clerk, source)
    assert send(clerk, f"/imports/{source.public_id}/confirmation/").status_code == 404
    assert send(organizer, f"/imports/{source.public_id}/confirmation/").status_code == 302
    assert make.carried(source).stage == Stage.DONE
    assert "撤销这次导入" in page(organizer, source)
    assert send(organizer, f"/imports/{source.public_id}/reversal/").status_code == 302
    assert make.carried(source).stage == Stage.UNDONE


def test_a_reason_is_asked_for_and_what_was_typed_stays(organizer: Account, township: Organization) -> None:
    row = make.row(1, "李建国", "东河村党支部", 转为正式党员日期="2005.12")
    source = upload(organizer, township, make.workbook([row]))
    assert "可不填" not in page(organizer, source)
    answer = send(organizer, f"/imports/{source.public_id}/confirmation/", reason=" ")
    assert answer.status_code == 422
    assert "照收的请写一条理由" in answer.content.decode()


def test_columns_that_nobody_knows_are_asked_for_and_remembered(organizer: Account, township: Organization) -> None:
    heads = [*make.HEADS]
    heads[1], heads[5] = "同志大名", "身份"
    rows = [[*make.row(1, "李建国", "东河村党支部")], [*make.row(2, "赵丽华", "东河村党支部")]]
    rows[0][5], rows[1][5] = "正式", "正式"
    data = make.workbook(rows, heads=heads)
    source = upload(organizer, township, data)
    assert source.stage == Stage.UNMAPPED
    assert "指出是哪一列" in page(organizer, source)
    address = f"/imports/{source.public_id}/columns/"
    text = client_of(organizer).get(address).content.decode()
    assert "同志大名" in text
    chosen = {f"column_{at}": name for at, name in enumerate(
        ("-", "name", "branch", "id_number", "sex", "category", "joined_on", "confirmed_on", "phone")
    )}  # fmt: skip
    twice = send(organizer, address, **(chosen | {"column_4": "name"}))
    assert twice.status_code == 422
    assert "对应了两列" in twice.content.decode()
    assert send(organizer, address, **chosen).status_code == 302
    source = make.carried(source)
    assert (source.stage, source.new, source.errors) == (Stage.CHECKED, 2, 0)
    send(organizer, f"/imports/{source.public_id}/confirmation/")
    assert make.carried(source).stage == Stage.DONE
    assert Shape.objects.get().columns["1"] == "name"
    assert upload(organizer, township, data).stage == Stage.CHECKED


def test_the_rows_left_out_come_back_as_a_workbook(organizer: Account, township: Organization) -> None:
    rows = [make.row(1, "李建国", "东河村党支部"), make.row(2, "+cmd()", "没有的支部")]
    source = upload(organizer, township, make.workbook(rows))
    answer = client_of(organizer).get(f"/imports/{source.public_id}/faults/")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [cell.value for cell in sheet[2]]
    assert [cell.value for cell in sheet[1]][-2:] == ["原表行号", "没有导入的原因"]
    assert cells[1] == "+cmd()"
    assert sheet["B2"].data_type == "s"
    assert cells[-2] == 5
    assert "范围内没有" in str(cells[-1])
    assert sheet.max_row == 2


def test_strangers_and_those_below_see_nothing(
    organizer: Account, stranger: Account, secretary: Account, township: Organization
) -> None:
    source = upload(organizer, township, make.workbook([make.row(1, "李建国", "没有")]))
    for account in (stranger, secretary):
        client = client_of(account)
        for part in ("", "columns/", "faults/"):
            assert client.get(f"/imports/{source.public_id}/{part}").status_code == 404
        for part in ("confirmation/", "closure/", "reversal/"):
            assert send(account, f"/imports/{source.public_id}/{part}").status_code == 404
    assert "石桥镇" not in client_of(stranger).get("/imports/").content.decode().partition('id="rows"')[2]
    foreign = send(
        stranger, "/imports/new/", kind="people", organization=township.pk, file=SimpleUploadedFile("a", b"x")
    )
    assert foreign.status_code == 422


def test_a_dropped_import_leaves_nothing(organizer: Account, township: Organization) -> None:
    source = upload(organizer, township, make.workbook([make.row(1, "李建国", "没有")]))
    assert send(organizer, f"/imports/{source.public_id}/closure/").status_code == 302
    source.refresh_from_db()
    assert (source.stage, source.upload, source.prepared, source.faults_file) == (Stage.DROPPED, None, None, None)
    assert not Finding.objects.filter(source=source).exists()


def test_the_preview_costs_the_same_however_much_was_found(organizer: Account, township: Organization) -> None:
    few = upload(organizer, township, make.workbook([make.row(1, "李建国", "没有")]))
    many = upload(organizer, township, make.workbook([make.row(n, "李建国", "没有") for n in range(1, 120)]))
    client, counts = client_of(organizer), []
    client.get("/imports/")  # The first page of a session costs more.
    for source in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/imports/{source.public_id}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
    assert "下一页" in page(organizer, many)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG\r\n", b"\x00\x01\x02" * 50, b"PK\x03\x04broken"])
def test_what_is_no_roster_is_refused_in_words(organizer: Account, township: Organization, data: bytes) -> None:
    if not data:
        answer = send(organizer, "/imports/new/", kind="people", file=SimpleUploadedFile("a.xlsx", data))
        assert answer.status_code == 422
        return
    source = upload(organizer, township, data)
    assert source.stage == Stage.REFUSED
    assert source.upload is None
    assert "没有" in page(organizer, source)
