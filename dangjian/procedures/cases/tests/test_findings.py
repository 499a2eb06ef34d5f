"""A step with a vote passes only by counts that carry; one with a notice only after its lawful days."""

from datetime import date
from pathlib import Path

import pytest

from dangjian.procedures.cases import services
from dangjian.procedures.cases.models import Case, CaseStep, Publicity, State, Vote
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.cases.tests import make
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach, book
from dangjian.rulebook.book import read_book

pytestmark = pytest.mark.django_db
VOTED = """
[instrument]
title = "试验条例"
confidence = "C"
source = "试验"
checked_on = 2026-01-01
[[procedure]]
id = "trial.three"
version = 1
title = "试验程序"
[[procedure.step]]
key = "vote"
says = "大会表决"
party = "subject_body"
who = "党支部"
permission = "transfer:start"
vote = "admission"
outcomes = ["pass", "refuse"]
confidence = "C"
article = "第一条"
[[procedure.step]]
key = "show"
says = "公示"
party = "superior"
who = "上级党委"
permission = "transfer:decide"
publicity = { number = 5, unit = "个工作日" }
outcomes = ["pass"]
confidence = "C"
article = "第二条"
"""
CARRIED = Counts(entitled=9, present=8, ballots=8, yes=6, no=1, abstained=1)
LOST = Counts(entitled=9, present=8, ballots=8, yes=4, no=4)


@pytest.fixture(autouse=True)
def voted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "voted.toml").write_text(VOTED, encoding="utf-8")
    for name in ("platform.toml", "admission_2026.toml"):
        own = (Path(book.__file__).parent / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            own[: own.index("[[procedure]]")] if "[[procedure]]" in own else own, encoding="utf-8"
        )
    made = read_book(tmp_path)
    monkeypatch.setattr(book, "shipped", lambda: made)


def vote(scene: make.Scene, outcome: Outcome = Outcome.PASS, counts: Counts | None = CARRIED) -> Case:
    case = make.open_case(scene)
    return services.take(
        by=scene.secretary, case=case, step="vote", outcome=outcome, on=make.ON, words="票数不够", counts=counts
    )


def test_a_vote_that_carried_passes_and_its_counts_stand_beside_the_step() -> None:
    vote(make.make_scene())
    kept = Vote.objects.get()
    assert (kept.step.key, kept.is_passed) == ("vote", True)
    assert kept.words == "应到 9 人，实到 8 人，收回 8 票：赞成 6，反对 1，弃权 1"


@pytest.mark.parametrize(
    ("counts", "words"),
    [(None, "还没有填票数"), (LOST, "没有通过"), (Counts(entitled=9, present=8, ballots=9, yes=8), "这次表决无效")],
)
def test_without_it_nothing_passes(counts: Counts | None, words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        vote(make.make_scene(), counts=counts)
    assert CaseStep.objects.get().outcome == ""
    assert not Vote.objects.exists()


def test_a_vote_that_was_lost_is_kept_with_the_refusal() -> None:
    assert vote(make.make_scene(), Outcome.REFUSE, LOST).state == State.REFUSED
    assert not Vote.objects.get().is_passed


@pytest.mark.parametrize(
    ("shown", "on", "words"),
    [
        (None, date(2026, 11, 20), "还没有填公示日期"),
        (Shown(date(2026, 11, 2), date(2026, 11, 6)), date(2026, 11, 20), "最早到2026年11月9日结束"),
        (Shown(date(2026, 11, 2), date(2026, 11, 9)), date(2026, 11, 9), "公示期满后办理"),
    ],
)
def test_a_notice_too_short_does_not_pass(shown: Shown | None, on: date, words: str) -> None:
    scene = make.make_scene()
    case = vote(scene)
    with pytest.raises(RuleBreach, match=words) as caught:
        services.take(by=scene.organizer, case=case, step="show", outcome=Outcome.PASS, on=on, shown=shown)
    assert "第二条" in caught.value.citation
    assert not Publicity.objects.exists()


def test_after_its_days_it_passes() -> None:
    scene = make.make_scene()
    case, shown = vote(scene), Shown(date(2026, 11, 2), date(2026, 11, 9))
    on = date(2026, 11, 10)
    services.take(by=scene.organizer, case=case, step="show", outcome=Outcome.PASS, on=on, shown=shown)
    assert Publicity.objects.get().until_on == date(2026, 11, 9)
