"""An urgent notice reaches those in post at once, in someone's name and for a reason; else it is refused in words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.posts.tests.make import make_body
from dangjian.channels.inbox.models import Announcement, Digest, Entry
from dangjian.foundation.time import at
from dangjian.programme.tasks.queries.urgent import reached
from dangjian.programme.tasks.services import send_urgent
from dangjian.programme.tasks.targets import Targets
from dangjian.programme.tasks.tests.make import TODAY, Scene, make_scene
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db
NIGHT = at(TODAY, 23, 10)
BRANCHES = Targets(kinds=("branch",))


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def send(scene: Scene, targets: Targets = BRANCHES, **words: str) -> Announcement:
    said = {"title": "立即转移", "line": "沿河三组今晚全部转移。", "reason": "山洪红色预警"} | words
    by = scene.acting(scene.officer, Permission.NOTICE_URGENT)
    return send_urgent(body=scene.county, targets=targets, **said, at=NIGHT, by=by)


def test_those_who_answer_for_the_bodies_get_it_in_the_night(scene: Scene) -> None:
    said = send(scene)
    assert (said.bodies, said.receivers) == (2, 2)
    assert set(Entry.objects.values_list("account_id", flat=True)) == {scene.secretary.pk, scene.clerk.pk}
    assert set(Digest.objects.values_list("is_urgent", "delivered_at")) == {(True, NIGHT)}


def test_sender_reason_and_numbers_are_kept_with_one_audit_row(scene: Scene) -> None:
    said = Announcement.objects.get(pk=send(scene).pk)
    assert said.sender == "县委组织部 周明远"
    assert (said.urgent_reason, said.bodies, said.receivers) == ("山洪红色预警", 2, 2)
    (row,) = AuditRow.objects.filter(action="notice.urgent")
    assert (row.organization_id, row.account_id, row.words) == (scene.county.pk, scene.officer.pk, "山洪红色预警")


@pytest.mark.parametrize(
    ("targets", "words", "refusal"),
    [
        (BRANCHES, {"reason": " "}, "须写明事由"),
        (Targets(), {}, "没有一个单位"),
        (Targets(levels=("department",)), {}, "没有一个单位"),
        (BRANCHES, {"line": "速联系13912345678"}, "身份证号或手机号"),
        (BRANCHES, {"title": "找990101199001011234"}, "身份证号或手机号"),
    ],
)
def test_it_is_refused_in_words_and_nothing_is_said(
    scene: Scene, targets: Targets, words: dict[str, str], refusal: str
) -> None:
    with pytest.raises(RuleBreach, match=refusal):
        send(scene, targets, **words)
    assert not Announcement.objects.exists()


def test_bodies_where_nobody_is_in_post_are_nobody(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="没有人能收到"):
        send(scene, Targets(named=(scene.other_village.pk,)))
    assert not Announcement.objects.exists()


def test_a_named_body_that_is_closed_refuses_all(scene: Scene) -> None:
    gone = make_body("已撤党支部", parent=scene.township, closed_on=date(2026, 6, 1))
    with pytest.raises(RuleBreach, match="已撤党支部已撤销"):
        send(scene, Targets(named=(gone.pk, scene.village.pk)))


def test_nobody_sends_for_a_body_where_they_hold_no_such_right(scene: Scene) -> None:
    by = scene.acting(scene.officer, Permission.NOTICE_URGENT)
    with pytest.raises(RuleBreach, match="不能以"):
        send_urgent(body=scene.township, targets=BRANCHES, title="试", line="试", reason="试", at=NIGHT, by=by)


def test_whom_it_reaches_is_counted_in_few_queries(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_max_num_queries(4):
        found = reached(BRANCHES.bodies(scene.county, TODAY), scene.county, TODAY)
    assert (found.impact.count, found.people, found.vacant) == (2, 2, ["青峰村党支部"])
