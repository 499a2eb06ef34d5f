"""Letters and interviews: by people, read back from the Word file, the interview for two bodies and a year."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.tests.make import client_of, form
from dangjian.affairs.dossier.tests.make import Village, make_village
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.foundation.time import today
from dangjian.programme.warnings import services
from dangjian.programme.warnings.models import Interview, Letter, RaisedWarning
from dangjian.programme.warnings.tests.make import a_rule, missed
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return make_village()


def read(content: bytes) -> str:
    return "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)


def interviewed(village: Village, **changed: Any) -> Interview:  # noqa: ANN401  # passed on
    values: dict[str, Any] = {
        "decided_by": "镇党委书记", "reason": "两个月没有开展主题党日", "basis": "支部工作条例",
        "held_by": "镇党委组织委员",
        "with_whom": "村党支部书记", "held_on": today(), "due_on": today() + timedelta(days=30),
    }  # fmt: skip
    by = actor_of(village.organizer).narrowed(Permission.WARNING_PRESS)
    return services.record_interview(by=by, organization=village.branch, statement="", on=today(), **(values | changed))


def test_a_letter_says_matter_article_cure_and_day(village: Village) -> None:
    missed(village.branch, ago=70)
    a_rule(village.officer, is_on=True)
    row = RaisedWarning.objects.get()
    client = client_of(village.organizer)
    address = reverse("warnings:new-letter", args=[village.branch.public_id])
    opened = client.get(address).content.decode()
    assert str(row.public_id) in opened
    due = today() + timedelta(days=15)
    answer = client.post(address, form(village.organizer, warnings=str(row.public_id), asks="请办结。", due_on=str(due),
                         signs="中共石桥镇委员会"))  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    letter = Letter.objects.get()
    paper = client_of(village.secretary).get(reverse("warnings:letter-paper", args=[letter.public_id]))
    words = read(paper.content)
    for part in ("督办函", row.what, "第十六条", "补写记录", f"{due.month}月{due.day}日前办结", "中共石桥镇委员会"):
        assert part in words
    stranger = client_of(village.stranger)
    assert stranger.get(reverse("warnings:letter-paper", args=[letter.public_id])).status_code == 404


def test_no_letter_without_a_matter_or_to_oneself(village: Village) -> None:
    by = actor_of(village.organizer).narrowed(Permission.WARNING_PRESS)
    day = today() + timedelta(days=15)
    for body, words in ((village.branch, "没有选事项"), (village.township, "只能对下级")):
        with pytest.raises(RuleBreach, match=words):
            services.issue_letter(by=by, organization=body, warnings=[], signs="镇", asks="办", due_on=day, on=today())


def test_a_interview_names_who_decided_and_is_seen_by_two_bodies_for_a_year(village: Village) -> None:
    with pytest.raises(RuleBreach, match="由谁决定"):
        interviewed(village, decided_by=" ")
    row = interviewed(village)
    page = reverse("warnings:interview", args=[row.public_id])
    for account in (village.organizer, village.secretary):
        assert "两个月没有开展" in client_of(account).get(page).content.decode()
    for account in (village.officer, village.stranger, village.member):
        assert client_of(account).get(page).status_code in {403, 404}
    said = client_of(village.secretary).post(f"{page}statement/", form(village.secretary, words="党员外出，已补开"))
    assert said.status_code == 302
    paper = read(client_of(village.secretary).get(reverse("warnings:interview-paper", args=[row.public_id])).content)
    for part in ("约谈记录", "镇党委书记", "事由", "依据", "约谈人", "党员外出，已补开", "整改期限", "不作考核内容"):
        assert part in paper
    struck = client_of(village.organizer).post(f"{page}striking-off/", form(village.organizer, words="已补开两次"))
    assert struck.status_code == 302
    row.refresh_from_db()
    assert row.cured_on == today()
    Interview.objects.update(kept_until=today() - timedelta(days=1))
    assert client_of(village.organizer).get(page).status_code == 404
    assert "东河村" not in client_of(village.secretary).get(reverse("warnings:interviews")).content.decode()


def test_only_who_decided_strikes_off(village: Village) -> None:
    row = interviewed(village)
    with pytest.raises(RuleBreach, match="由约谈的党组织办理"):
        services.strike_off(by=actor_of(village.secretary), interview=row, words="好了", on=today())
    with pytest.raises(RuleBreach, match="被约谈的党组织填写"):
        services.add_statement(by=actor_of(village.officer), interview=row, words="好了")
