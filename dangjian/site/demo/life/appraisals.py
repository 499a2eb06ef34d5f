"""Appraisals: last winter's of every branch, decided; one of the village of the walk, being voted on; talks, problems.

And the 民主生活会 of the townships' committees. Grades are drawn, at most a third 优秀; nobody is 不合格.
"""

from datetime import date, timedelta
from typing import Final

from dangjian.access.secrets import seal_bytes
from dangjian.activities.appraisals.models import (
    Appraisal,
    Decider,
    Elector,
    Grading,
    LeadersLife,
    LifeState,
    Problem,
    ProblemState,
    SealedUrn,
    State,
    Talk,
    Turn,
    Way,
)
from dangjian.activities.appraisals.rules import Grade, Urn, relation, work_year_of
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Level, Organization
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.branches import Branch

_FEBRUARY: Final = 2
_OCTOBER: Final = 10
_LEAST: Final = 5
_PAIR: Final = 2
_CAST: Final = 3  # Ballots in the urn of the village of the walk.
_PROBLEMS: Final = (
    ("入户走访不够经常", "每月走访结对户一次，记在走访本上"),
    ("学习有时抓得不紧", "每次主题党日领学一篇，会后交流"),
    ("外出党员联系少", "每月打一次电话，转达支部安排"),
    ("村务公开更新慢", "每月5日前更新公开栏"),
)


