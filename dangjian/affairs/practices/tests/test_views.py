"""Pages of local procedures as each of their people: what the officer writes is what the village goes through."""

import re
from pathlib import Path

import pytest
from django.test import Client

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.practices.tests import make
from dangjian.procedures.cases.models import Case
from dangjian.procedures.definitions.models import Definition
from dangjian.rulebook import book

pytestmark = pytest.mark.django_db
FILE = """
[instrument]
title = "县委文件"
confidence = "C"
source = "本县"
checked_on = 2026-01-01
[[procedure]]
id = "practices.filed"
version = 1
title = "公章使用审批"
[[procedure.step]]
key = "ask"
says = "提出用章申请"
party = "subject_body"
who = "党支部"
permission = "practice:take"
outcomes = ["pass"]
confidence = "C"
[[procedure.step]]
key = "agree"
says = "镇党委同意"
party = "superior"
who = "镇党委"
permission = "practice:agree"
latest = { number = 3, unit = "个工作日", after = "ask", strict = true }
outcomes = ["pass", "refuse"]
confidence = "C"
"""


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("matters", "texts", "drafts", "steps"):
        monkeypatch.setattr(f"dangjian.affairs.practices.views.{module}.today", lambda: make.ON)


def client(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def send(account: Account, address: str, **typed: object) -> tuple[int, str]:
    data = {"once": once.mint(account.epoch)} | typed
    response = client(account).post(address, data, follow=True)
    return response.status_code, response.content.decode()


def see(account: Account, address: str) -> str:
    response = client(account).get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def revision() -> int:
    return Definition.objects.get().revision


def add_step(officer: Account, **typed: object) -> tuple[int, str]:
    draft = Definition.objects.get()
    said = {"revision": draft.revision, "party": "subject_body", "permission": "practice:take"} | typed
    return send(officer, f"/practices/drafts/{draft.public_id}/steps/", **said)


def test_an_officer_writes_a_procedure_publishes_it_and_a_village_begins_by_it() -> None:
    scene = make.make_scene()
    status, page = send(scene.officer, "/practices/texts/new/", title="公益岗位选聘", basis="部务会")
    assert status == 200
    assert "还没有写步骤" in page
    add_step(scene.officer, says="党支部提出人选", papers="申请表、身份证明")
    status, page = add_step(
        scene.officer, says="镇党委审核", party="superior", permission="practice:agree", latest_number="5",
        latest_unit="个工作日", latest_after="opening", may=["return"],
    )  # fmt: skip
    assert "“立项”后5个工作日内" in page
    assert "申请表、身份证明" in page
    draft = Definition.objects.get()
    status, page = send(scene.officer, f"/practices/drafts/{draft.public_id}/publication/", revision=draft.revision)
    assert status == 200
    assert "已发布" in page
    typed = {"procedure": draft.key, "title": "选聘保洁员"}
    status, page = send(scene.clerk, "/practices/new/", **typed)
    assert status == 200
    assert "轮到" in page
    assert scene.branch.short_name in page


def test_steps_are_moved_and_taken_out_and_a_broken_draft_says_what_is_wrong() -> None:
    scene = make.make_scene()
    send(scene.officer, "/practices/texts/new/", title="试验", basis="部务会")
    add_step(scene.officer, says="先办的")
    first = Definition.objects.get().steps[0]["key"]
    add_step(scene.officer, says="后办的", latest_number="3", latest_unit="天", latest_after=first)
    draft = Definition.objects.get()
    order = f"/practices/drafts/{draft.public_id}/order/"
    second = draft.steps[1]["key"]
    _, page = send(scene.officer, order, revision=revision(), key=second, way="up")
    assert "前面没有这一步" in page
    assert re.search(r"<button[^>]*disabled[^>]*>发布", page)
    _, page = send(scene.officer, order, revision=revision(), key=second, way="out")
    assert "后办的" not in page


def test_two_officers_edit_one_draft_and_the_second_keeps_what_was_typed() -> None:
    scene = make.make_scene()
    send(scene.officer, "/practices/texts/new/", title="试验", basis="部务会")
    draft = Definition.objects.get()
    opened = draft.revision
    add_step(scene.officer, says="别人加的一步")
    status, page = add_step(scene.officer, revision=opened, says="我加的一步")
    assert status == 409
    assert "我加的一步" in page
    assert "写好的都还在" in page
    assert [step["says"] for step in Definition.objects.get().steps] == ["别人加的一步"]


def test_a_shipped_procedure_is_tightened_and_never_loosened() -> None:
    scene = make.make_scene()
    status, page = send(scene.officer, "/practices/texts/transfers.between/drafts/")
    assert status == 200
    draft = Definition.objects.get()
    address = f"/practices/drafts/{draft.public_id}/steps/accept/"
    assert "组织关系介绍信" in see(scene.officer, address)
    _, page = send(
        scene.officer, address, revision=revision(), papers="党员证明", latest_number="120", latest_unit="天"
    )
    assert "县里只能更严" in page
    _, page = send(scene.officer, address, revision=revision(), latest_number="60", latest_unit="天")
    assert "县里只能更严" not in page


def test_who_sees_what() -> None:
    scene = make.make_scene()
    make.published(scene)
    case = make.begun(scene)
    address = f"/practices/matters/{case.public_id}/"
    for account in (scene.clerk, scene.secretary, scene.organizer, scene.officer):
        assert "选聘保洁员" in see(account, "/practices/")
        assert "党支部提出人选" in see(account, address)
    assert "选聘保洁员" not in see(scene.stranger, "/practices/")
    assert client(scene.stranger).get(address).status_code == 404
    assert "这一步办好了" in see(scene.clerk, address)
    assert "这一步办好了" not in see(scene.organizer, address)
    for account in (scene.clerk, scene.organizer, scene.stranger):
        assert client(account).get("/practices/texts/").status_code == 404


def test_a_refused_step_keeps_what_was_typed() -> None:
    scene = make.make_scene()
    make.published(scene)
    case = make.begun(scene)
    steps = f"/practices/matters/{case.public_id}/steps/"
    send(scene.clerk, steps, step="ask", outcome="pass", day="2026-11-20")
    shown = {"shown_from": "2026-11-12", "shown_until": "2026-11-13"}
    status, page = send(scene.clerk, steps, step="show", outcome="pass", day="2026-11-20", **shown)
    assert status == 422
    assert "最早到2026年11月19日结束" in page
    assert 'value="2026-11-13"' in page


def test_a_practice_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seal.toml").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(book, "_beside", [])
    book.read_beside(tmp_path)
    try:
        scene = make.make_scene()
        assert "公章使用审批" in see(scene.officer, "/practices/texts/")
        status, page = send(scene.clerk, "/practices/new/", procedure="practices.filed", title="用印一份证明")
        assert status == 200
        assert "提出用章申请" in page
        case = Case.objects.get()
        steps = f"/practices/matters/{case.public_id}/steps/"
        send(scene.clerk, steps, step="ask", outcome="pass", day="2026-11-20")
        _, page = send(scene.organizer, steps, step="agree", outcome="pass", day="2026-11-20")
        assert "已办结" in page
    finally:
        book.shipped.cache_clear()


def test_a_suspended_matter_is_resumed_on_its_page_and_asks_nothing_else() -> None:
    scene = make.make_scene()
    make.published(scene)
    case = make.begun(scene)
    address = f"/practices/matters/{case.public_id}/"
    send(scene.clerk, f"{address}steps/", step="ask", outcome="pass", day="2026-11-20")
    send(scene.clerk, f"{address}steps/", step="show", outcome="suspend", day="2026-11-20", words="汛情影响")
    page = see(scene.clerk, address)
    assert "已中止" in page
    assert 'value="resume"' in page
    assert "公示开始" not in page
    send(scene.clerk, f"{address}steps/", step="show", outcome="resume", day="2026-11-20")
    assert "公示开始" in see(scene.clerk, address)
