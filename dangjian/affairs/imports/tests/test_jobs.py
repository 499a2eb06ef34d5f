"""The work of an import where workers die over it, and where a person is quicker than the worker."""

from itertools import pairwise

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.imports import jobs, prepared, services
from dangjian.affairs.imports.models import Import, Stage
from dangjian.affairs.imports.tests import make
from dangjian.affairs.imports.work import writing
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of

pytestmark = pytest.mark.django_db


def checked(organizer: Account, township: Organization) -> Import:
    return make.bring(actor_of(organizer), township, make.workbook([make.row(1, "李建国", "东河村党支部")]))


def confirm(organizer: Account, source: Import) -> None:
    services.confirm(by=actor_of(organizer).narrowed(Permission.IMPORT_CONFIRM), source=source, reason="已核对")


@pytest.mark.usefixtures("branch")
def test_a_step_that_keeps_ending_its_worker_goes_back_to_the_person(
    organizer: Account, township: Organization
) -> None:
    source = checked(organizer, township)
    confirm(organizer, source)
    Import.objects.filter(pk=source.pk).update(tries=3)
    with pytest.raises(jobs.ImportBroken, match="ended its worker 3 times"):
        jobs.work(source.pk)
    source.refresh_from_db()
    assert (source.stage, source.tries) == (Stage.CHECKED, 0)
    assert "没有写入任何内容" in source.words
    assert not Member.objects.exists()
    confirm(organizer, source)
    assert make.carried(source).stage == Stage.DONE


@pytest.mark.usefixtures("branch")
def test_who_confirms_before_the_check_has_let_go_is_not_left_waiting(
    organizer: Account, township: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go, pressed = jobs._let_go, list[int]()  # noqa: SLF001  # the moment that is tested

    def late(number: int) -> None:
        if not pressed:
            pressed.append(number)
            confirm(organizer, Import.objects.get(pk=number))
        let_go(number)

    monkeypatch.setattr(jobs, "_let_go", late)
    source = checked(organizer, township)
    assert pressed == [source.pk]
    assert source.stage == Stage.DONE


@pytest.mark.usefixtures("branch")
def test_a_step_done_begins_to_count_anew(organizer: Account, township: Organization) -> None:
    source = checked(organizer, township)
    assert (source.stage, source.tries) == (Stage.CHECKED, 0)


def test_what_another_version_prepared_is_prepared_anew(
    organizer: Account, township: Organization, branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "VERSION", prepared.VERSION - 1)
    source = checked(organizer, township)
    monkeypatch.undo()
    confirm(organizer, source)
    again = make.carried(source)
    assert (again.stage, again.words, again.new) == (Stage.CHECKED, writing.OUTDATED, 1)
    assert not Member.objects.exists()
    confirm(organizer, again)
    assert make.carried(again).stage == Stage.DONE
    assert Member.objects.get().organization == branch


def test_a_prepared_file_is_whole_or_refused() -> None:
    packing = prepared.Packing()
    rows = [["new", number % 3, "李建国"] for number in range(2500)]
    for each in rows:
        packing.add(each)
    whole = packing.packed()
    assert list(prepared.Prepared(whole)) == rows
    blocks, at = list[int](), 0
    while at < len(whole):
        blocks.append(at)
        at += 4 + int.from_bytes(whole[at : at + 4])
    for end in (*blocks, 2, blocks[1] + 40, len(whole) - 1):  # Between two blocks and in the middle of one.
        with pytest.raises(prepared.Unusable):
            prepared.Prepared(whole[:end])
    older = b"".join(whole[begin:end] for begin, end in pairwise(blocks))  # Before there was a last block.
    with pytest.raises(prepared.Unusable):
        prepared.Prepared(older)
