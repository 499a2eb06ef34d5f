"""A body is taken up by another while members are on their way: the transfer goes on there, or has lost its ground."""

from datetime import date

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations import services as bodies
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.tests.make import decree, editor
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import services
from dangjian.affairs.transfers.models import State, Transfer
from dangjian.affairs.transfers.tests import make
from dangjian.channels.inbox.models import Notice
from dangjian.procedures.cases.models import CaseStep, Party

pytestmark = pytest.mark.django_db
MERGED = date(2026, 9, 10)


def merge(scene: make.Scene, gone: Organization, into: Organization) -> None:
    officer = editor(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远", "县委组织部"))
    bodies.merge(by=officer, body=gone, into=into, decree=decree(MERGED, today=MERGED))


def names(transfer: Transfer) -> dict[str, int]:
    return dict(Party.objects.filter(case=transfer.case).values_list("key", "organization_id"))


def nothing_names(gone: Organization) -> bool:
    rows = Transfer.objects.under_way()
    ways = ("from_body", "to_body", "from_committee", "to_committee")
    waiting = CaseStep.objects.waiting().filter(party__organization_id=gone.pk)
    return not any(rows.filter(**{way: gone}).exists() for way in ways) and not waiting.exists()


def test_the_receiving_branch_is_taken_up_and_the_member_reports_to_the_other() -> None:
    scene = make.make_scene()
    transfer = make.accepted(scene)
    heir = make.make_side(scene.county, "梨园")
    merge(scene, scene.target.branch, heir.branch)
    assert nothing_names(scene.target.branch)
    transfer.refresh_from_db()
    assert (transfer.to_body, transfer.target_path, transfer.to_name) == (
        heir.branch, heir.branch.path, heir.branch.name,
    )  # fmt: skip
    assert names(transfer)["receiving_body"] == heir.branch.pk
    assert list(Notice.objects.waiting().values_list("organization_id", flat=True)) == [heir.branch.pk]
    services.receive(by=heir.secretary, transfer=transfer, arrived_on=MERGED, papers=make.RECEIPT, on=MERGED)
    scene.member.refresh_from_db()
    assert scene.member.organization == heir.branch


def test_the_branch_that_sends_is_taken_up_and_the_other_committee_files_the_stub() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    heir = make.make_side(scene.county, "梨园")
    merge(scene, scene.home.branch, heir.branch)
    assert nothing_names(scene.home.branch)
    transfer.refresh_from_db()
    assert (transfer.from_body, transfer.org_path, transfer.from_committee) == (
        heir.branch, heir.branch.path, heir.township,
    )  # fmt: skip
    transfer = services.accept(by=scene.target.organizer, transfer=transfer, papers=make.PAPERS, on=MERGED)
    transfer = services.receive(
        by=scene.target.secretary, transfer=transfer, arrived_on=MERGED, papers=make.RECEIPT, on=MERGED
    )
    reading = heir.organizer.narrowed(Permission.TRANSFER_DECIDE)
    seen = Transfer.objects.visible_to(reading).get(pk=transfer.pk)
    assert services.archive(by=heir.organizer, transfer=seen, on=MERGED).state == State.ARCHIVED


@pytest.mark.parametrize("is_home_gone", [True, False])
def test_both_ends_become_one_and_the_transfer_has_lost_its_ground(*, is_home_gone: bool) -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    gone, into = scene.home.branch, scene.target.branch
    merge(scene, *((gone, into) if is_home_gone else (into, gone)))
    transfer.refresh_from_db()
    assert transfer.state == State.WITHDRAWN
    assert CaseStep.objects.filter(case=transfer.case).in_turn().last().words.startswith("转出、接收党支部已合并")  # type: ignore[union-attr]  # there is one
    assert not Transfer.objects.under_way().exists()


def test_a_committee_is_taken_up_and_the_other_decides() -> None:
    scene = make.make_scene()
    transfer = make.started(scene)
    heir = make.make_side(scene.county, "梨园")
    merge(scene, scene.home.township, heir.township)
    assert nothing_names(scene.home.township)
    transfer.refresh_from_db()
    sent = services.send(by=heir.organizer, transfer=transfer, letter_number=make.LETTER, on=MERGED)
    assert sent.state == State.SENT


def test_within_one_committee_a_branch_goes_to_another_and_it_has_to_be_put_forward_anew() -> None:
    scene = make.make_scene()
    near = posts.make_body("石桥二村党支部", parent=scene.home.township)
    transfer = make.started(scene, to_body=near)
    heir = make.make_side(scene.county, "梨园")
    merge(scene, near, heir.branch)
    transfer.refresh_from_db()
    assert transfer.state == State.WITHDRAWN
    assert "重新提出" in CaseStep.objects.filter(case=transfer.case).in_turn().last().words  # type: ignore[union-attr]  # there is one
