"""The ledger: its columns and words, filters, export and import."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dangjian.programme.tasks.models import Task, TaskList
from dangjian.programme.tasks.tests.make import (
    TODAY,
    Scene,
    issue,
    make_list,
    make_scene,
    make_task,
    submit,
)
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db
HEADS = [
    "序号",
    "重点任务（问题）",
    "具体措施",
    "牵头领导",
    "牵头单位",
    "责任单位",
    "责任人",
    "完成时限",
    "进展情况",
    "是否销号",
]


def _scene() -> tuple[Scene, TaskList]:
    scene = make_scene()
    task_list = make_list(scene)
    late = make_task(scene, task_list, title="场所达标", measures="=1+1", lead_body="县委组织部", due_on=TODAY)
    issue(scene, late, scene.township, scene.elsewhere)
    task = make_task(scene, task_list, title="逐村排查", lead_leader="县委副书记")
    issue(scene, task, scene.village)
    make_task(scene, task_list, title="还没有下达的一项", due_on=None)
    return scene, task_list


def _address(name: str, task_list: TaskList) -> str:
    return reverse(f"tasks:{name}", args=[task_list.public_id])


def test_the_ledger_has_the_columns_people_know_in_their_order() -> None:
    scene, task_list = _scene()
    page = Visitor(scene.officer).see(_address("list", task_list))
    places = [page.index(f" {head} ") for head in HEADS]
    assert places == sorted(places)
    assert "授权：中共清源县委员会（县委组织部承办）" in page
    assert "今天到期" in page
    assert "未下达" in page


def test_the_chips_filter_and_count() -> None:
    scene, task_list = _scene()
    visitor = Visitor(scene.officer)
    drafts = visitor.see(_address("list", task_list), state="draft")
    assert "还没有下达的一项" in drafts
    assert "逐村排查" not in drafts
    assert "全部 3" in drafts


def test_words_filter_over_leader_body_and_measures() -> None:
    scene, task_list = _scene()
    page = Visitor(scene.officer).see(_address("list", task_list), words="县委副书记")
    assert "逐村排查" in page
    assert "场所达标" not in page


def test_a_filter_that_finds_nothing_says_so_and_what_to_do() -> None:
    scene, task_list = _scene()
    assert "没有符合条件的任务" in Visitor(scene.officer).see(_address("list", task_list), words="没有这个词")


def test_the_reason_of_the_first_body_behind_stands_in_the_progress(django_assert_max_num_queries: object) -> None:
    scene, task_list = _scene()
    secretary = Visitor(scene.secretary)
    (assignment,) = Task.objects.get(title="逐村排查").assignments.all()
    secretary.send(reverse("tasks:report", args=[assignment.public_id]), {"progress": "behind", "words": "选址未批"})
    officer = Visitor(scene.officer)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture of pytest-django
        page = officer.see(_address("list", task_list))
    assert "滞后（选址未批）" in page


def test_the_index_counts_what_hangs_in_each_list(django_assert_max_num_queries: object) -> None:
    scene, _ = _scene()
    officer = Visitor(scene.officer)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture of pytest-django
        page = officer.see(reverse("tasks:lists"))
    assert "2026年度基层党建重点任务清单" in page
    assert "0/3" in page
    assert "1 项" in page


def test_the_export_reads_back_in_the_same_columns_with_text_as_text_and_days_as_days() -> None:
    scene, task_list = _scene()
    submit(scene, Task.objects.get(title="逐村排查").assignments.get())
    response = Visitor(scene.officer).client.get(_address("export", task_list))
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "2026年度基层党建重点任务清单"
    assert "授权：中共清源县委员会" in str(rows[1][0])
    assert list(rows[2]) == HEADS
    assert rows[3][2] == "=1+1"
    assert sheet["C4"].data_type == "s"
    assert rows[3][7].date() == TODAY  # type: ignore[union-attr]  # a day cell
    assert "待验收 1" in str(rows[4][8])
    assert [row[9] for row in rows[3:]] == ["否", "否", "否"]


def _upload(rows: list[list[object]], name: str = "台账.xlsx") -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile(name, buffer.getvalue())


def test_rows_of_a_workbook_become_drafts_whatever_the_place_and_name_of_the_heads() -> None:
    scene, task_list = _scene()
    upload = _upload([
        ["某某整改任务分解表"],
        [],
        ["编号", "整改措施", "存在问题", "责任部门", "整改时限"],
        [1, "一村一策", "阵地建设滞后", "各镇乡党委", date(2026, 12, 20)],
        [2, "每月开展", "主题党日不规范", "各党支部", "每月"],
        [3, "持续抓", "作风不实", "县委组织部", "长期坚持"],
        ["合计", None, "合计 3 项", None, None],
    ])  # fmt: skip
    response = Visitor(scene.officer).send(_address("import", task_list), {"file": upload})
    assert response.status_code == 302
    made = {task.title: task for task in task_list.tasks.filter(order_no__gt=3)}
    assert set(made) == {"阵地建设滞后", "主题党日不规范", "作风不实"}
    assert made["阵地建设滞后"].due_on == date(2026, 12, 20)
    assert made["阵地建设滞后"].measures == "一村一策"
    assert made["主题党日不规范"].cadence == "month"
    assert made["作风不实"].is_standing
    assert {task.state for task in made.values()} == {"draft"}


def test_what_was_exported_can_be_imported_again() -> None:
    scene, task_list = _scene()
    visitor = Visitor(scene.officer)
    content = visitor.client.get(_address("export", task_list)).content
    other = make_list(scene)
    assert visitor.send(_address("import", other), {"file": SimpleUploadedFile("a.xlsx", content)}).status_code == 302
    assert list(other.tasks.in_order().values_list("title", "due_on")) == list(
        task_list.tasks.in_order().values_list("title", "due_on")
    )


def test_one_bad_row_refuses_them_all_and_says_where() -> None:
    scene, task_list = _scene()
    upload = _upload([["重点任务", "责任单位"], ["好的一行", "甲"], ["", "乙"], [], [], ["长" * 201, "丙"]])
    response = Visitor(scene.officer).send(_address("import", task_list), {"file": upload})
    page = response.content.decode()
    assert response.status_code == 422
    assert "第 3 行“重点任务（问题）”是空的" in page
    assert "第 6 行“重点任务（问题）”有 201 字" in page
    assert task_list.tasks.count() == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
        (b"PK\x03\x04not a zip", ""),
        ("姓名,单位".encode("gb18030"), "没有找到表头"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(content: bytes, words: str) -> None:
    scene, task_list = _scene()
    response = Visitor(scene.officer).send(
        _address("import", task_list), {"file": SimpleUploadedFile("表.xlsx", content)}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "没有" in page or "未" in page
    assert task_list.tasks.count() == 3


def test_the_index_is_filtered_by_who_issued() -> None:
    scene, _ = _scene()
    officer, organizer = Visitor(scene.officer), Visitor(scene.organizer)
    title, nothing = "2026年度基层党建重点任务清单", "没有符合条件的清单"
    assert title in officer.see(reverse("tasks:lists"), issuer="own")
    assert nothing in officer.see(reverse("tasks:lists"), issuer="below")
    assert title in organizer.see(reverse("tasks:lists"), issuer="above")
    assert nothing in organizer.see(reverse("tasks:lists"), issuer="own")


def _read(content: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=3, values_only=True))


def test_the_bodies_of_a_task_are_exported_in_county_order_as_filtered() -> None:
    scene, _ = _scene()
    officer = Visitor(scene.officer)
    task = Task.objects.get(title="场所达标")
    address = reverse("tasks:bodies-export", args=[task.public_id])
    heads, *rows = _read(officer.client.get(address).content)
    assert heads[:4] == ("责任单位", "期次", "完成时限", "状态")
    assert [row[0] for row in rows] == [scene.township.name, scene.elsewhere.name]
    assert [row[3] for row in rows] == ["今天到期", "今天到期"]
    assert len(_read(officer.client.get(address, {"words": "柳河"}).content)) == 2
    below = Visitor(scene.organizer).client.get(address).content
    assert [row[0] for row in _read(below)[1:]] == [scene.township.name]


def test_ones_own_work_is_exported_earliest_first() -> None:
    scene, _ = _scene()
    organizer = Visitor(scene.organizer)
    address = reverse("tasks:assignments-export")
    heads, *rows = _read(organizer.client.get(address, {"scope": "below", "state": "all"}).content)
    assert heads[0] == "重点任务（问题）"
    assert [row[0] for row in rows] == ["场所达标", "逐村排查"]
    assert [row[0] for row in _read(organizer.client.get(address).content)[1:]] == ["场所达标"]


def test_a_list_that_was_handed_down_offers_its_bulletin_to_whoever_drafts_one() -> None:
    scene, task_list = _scene()
    assert "起草通报" in Visitor(scene.officer).see(_address("list", task_list))
    assert "起草通报" not in Visitor(scene.secretary).see(_address("list", task_list))
    assert "起草通报" not in Visitor(scene.officer).see(_address("list", make_list(scene)))
