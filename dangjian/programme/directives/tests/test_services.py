from datetime import date

import pytest

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import make_holder
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.directives.rules.stamps import snapshot, stamp_of
from dangjian.programme.directives.services import (
    Wording,
    add,
    amend_masthead,
    confirm,
    drop,
    edit,
    merge,
    remove_directive,
    restore,
    split,
    take_back,
)
from dangjian.programme.directives.tests.make import TEXT, editor, proposals
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db


def verdicts(directive: Directive) -> list[str]:
    return [row.verdict for row in proposals(directive)]


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def wording(row: Proposal, **changes: object) -> Wording:
    names = ("title", "measures", "lead", "responsible", "due_on", "cadence_unit", "quantity", "deliverable")
    return Wording(**({name: getattr(row, name) for name in names} | changes))


def test_a_text_is_kept_as_read_with_its_proposals(directive: Directive, county: Organization) -> None:
    assert directive.text == TEXT
    assert directive.title == "在全县基层党建重点任务推进会上的讲话"
    assert directive.org_path == county.path
    rows = proposals(directive)
    assert [row.responsible for row in rows] == ["各镇乡党委", "县委组织部、县财政局", "县直机关工委", "各镇乡党委"]
    assert [row.due_on for row in rows] == [date(2026, 12, 15), None, date(2026, 12, 31), None]
    assert rows[0].deliverable == "一村一策台账"
    assert rows[0].as_read is not None
    assert rows[0].as_read["text"] == TEXT[rows[0].start : rows[0].end]
    assert AuditRow.objects.get(action="directive.read").subject == str(directive.public_id)


def test_a_verdict_is_kept_with_who_and_one_audit_row(directive: Directive, by: Actor) -> None:
    first = proposals(directive)[0]
    confirm(proposal=first, seen=stamp_of(first), by=by)
    first.refresh_from_db()
    assert (first.verdict, first.judged_by) == (Verdict.CONFIRMED, by.account_id)
    assert first.judged_at is not None
    assert AuditRow.objects.filter(action="proposal.confirm", subject=str(first.public_id)).count() == 1


def test_a_directive_is_settled_when_nothing_is_left_undecided(directive: Directive, by: Actor) -> None:
    for row in proposals(directive):
        drop(proposal=row, seen=stamp_of(row), by=by)
    directive.refresh_from_db()
    assert directive.settled_at is not None
    row = proposals(directive)[0]
    restore(proposal=row, seen=stamp_of(row), by=by)
    directive.refresh_from_db()
    assert directive.settled_at is None
    row.refresh_from_db()
    assert (row.judged_at, row.judged_by) == (None, None)


def test_what_another_officer_changed_meanwhile_is_not_overwritten(directive: Directive, by: Actor) -> None:
    row = proposals(directive)[0]
    seen = stamp_of(row)
    edit(proposal=row, seen=seen, wording=wording(row, title="逐村分析村党组织书记队伍"), by=by)
    with pytest.raises(RuleBreach, match="刚被别人改过"):
        drop(proposal=row, seen=seen, by=by)
    assert verdicts(directive)[0] == Verdict.PENDING


def test_the_same_verdict_twice_says_so(directive: Directive, by: Actor) -> None:
    row = proposals(directive)[0]
    row = confirm(proposal=row, seen=stamp_of(row), by=by)
    with pytest.raises(RuleBreach, match="本来就是“已确认”"):
        confirm(proposal=row, seen=stamp_of(row), by=by)
    assert AuditRow.objects.filter(action="proposal.confirm").count() == 1


def test_an_edit_keeps_what_was_read_beside_it(directive: Directive, by: Actor) -> None:
    row = proposals(directive)[3]
    Proposal.objects.filter(pk=row.pk).update(is_inherited=True)
    row.is_inherited = True
    edit(
        proposal=row,
        seen=stamp_of(row),
        wording=wording(row, responsible="各镇乡党委、县直各党（工）委", due_on=date(2027, 2, 5)),
        by=by,
    )
    row.refresh_from_db()
    assert (row.is_edited, row.is_inherited, row.due_on) == (True, False, date(2027, 2, 5))
    assert row.as_read is not None
    assert row.as_read["actor"]["text"] == "各镇乡党委"
    with pytest.raises(RuleBreach, match="没有改动"):
        edit(proposal=row, seen=stamp_of(row), wording=wording(row), by=by)


def test_a_proposal_is_cut_in_two(directive: Directive, by: Actor) -> None:
    row = proposals(directive)[2]
    at = TEXT.index("层层签订责任书")
    first, second = split(proposal=row, seen=stamp_of(row), at=at, by=by)
    assert TEXT[first.start : first.end] == "3.抽样核查主题党日开展情况，"
    assert TEXT[second.start : second.end] == "层层签订责任书。"
    assert second.responsible == first.responsible == "县直机关工委"
    assert second.due_on == date(2026, 12, 31)
    assert second.as_read is None
    assert len(proposals(directive)) == 5


