"""Old files: each conflict with its article, nothing changed, and files that are none refused in words."""

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.admissions.models import Admission, OldFile, OldRow
from dangjian.affairs.admissions.old_files.auditing import conflicts
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.admissions.tests.make import TODAY, Scene, make_scene
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.tasks.tests.views.visitors import Visitor
from dangjian.rulebook import procedure

GOOD = {
    "born": date(1990, 5, 4), "apply": date(2019, 3, 1), "talk": date(2019, 3, 20), "recommend": date(2019, 9, 1),
    "nominate": date(2020, 9, 20), "political_review": date(2020, 11, 1), "train": date(2020, 11, 20),
    "pre_review": date(2021, 3, 10), "congress": date(2021, 4, 2), "joined": date(2021, 4, 2),
    "approve": date(2021, 5, 6), "oath": date(2021, 6, 1), "confirm_congress": date(2022, 4, 10),
    "confirm_approve": date(2022, 5, 8), "confirmed": date(2022, 4, 2),
}  # fmt: skip


def _found(**changes: date | None) -> list[tuple[str, str]]:
    days = {key: day for key, day in (GOOD | changes).items() if day}
    numbers = {"training_days": 3, "training_hours": 24}
    return [(one.field, one.citation) for one in conflicts(days, numbers, procedure(DEFINITION), TODAY)]


def test_a_lawful_row_has_no_conflict() -> None:
    assert _found() == []


@pytest.mark.parametrize(
    ("changes", "field", "article"),
    [
        ({"born": date(2001, 3, 2)}, "apply", "第五条"),
        ({"talk": date(2019, 4, 2)}, "talk", "第七条"),
        ({"nominate": date(2020, 8, 31)}, "nominate", "第十三条"),
        ({"political_review": None}, "political_review", "第十六条"),
        ({"pre_review": None}, "pre_review", "第十八条"),
        ({"joined": date(2021, 5, 6)}, "joined", "第二十四条"),
        ({"approve": date(2021, 7, 3), "oath": date(2021, 7, 20)}, "approve", "第二十五条"),
        ({"confirm_congress": date(2022, 4, 1)}, "confirm_congress", "第三十一条"),
        ({"confirm_approve": date(2022, 7, 11)}, "confirm_approve", "第三十三条"),
        ({"confirmed": date(2022, 4, 1)}, "confirmed", "第七条"),
        ({"oath": date(2021, 5, 1)}, "oath", "第二十九条"),
    ],
)
def test_each_conflict_cites_its_article(changes: dict[str, date | None], field: str, article: str) -> None:
    found = _found(**changes)
    assert [one for one in found if one[0] == field and article in one[1]], found


def test_the_text_of_its_day_judges_a_row() -> None:
    late = {"oath": date(2021, 7, 1)}  # Two months after approval: the text of that time set no term.
    assert _found(**late) == []
    days = {"recommend": date(2025, 4, 1), "nominate": date(2026, 6, 1)}
    found = conflicts(days, {}, procedure(DEFINITION), TODAY)
    assert [one.field for one in found] == ["notice_from"]
    shown = days | {"notice_from": date(2026, 5, 25), "notice_until": date(2026, 5, 29)}
    assert [one.field for one in conflicts(shown, {}, procedure(DEFINITION), TODAY)] == ["notice_until"]


def _file(lines: Sequence[Sequence[object]]) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("发展党员")
        for number, line in enumerate(lines):
            for place, cell in enumerate(line):
                page.write(number, place, cell)
    return SimpleUploadedFile("石桥镇发展党员登记表.xlsx", buffer.getvalue())


HEAD = "序号,姓名,所在党支部,申请入党日期,确定积极分子,确定发展对象,政审,预审,支部大会日期,入党日期"
LINES = """1,吴小燕,柳溪村党支部,2019.03.01,2019年9月1日,20200920,2020-11-01,2021.03.10,2021.04.02,2021.04.02
2,周小军,柳溪村党支部,2019.03.01,2019年9月1日,20200801,,2021.03.10,2021.04.02,2021.05.06
3,何小平,东河村党支部,去年春天,2019年9月1日,20200920,2020-11-01,2021.03.10,2021.04.02,
合计,3人"""
ROWS = [["发展党员登记表"], *(line.split(",") for line in (HEAD, *LINES.splitlines()))]


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("dangjian.affairs.admissions.views.days.today", lambda: TODAY)
    return make_scene()


@pytest.mark.django_db
def test_the_officer_sees_the_rows_and_takes_the_list_and_nothing_is_changed(scene: Scene) -> None:
    visitor = Visitor(scene.organizer)
    before = list(Member.objects.values_list("pk", "category", "joined_on"))
    sent = visitor.send("/admissions/old-files/", {"file": _file(ROWS)})
    assert sent.status_code == 302
    file = OldFile.objects.get()
    assert (file.rows_read, file.rows_wrong) == (3, 2)
    address = f"/admissions/old-files/{file.public_id}/"
    page = visitor.see(address)
    for words in ("周小军", "第十三条", "第十六条", "第二十四条", "何小平", "认不出这个日期"):
        assert words in page
    assert "缺谈话、积极分子备案、" in page  # 吴小燕 has no conflict, and no case is made of her: days are missing.
    book = openpyxl.load_workbook(io.BytesIO(visitor.client.get(f"{address}conflicts.xlsx").content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert {row[1] for row in cells} == {"周小军", "何小平"}
    assert any("第十六条" in str(row[5]) for row in cells)
    assert list(Member.objects.values_list("pk", "category", "joined_on")) == before
    assert not Admission.objects.exists()
    for other in (scene.secretary, scene.officer, posts.make_holder(scene.other, Role.SECRETARY, "旁支书记")):
        assert Visitor(other).status(address) == 404
    assert visitor.send(f"{address}removal/").status_code == 302
    assert not OldRow.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件"),
        (b"%PDF-1.7 nothing", "PDF"),
        ("一,二\n三,四\n".encode(), "没有找到表头"),
        ("姓名,申请入党日期\n".encode(), "没有人员"),
    ],
)
def test_what_is_no_such_table_is_refused_in_words(scene: Scene, data: bytes, words: str) -> None:
    sent = Visitor(scene.organizer).send("/admissions/old-files/", {"file": SimpleUploadedFile("表.csv", data)})
    assert sent.status_code == 422
    assert words in sent.content.decode()
    assert not OldFile.objects.exists()