class Appraisals:
    """Writes them, in the order in which the branches grew; ``settle`` adds what COPY does not take."""

    def __init__(self, county: County) -> None:
        self._county, self._rows = county, county.rows
        self._chance = Chance(county.measures.members + 17, county.today)
        self._categories = {member.pk: member.category for member in county.rows.of(Member)}

    def write(self, branch: Branch) -> None:
        """Write what there is of a branch."""
        if branch.is_temporary:
            return
        month = date(self._county.today.year, _FEBRUARY, 1)
        day = branch.theme_day(month)
        if day < self._county.today and not branch.fates.has(fates.THEME, month) and branch.expected(day):
            self._decided(branch, day)
        if branch.is_printed and len(branch.committee) > 1:
            self._talks(branch)
            self._problems(branch)
        if branch.is_own:
            self._voting(branch)

    def _appraisal(self, branch: Branch, day: date, **more: object) -> int:
        place = {"county_id": branch.body.county_id, "org_path": branch.body.path}
        self._rows.put(
            Appraisal, **place, public_id=self._chance.public_id(), organization_id=branch.body.pk,
            work_year=work_year_of(day), held_on=day, **more,
        )  # fmt: skip
        number = self._rows.count(Appraisal)
        for order, member in enumerate(branch.expected(day), 1):
            self._rows.put(
                Elector, **place, appraisal_id=number, member_id=member, order_no=order,
                is_graded=self._is_full(member), may_cast=True, is_excused=member in branch.frail,
            )  # fmt: skip
        return number

    def _is_full(self, member: int) -> bool:
        return self._categories[member] == Category.FULL

    def _decided(self, branch: Branch, day: date) -> None:
        people = branch.expected(day)
        graded = [member for member in people if self._is_full(member)]
        is_paper = len(people) < _LEAST
        cast = 0 if is_paper else max(_LEAST, len(people) - self._chance.randint(0, 2))
        number = self._appraisal(
            branch, day, way=Way.PAPER if is_paper else Way.PHONES, state=State.DECIDED, cast=cast,
            counted_on=None if is_paper else day, decided_on=min(day + timedelta(days=3), self._county.today),
            decided_by=Decider.COMMITTEE if branch.has_committee else Decider.CONGRESS,
        )  # fmt: skip
        excellent = set(self._chance.sample(graded, len(graded) // 3)) if graded else set()
        for member in graded:
            counts = () if is_paper else self._counts(cast - 1, is_excellent=member in excellent)
            self._rows.put(
                Grading, appraisal_id=number, member_id=member, county_id=branch.body.county_id,
                org_path=branch.body.path, grade=Grade.EXCELLENT if member in excellent else Grade.QUALIFIED,
                **dict(zip((grade.value for grade in Grade), counts, strict=False)),
            )  # fmt: skip

    def _counts(self, ballots: int, *, is_excellent: bool) -> tuple[int, int, int, int]:
        other = self._chance.randint(0, ballots // 3)
        return (ballots - other, other, 0, 0) if is_excellent else (other, ballots - other, 0, 0)

    def _voting(self, branch: Branch) -> None:
        """Leave an appraisal open in the village of the walk, in the season of a new one."""
        today = self._county.today
        if today.month < _OCTOBER or len(branch.expected(today)) < _LEAST:
            return
        number = self._appraisal(branch, today, way=Way.PHONES, state=State.VOTING)
        for member in branch.expected(today):
            if self._is_full(member):
                self._rows.put(
                    Grading, appraisal_id=number, member_id=member, county_id=branch.body.county_id,
                    org_path=branch.body.path,
                )  # fmt: skip

    def _talks(self, branch: Branch) -> None:
        day = date(self._county.today.year, 6, 10)
        others = [member for member in branch.expected(day) if member not in branch.committee]
        if day >= self._county.today or len(others) < _PAIR:
            return
        leads = branch.committee
        pairs = {(leads[0], leads[1]), *((leads[0], other) for other in others[:4]), (others[0], others[1])}
        for one, two in sorted(tuple(sorted(pair)) for pair in pairs):
            self._rows.put(
                Talk, public_id=self._chance.public_id(), organization_id=branch.body.pk,
                county_id=branch.body.county_id, org_path=branch.body.path,
                relation=relation(one in leads, two in leads), first_id=one, second_id=two, held_on=day,
            )  # fmt: skip

    def _problems(self, branch: Branch) -> None:
        day = branch.theme_day(date(self._county.today.year, _FEBRUARY, 1))
        if day >= self._county.today:
            return
        people = [None, *branch.committee[:3]]
        for member, (words, remedy) in zip(people, _PROBLEMS, strict=False):
            done = min(day + timedelta(days=self._chance.randint(40, 120)), self._county.today)
            is_closed = member is None or bool(self._chance.randrange(3))
            self._rows.put(
                Problem, public_id=self._chance.public_id(), organization_id=branch.body.pk,
                county_id=branch.body.county_id, org_path=branch.body.path, member_id=member, words=words,
                remedy=remedy, proposed_on=day, accepted_on=day, due_on=day + timedelta(days=120),
                state=ProblemState.CLOSED if is_closed else ProblemState.REMEDIED, remedied_on=done,
                closed_on=done if is_closed else None,
            )  # fmt: skip

    def lead(self) -> None:
        """Write last year's 民主生活会 of the townships' committees, and this year's plans."""
        today = self._county.today
        for body in self._county.bodies:
            if body.level == Level.TOWNSHIP and body.kind == "committee" and body.closed_on is None:
                self._life(body, today.year - 1, date(today.year - 1, 12, 18), is_held=True)
                self._life(body, today.year, date(today.year, 12, 18), is_held=False)

    def _life(self, body: Organization, year: int, day: date, *, is_held: bool) -> None:
        filed = min(day - timedelta(days=20), self._county.today)
        entitled = self._chance.randint(7, 11)
        self._rows.put(
            LeadersLife, public_id=self._chance.public_id(), organization_id=body.pk, county_id=body.county_id,
            org_path=body.path, year=year, planned_on=day, filed_on=filed, gates="{}",
            state=LifeState.HELD if is_held else LifeState.FILED, held_on=day if is_held else None,
            entitled=entitled if is_held else None, present=entitled - self._chance.randint(0, 1) if is_held else None,
        )  # fmt: skip


def settle(county: County) -> None:
    """Put the first ballots into the urn of what is being voted on: sealed, like every other."""
    chance = Chance(county.measures.members + 19, county.today)
    for appraisal in Appraisal.objects.filter(state=State.VOTING):
        place = {"county_id": appraisal.county_id, "org_path": appraisal.org_path}
        graded = list(Grading.objects.filter(appraisal=appraisal).order_by("pk").values_list("member_id", flat=True))
        urn = Urn.for_members(graded)
        voters = list(appraisal.electors.order_by("-order_no").values_list("member_id", flat=True)[:_CAST])
        for voter in voters:
            urn.add({member: Grade.QUALIFIED for member in graded if member != voter})
        row = SealedUrn(public_id=chance.public_id(), appraisal=appraisal, **place)
        row.counts = seal_bytes(urn.to_bytes(), bytes(row.place))
        row.save()
        Turn.objects.bulk_create(Turn(appraisal=appraisal, member_id=voter, **place) for voter in voters)
