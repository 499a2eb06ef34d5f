"""The form of a step asks for what the step needs, and gives it to the service as typed."""

from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from dangjian.procedures.cases.services import Shown
from dangjian.procedures.cases.tests import make
from dangjian.procedures.cases.turns import TurnForm, turn_of, way_of
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Confidence, Instrument, Outcome, Step, Term

ON = date(2026, 11, 20)
OWN = Instrument(
    title="试验", confidence=Confidence.OWN, is_own=True, issuer="", number="", source="试验", issued=None,
    effective_from=None, effective_until=None, checked_on=ON,
)  # fmt: skip


def step(*outcomes: Outcome, vote: str = "", publicity: Term | None = None, papers: tuple[str, ...] = ()) -> Step:
    return Step(
        "one", "第一步", "subject_body", "党支部", "transfer:start", papers, None, None, outcomes or (Outcome.PASS,),
        "", "", "", OWN, "", Confidence.OWN, vote=vote, publicity=publicity,
    )  # fmt: skip


def test_a_plain_step_asks_for_the_day_alone() -> None:
    form = TurnForm(step=step(), on=ON)
    assert [bound.name for bound in form.visible_fields()] == ["day"]


def test_a_vote_asks_for_its_counts_and_gives_them() -> None:
    sent = QueryDict("outcome=pass&day=2026-11-19&entitled=9&present=8&yes=6&no=1&abstained=1")
    form = TurnForm(sent, step=step(vote="admission"), on=ON)
    assert "written" in form.fields
    assert "written" not in TurnForm(step=step(vote="village"), on=ON).fields
    assert form.is_valid(), form.errors
    assert form.taken()["counts"] == Counts(entitled=9, present=8, ballots=8, yes=6, no=1, abstained=1)


def test_counts_known_elsewhere_go_out_filled() -> None:
    known = Counts(entitled=9, present=8, ballots=8, yes=6, no=1, abstained=1)
    form = TurnForm(step=step(vote="admission"), on=ON, known=known)
    assert (form["entitled"].value(), form["yes"].value()) == (9, 6)


def test_a_notice_asks_for_its_days() -> None:
    sent = QueryDict("outcome=pass&day=2026-11-19&shown_from=2026年11月2日&shown_until=2026-11-10")
    form = TurnForm(sent, step=step(publicity=Term("", "", is_strict=True, number=5, unit="天")), on=ON)
    assert form.is_valid(), form.errors
    assert form.taken()["shown"] == Shown(date(2026, 11, 2), date(2026, 11, 10))


def test_a_day_to_come_and_a_strange_day_are_refused_in_words() -> None:
    form = TurnForm(QueryDict("outcome=pass&day=2026-11-21"), step=step(), on=ON)
    assert form.errors["day"] == ["办理日期不能晚于今天。"]
    form = TurnForm(QueryDict("outcome=pass&day=明天"), step=step(), on=ON)
    assert "认不出这个日期" in form.errors["day"][0]


@pytest.mark.django_db
def test_only_whose_turn_it_is_gets_the_form(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make.write_book(tmp_path)
    make.use_book(monkeypatch, tmp_path)
    scene = make.make_scene()
    case = make.asked(scene)
    assert turn_of(case, scene.organizer, ON)["turn_form"] is not None
    for other in (scene.secretary, scene.stranger):
        assert turn_of(case, other, ON)["turn_form"] is None
    assert [(stop.says, stop.state) for stop in way_of(case)] == [
        ("提出", "done"), ("审核", "now"), ("告知本人", "ahead"),
    ]  # fmt: skip