@pytest.mark.parametrize("at", [0, 162, 185, 10_000])
def test_a_cut_outside_of_the_words_is_refused(directive: Directive, by: Actor, at: int) -> None:
    row = proposals(directive)[2]
    assert (row.start, row.end) == (162, 185)
    with pytest.raises(RuleBreach, match="没有拆分"):
        split(proposal=row, seen=stamp_of(row), at=at, by=by)
    assert len(proposals(directive)) == 4


def test_two_proposals_become_one_and_both_stay_as_labels(directive: Directive, by: Actor) -> None:
    first, second = proposals(directive)[:2]
    row = merge(proposal=first, seen=stamp_of(first), by=by)
    assert (row.start, row.end) == (first.start, second.end)
    assert row.title == f"{first.title}；{second.title}"
    assert len(proposals(directive)) == 3
    second.refresh_from_db()
    assert second.verdict == Verdict.MERGED
    with pytest.raises(RuleBreach, match="已被合并"):
        confirm(proposal=second, seen=stamp_of(second), by=by)


def test_the_last_has_nothing_to_join(directive: Directive, by: Actor) -> None:
    last = proposals(directive)[-1]
    with pytest.raises(RuleBreach, match="最后一项"):
        merge(proposal=last, seen=stamp_of(last), by=by)


def test_an_officer_adds_what_the_reader_passed_over(directive: Directive, by: Actor) -> None:
    start, end = place("今年以来，各镇乡做了大量工作，成效明显。")
    row = add(directive=directive, start=start - 1, end=end, by=by)
    assert (row.start, row.end, row.verdict) == (start, end, Verdict.PENDING)
    assert row.as_read is None
    with pytest.raises(RuleBreach, match="已有一项"):
        add(directive=directive, start=start, end=start + 3, by=by)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-4, 0), (19, 20), (9_000, 9_010)])
def test_nothing_is_added_where_there_are_no_words(directive: Directive, by: Actor, start: int, end: int) -> None:
    with pytest.raises(RuleBreach, match="没有选中文字"):
        add(directive=directive, start=start, end=end, by=by)


def test_each_change_is_taken_back_one_by_one(directive: Directive, by: Actor) -> None:
    opened = [snapshot(row) for row in proposals(directive)]
    rows = proposals(directive)
    confirm(proposal=rows[0], seen=stamp_of(rows[0]), by=by)
    split(proposal=rows[2], seen=stamp_of(rows[2]), at=TEXT.index("层层签订责任书"), by=by)
    merge(proposal=rows[1], seen=stamp_of(rows[1]), by=by)
    start, end = place("基础不牢，地动山摇。")
    add(directive=directive, start=start, end=end, by=by)
    for words in ("添加", "并为一项", "拆成两项", "已确认"):
        assert take_back(directive=directive, by=by).words.startswith(words)
    assert [snapshot(row) for row in proposals(directive)] == opened
    with pytest.raises(RuleBreach, match="没有可撤销"):
        take_back(directive=directive, by=by)


def test_nobody_takes_back_what_another_has_since_changed(
    directive: Directive, county: Organization, by: Actor
) -> None:
    other = editor(make_holder(county, Role.COUNTY_OFFICER, "陈立"))
    row = confirm(proposal=proposals(directive)[0], seen=stamp_of(proposals(directive)[0]), by=by)
    drop(proposal=row, seen=stamp_of(row), by=other)
    with pytest.raises(RuleBreach, match="又被改过"):
        take_back(directive=directive, by=by)
    assert verdicts(directive)[0] == Verdict.DROPPED


def test_a_new_day_of_issue_moves_only_what_nobody_judged(directive: Directive, by: Actor) -> None:
    rows = proposals(directive)
    moved = amend_masthead(directive=directive, title="讲话", issuer="县委", issued_on=date(2027, 1, 4), by=by)
    assert moved == 1
    rows[2].refresh_from_db()
    assert rows[2].due_on == date(2027, 12, 31)
    confirm(proposal=rows[2], seen=stamp_of(rows[2]), by=by)
    assert amend_masthead(directive=directive, title="讲话", issuer="", issued_on=None, by=by) == 0
    rows[2].refresh_from_db()
    assert rows[2].due_on == date(2027, 12, 31)


def test_a_directive_is_removed_whole(directive: Directive, by: Actor) -> None:
    remove_directive(directive=directive, by=by)
    assert not Directive.objects.exists()
    assert not Proposal.objects.exists()
    assert AuditRow.objects.filter(action="directive.remove").count() == 1
