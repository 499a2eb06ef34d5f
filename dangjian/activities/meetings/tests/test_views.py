import json
import re
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from dangjian.access import once
from dangjian.access.models import AuditRow
from dangjian.activities.duties.models import Plan, PlanState
from dangjian.activities.meetings import services
from dangjian.activities.meetings.agenda import items
from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.rules import Agreed
from dangjian.activities.meetings.tests import make
from dangjian.activities.meetings.tests.make import EVENING, MORNING, ON, Scene
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.evidence.kinds import Kind

pytestmark = pytest.mark.django_db
_VIEWS = ("lists", "records", "meeting", "planning", "papers")


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    for name in _VIEWS:
        module = f"dangjian.activities.meetings.views.{name}"
        monkeypatch.setattr(f"{module}.now", lambda: EVENING, raising=False)
        monkeypatch.setattr(f"{module}.today", lambda: ON, raising=False)
    return make.make_scene()


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, address: str, data: Mapping[str, object], key: str = "") -> HttpResponse:
    answer: HttpResponse = browser(account).post(address, {"once": key or once.mint(account.epoch), **data})  # type: ignore[assignment]  # the client's own class
    return answer


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed(page: str, **more: object) -> dict[str, object]:
    """What the form holds when it is sent as it opened, and what was typed over it."""
    base = re.search(r'<textarea name="base"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert base
    text = base[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
    facts = json.loads(text)
    return {
        "base": text,
        "held_at": facts["held_at"][:16],
        "place": facts["place"] or "村党群服务中心",
        "title": facts["title"],
        "kinds": facts["kinds"],
        "step": "keep",
        **more,
    }


def new(scene: Scene) -> str:
    return f"/meetings/new/?body={scene.branch.public_id}&kinds=theme_day"


def test_a_secretary_records_and_agrees_on_one_page(scene: Scene) -> None:
    page = see(scene.secretary_account, new(scene))
    for name in make.NAMES:
        assert name in page
    assert "这次会可以抵：主题党日" in page
    away = scene.members[1]
    sent = typed(
        page, step="seal", **{f"a-{away.pk}": "ill", "what-1": "清东河沟", "who-1": "王建军", "due-1": "2026-12-05"}
    )
    answer = send(scene.secretary_account, new(scene), sent)
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.state, len(meeting.attended), meeting.title) == (State.SEALED, 5, "11月主题党日")
    shown = see(scene.secretary_account, answer["Location"])
    assert "李秀英（病假）" in shown
    assert "清东河沟" in shown


def test_a_theme_day_asks_at_most_six_inputs(scene: Scene) -> None:
    page = see(scene.secretary_account, new(scene))
    form = page[page.index('name="base"') : page.index('<details class="more"')]
    groups = len(re.findall(r'<fieldset class="field', form)) + len(re.findall(r'class="dues-roll"', form))
    fields = len(re.findall(r'name="(held_at|place|title|late_reason)"', form))
    assert groups + fields <= 6


def test_sent_twice_it_is_recorded_once(scene: Scene) -> None:
    key = once.mint(scene.clerk_account.epoch)
    sent = typed(see(scene.clerk_account, new(scene)))
    first = send(scene.clerk_account, new(scene), sent, key)
    again = send(scene.clerk_account, new(scene), sent, key)
    assert first["Location"] == again["Location"]
    assert Meeting.objects.count() == 1


def test_two_who_record_at_once_are_joined(scene: Scene) -> None:
    page = see(scene.clerk_account, new(scene))
    one, two = scene.members[0], scene.members[1]
    send(scene.clerk_account, new(scene), typed(page, decisions="清河道", **{f"a-{one.pk}": "ill"}))
    send(scene.secretary_account, new(scene), typed(page, decisions="修路", **{f"a-{two.pk}": "away"}))
    meeting = Meeting.objects.get()
    assert dict(meeting.absences.values_list("member_id", "reason")) == {one.pk: "ill", two.pk: "away"}
    assert meeting.decisions == "清河道\n修路"


def test_a_clerk_hands_over_and_the_secretary_agrees(scene: Scene) -> None:
    page = see(scene.clerk_account, new(scene))
    assert "交书记审看" in page
    assert "同意并提交" not in page
    refused = send(scene.clerk_account, new(scene), typed(page, step="seal"))
    assert refused.status_code == 422
    assert not Meeting.objects.exists()
    send(scene.clerk_account, new(scene), typed(page))
    meeting = Meeting.objects.get()
    address = f"/meetings/{meeting.public_id}/record/"
    send(scene.secretary_account, address, typed(see(scene.secretary_account, address), step="seal"))
    meeting.refresh_from_db()
    assert (meeting.recorded_by, meeting.sealed_by) == (scene.clerk_account.pk, scene.secretary_account.pk)
    assert meeting.is_sealed


def test_a_plan_is_told_recorded_and_called_off(scene: Scene) -> None:
    address = f"/meetings/plan/?body={scene.branch.public_id}"
    see(scene.clerk_account, address)
    when = (ON + timedelta(days=3)).isoformat() + "T09:30"
    facts = {"kinds": ["theme_day"], "planned_for": when, "place": "村部", "title": "学习", "tells": "on"}
    answer = send(scene.clerk_account, address, facts)
    meeting = Meeting.objects.get()
    assert (meeting.state, answer["Location"]) == (State.NOTICED, f"/meetings/{meeting.public_id}/")
    assert "【会议通知】" in see(scene.clerk_account, answer["Location"])
    send(scene.clerk_account, f"/meetings/{meeting.public_id}/cancellation/", {"reason": "防汛"})
    meeting.refresh_from_db()
    assert meeting.state == State.CANCELLED


def test_who_is_asked_to_a_meeting_finds_it_at_home(scene: Scene) -> None:
    meeting = make.planned(scene, when=MORNING + timedelta(days=3))
    member = posts.make_account(scene.members[0].person)
    newcomer = posts.make_account(posts.make_member(scene.other, "郑晓梅").person)

    def cards(account: Account) -> list[str]:
        return [item.title for item in answered(items(posts.actor_of(account), ON))]

    assert cards(member) == []
    services.notify(by=scene.clerk, meeting=meeting, at=EVENING)
    assert cards(member) == cards(scene.clerk_account) == [meeting.title]
    assert cards(newcomer) == cards(scene.organizer_account) == []


def test_a_planned_meeting_is_not_recorded_beside_its_plan(scene: Scene) -> None:
    meeting = make.planned(scene, when=MORNING + timedelta(days=3))
    link = f'href="/meetings/{meeting.public_id}/record/"'
    assert link in see(scene.clerk_account, new(scene))
    assert link not in see(scene.clerk_account, new(scene).replace("theme_day", "committee"))
    assert link not in see(scene.clerk_account, f"/meetings/{meeting.public_id}/record/")


def test_a_meeting_is_planned_for_the_next_day_of_the_annual_plan(scene: Scene) -> None:
    address, body = f"/meetings/plan/?body={scene.branch.public_id}", scene.branch
    place = {"county_id": body.county_id, "org_path": body.path}
    plan = Plan.objects.create(organization=body, year=ON.year, made_by=scene.clerk.account_id, **place)
    plan.items.create(on=ON + timedelta(days=10), kinds=[Kind.THEME_DAY, Kind.LECTURE])
    opened = 'value="2026-11-30T09:30"'
    assert opened not in see(scene.clerk_account, address)
    Plan.objects.update(state=PlanState.APPROVED)
    assert opened in see(scene.clerk_account, address)
    make.planned(scene, when=MORNING + timedelta(days=10))
    assert opened not in see(scene.clerk_account, address)


def test_a_member_sees_what_was_told_and_no_stranger_does(scene: Scene) -> None:
    meeting = make.sealed(scene, decisions="清河道")
    member = posts.make_account(scene.members[0].person)
    address = f"/meetings/{meeting.public_id}/"
    assert "清河道" in see(member, address)
    stranger = posts.make_holder(scene.other, Role.SECRETARY, "外人")
    assert browser(stranger).get(address).status_code == 404
    assert browser(stranger).get(f"{address}minutes.docx").status_code == 404
    assert browser(member).get(f"{address}record/").status_code == 404


def test_a_reading_from_above_is_noted_and_criticism_stays_closed(scene: Scene) -> None:
    meeting = make.sealed(scene, kinds=(Kind.LIFE_MEETING,), decisions="整改河道", topics="对照检查")
    page = see(scene.organizer_account, f"/meetings/{meeting.public_id}/")
    assert "整改河道" not in page
    assert "上级只看步骤和日期" in page
    assert AuditRow.objects.filter(action="meeting.read").count() == 1
    assert browser(scene.organizer_account).get(f"/meetings/{meeting.public_id}/minutes.docx").status_code == 404


def test_a_draft_is_not_read_from_above(scene: Scene) -> None:
    meeting = make.recorded(scene, decisions="清河道")
    assert "清河道" not in see(scene.organizer_account, f"/meetings/{meeting.public_id}/")


def test_a_late_record_asks_why(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    later = EVENING + timedelta(days=20)
    monkeypatch.setattr("dangjian.activities.meetings.views.records.now", lambda: later)
    monkeypatch.setattr("dangjian.activities.meetings.views.records.today", later.date)
    meeting = make.planned(scene)
    address = f"/meetings/{meeting.public_id}/record/"
    page = see(scene.secretary_account, address)
    assert "补记原因" in page
    refused = send(scene.secretary_account, address, typed(page, step="seal", decisions="清河道"))
    assert refused.status_code == 422
    assert "清河道" in refused.content.decode()
    send(scene.secretary_account, address, typed(page, step="seal", late_reason="停电"))
    meeting.refresh_from_db()
    assert meeting.late_reason == "停电"


def test_votes_notes_and_what_was_agreed_on_the_page(scene: Scene) -> None:
    meeting = make.recorded(scene, items=(Agreed("清东河沟", "王建军", ON),))
    address = f"/meetings/{meeting.public_id}/"
    ballot = {"kind": "decision", "title": "清理河道", "entitled": 5, "present": 5, "yes": 4, "no": 1}
    assert send(scene.clerk_account, f"{address}votes/", ballot).status_code == 302
    refused = send(scene.clerk_account, f"{address}votes/", {**ballot, "present": 1, "yes": 1, "no": 0})
    assert "第十一条" in refused.content.decode()
    send(scene.secretary_account, f"{address}seal/", {})
    send(scene.clerk_account, f"{address}corrections/", {"words": "王建军当天到会"})
    send(scene.clerk_account, f"/meetings/items/{meeting.items.get().public_id}/completion/", {"outcome": "已清"})
    page = see(scene.clerk_account, address)
    for words in ("清理河道", "通过", "王建军当天到会", "已清"):
        assert words in page


def test_pasted_word_html_stays_words(scene: Scene) -> None:
    hostile = '<p class="MsoNormal" onmouseover="alert(1)"><o:p>学习</o:p></p><script>alert(1)</script>'
    page = see(scene.clerk_account, new(scene))
    send(scene.clerk_account, new(scene), typed(page, topics=hostile, title=hostile, **{"what-1": hostile}))
    shown = see(scene.clerk_account, f"/meetings/{Meeting.objects.get().public_id}/")
    assert "<script>alert" not in shown
    assert "<o:p>" not in shown
    assert "&lt;script&gt;" in shown


def test_minutes_book_and_blank_are_word_files(scene: Scene) -> None:
    meeting = make.sealed(scene, decisions="清河道", absent={scene.members[0].pk: "ill"}, guests="镇干部")
    base = browser(scene.secretary_account)

    def words(address: str) -> str:
        answer = base.get(address)
        assert answer.status_code == 200
        document = Document(BytesIO(answer.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])

    minutes = words(f"/meetings/{meeting.public_id}/minutes.docx")
    for part in ("应到 6 人，实到 5 人", "陈国栋（病假）", "一、决议", "镇干部", "主持人签名"):
        assert part in minutes
    book = words(f"/meetings/book.docx?body={scene.branch.public_id}&year=2026")
    assert "党支部工作手册" in book
    assert "清河道" in book
    blank = words(f"/meetings/blank.docx?body={scene.branch.public_id}")
    assert "王建军" in blank
    assert AuditRow.objects.filter(action="meeting.book").count() == 1


def test_a_photograph_may_stand_as_the_record(scene: Scene) -> None:
    page = see(scene.clerk_account, new(scene))
    picture = BytesIO(b"\xff\xd8\xff\xe0" + b"0" * 100)
    picture.name = "手写.jpg"
    send(scene.clerk_account, new(scene), typed(page, photo=picture))
    meeting = Meeting.objects.get()
    answer = browser(scene.clerk_account).get(f"/meetings/{meeting.public_id}/photo/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    script = BytesIO(b"<svg onload=alert(1)>")
    script.name = "a.jpg"
    refused = send(scene.clerk_account, f"/meetings/{meeting.public_id}/record/", typed(page, photo=script))
    assert "认不出来" in refused.content.decode()


def test_lists_ask_few_questions(scene: Scene) -> None:
    for day in range(5):
        make.sealed(scene, held_at=MORNING - timedelta(days=day))
    client = browser(scene.organizer_account)
    for address in ("/meetings/", f"/meetings/?body={scene.branch.public_id}&kind=theme_day&year=2026"):
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        assert len(counted) <= 15, len(counted)


def test_pages_of_a_meeting_ask_few_questions(scene: Scene) -> None:
    noticed = make.planned(scene)
    services.notify(by=scene.clerk, meeting=noticed, at=EVENING)
    lecture = make.planned(scene, kinds=(Kind.LECTURE, Kind.THEME_DAY))
    recorded = make.recorded(scene, held_at=MORNING - timedelta(days=1), items=(Agreed("修渠", "王建军", ON),))
    stood = make.sealed(scene, held_at=MORNING - timedelta(days=2), absent={scene.members[1].pk: "frail"})
    pages = [f"/meetings/{row.public_id}/" for row in (noticed, lecture, recorded, stood)]
    secretary = browser(scene.secretary_account)
    for address in (*pages, *(f"{page}record/" for page in pages[:3]), new(scene), "/meetings/plan/"):
        with CaptureQueriesContext(connection) as counted:
            assert secretary.get(address).status_code == 200
        assert len(counted) <= 15, (address, len(counted))
