"""Something is said on a page, replied to by the county, and judged by who said it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.tests.make import client_of, form
from dangjian.affairs.dossier.tests.make import Village, make_village
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.channels.inbox.models import Notice
from dangjian.foundation.time import today
from dangjian.procedures.agenda import queries as agenda
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.programme.suggestions import queries, services
from dangjian.programme.suggestions.models import Suggestion
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
NEW, WAITING = "/suggestions/new/", "/suggestions/waiting/"


@pytest.fixture
def village() -> Village:
    return make_village()


def said(village: Village, words: str = "同一张表要填两遍", **typed: str) -> Suggestion:
    answer = client_of(village.member).post(NEW, form(village.member, words=words, page="党员", **typed))
    assert answer.status_code == 302, answer.content.decode()
    return Suggestion.objects.latest("pk")


def replied(village: Village, row: Suggestion, outcome: str = "adopted", words: str = "下周起合并") -> None:
    answer = client_of(village.officer).post(
        f"{WAITING}{row.public_id}/reply/", form(village.officer, outcome=outcome, words=words)
    )
    assert answer.status_code == 302, answer.content.decode()


def judged(village: Village, row: Suggestion, **typed: str) -> int:
    answer = client_of(village.member).post(f"/suggestions/{row.public_id}/judgement/", form(village.member, **typed))
    return answer.status_code


def test_every_page_leads_to_it_and_knows_where_one_came_from(village: Village) -> None:
    page = client_of(village.officer).get("/members/").content.decode()
    assert f"{NEW}?page=%E5%85%9A%E5%91%98" in page
    opened = client_of(village.officer).get(NEW, {"page": "党员"}).content.decode()
    assert "关于“党员”页面" in opened
    assert "10 个工作日内答复（平台约定）" in opened


def test_it_gets_a_number_and_a_day(village: Village) -> None:
    row = said(village)
    assert str(row) == f"意见〔{today().year}〕1号"
    assert row.due_on == add_workdays(today(), 10)
    assert (row.county_id, row.org_path, row.page) == (village.county.pk, village.county.path, "党员")
    assert said(village, "字太小").number == 2


def test_who_does_not_sign_is_not_shown_to_who_replies(village: Village) -> None:
    unsigned, signed = said(village), said(village, "字太小", is_signed="on")
    client = client_of(village.officer)
    page = client.get(f"{WAITING}{unsigned.public_id}/").content.decode()
    assert "没有署名" in page
    assert "李玉兰" not in page
    listed = client.get(WAITING).content.decode()
    assert listed.count("李玉兰") == 1
    assert "李玉兰" in client.get(f"{WAITING}{signed.public_id}/").content.decode()


def test_nobody_else_sees_it(village: Village) -> None:
    row = said(village)
    for account in (village.secretary, village.organizer, village.other, village.stranger):
        client = client_of(account)
        assert client.get(f"/suggestions/{row.public_id}/").status_code == 404
        assert client.get(f"{WAITING}{row.public_id}/").status_code == 404
    assert Client().get(NEW).status_code == 302


def test_it_waits_on_the_home_page_of_who_replies_and_of_nobody_else(village: Village) -> None:
    row = said(village)
    found = agenda.items(actor_of(village.officer), today())
    assert [item.title for item in found if item.kind == "意见建议"] == [f"答复{row}"]
    assert "意见建议" not in {item.kind for item in agenda.items(actor_of(village.organizer), today())}


def test_the_reply_reaches_the_writer_alone(village: Village) -> None:
    row = said(village)
    replied(village, row)
    notice = Notice.objects.get()
    assert notice.roles == [f"account:{village.member.pk}"]
    page = client_of(village.member).get(f"/suggestions/{row.public_id}/").content.decode()
    assert "下周起合并" in page
    assert "这次答复解决了吗" in page
    assert client_of(village.officer).get(WAITING).content.decode().count(str(row)) == 0


def test_where_it_did_not_help_it_waits_again_with_a_new_day(village: Village) -> None:
    row = said(village)
    replied(village, row)
    assert judged(village, row) == 422  # Why is asked for.
    assert judged(village, row, words="还是要填两遍") == 302
    row.refresh_from_db()
    assert row.is_waiting
    page = client_of(village.officer).get(f"{WAITING}{row.public_id}/").content.decode()
    assert "还是要填两遍" in page
    replied(village, row, "explained", "省里的表，正在商量")
    assert judged(village, row, is_helpful="1") == 302
    assert judged(village, row, is_helpful="1") == 422  # Said once of each reply.
    row.refresh_from_db()
    assert not row.is_waiting


def test_two_replies_at_once_one_is_told(village: Village) -> None:
    row = said(village)
    replied(village, row)
    answer = client_of(village.officer).post(
        f"{WAITING}{row.public_id}/reply/", form(village.officer, outcome="adopted", words="另一个人也答复")
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "已经答复，没有重复办理" in page
    assert "另一个人也答复" in page  # What was typed is not lost.


def test_nobody_replies_to_oneself(village: Village) -> None:
    by = actor_of(village.officer)
    row = services.say(by=by, words="自己提的", page="", is_signed=False, on=today())
    with pytest.raises(RuleBreach, match="自己提的意见"):
        services.reply(by=by, suggestion=row, outcome="adopted", words="好", on=today())
    assert list(row.replies.all()) == []


@pytest.mark.parametrize("words", ["", "  ", "我的号码是990102196003070018", "打 19912345678 找我"])
def test_what_cannot_be_said_is_refused_and_nothing_typed_is_lost(village: Village, words: str) -> None:
    answer = client_of(village.member).post(NEW, form(village.member, words=words, page="党员", is_signed="on"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words.strip() in page
    assert "checked" in page
    assert "关于“党员”页面" in page
    assert not Suggestion.objects.exists()


def test_the_log_names_the_number_and_none_of_the_words(village: Village) -> None:
    row = said(village)
    replied(village, row)
    judged(village, row, is_helpful="1")
    logged = AuditRow.objects.filter(action__startswith="suggestion.").order_by("pk")
    assert [one.action for one in logged] == ["suggestion.say", "suggestion.adopted", "suggestion.judge"]
    assert {one.words for one in logged} == {str(row)}


def test_the_quarters_are_what_a_count_by_hand_gives(village: Village) -> None:
    first, second, third = said(village), said(village, "字太小"), said(village, "按钮太多")
    replied(village, first)
    replied(village, second, "explained")
    judged(village, second, words="没有")
    Suggestion.objects.filter(pk=third.pk).update(due_on=today() - timedelta(days=1))
    (row,) = queries.sums(village.county.pk, today())
    assert (row.received, row.replied, row.adopted, row.waiting, row.late) == (3, 2, 1, 2, 1)
    assert (row.helpful, row.unhelpful) == (0, 1)
    page = client_of(village.stranger).get(reverse("suggestions:summary")).content.decode()
    assert row.quarter.words in page
    assert "字太小" not in page


def test_other_counties_are_not_counted(village: Village) -> None:
    said(village)
    assert [one.received for one in queries.sums(village.county.pk + 1, today())] == [0]
