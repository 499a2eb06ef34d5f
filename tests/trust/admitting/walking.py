"""A generated case walked twice: through the platform's services, and by the reference."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from dangjian.affairs.admissions import services
from dangjian.affairs.admissions.models import About, Admission, Motion
from dangjian.affairs.admissions.services import Said
from dangjian.affairs.admissions.services.opening import DEFINITION, parties_of
from dangjian.affairs.admissions.tests.make import STEPS, Scene
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import CaseStep
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.cases.services.opening import open_step
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, RuleBreach, procedure
from tests.trust.admitting import reference

FAR = date(2040, 1, 1)
FAR_AT = datetime(2040, 1, 1, tzinfo=UTC)
_WALKED = 3  # Steps that a placed case walks.
_FIRST, _SPAN = date(2015, 1, 1), 4400
_ARTICLE = re.compile(r"第[一二三四五六七八九十]+条")
_TRIES = 4


@dataclass
class Findings:
    """What was compared, and where the two did not agree."""

    cases: int = 0
    days: int = 0
    refusals: int = 0
    done: int = 0
    differences: list[str] = field(default_factory=list)

    def differ(self, *words: object) -> None:
        """Note a difference."""
        self.differences.append(" ".join(map(str, words)))


def walk(scene: Scene, seed: int, found: Findings, at_most: int = 99) -> None:
    """Walk one case to its end, or to where nothing lawful was hit upon; stop at ``at_most`` differences."""
    chance = Random(seed)  # noqa: S311  # the same cases for the same seed
    found.cases += 1
    begun = _begin(scene, chance, seed, found)
    if begun is None:
        return
    admission, way = begun
    for step in STEPS[1:]:
        if not _step(scene, chance, admission, way, step, found) or len(found.differences) >= at_most:
            return
        if step == "confirm_congress" and admission.motion == Motion.EXTEND:
            _extend(scene, admission, way)
            for again in ("probation", "request", "confirm_congress"):
                if not _step(scene, chance, admission, way, again, found):
                    return
    found.done += 1


def walk_from_the_middle(scene: Scene, seed: int, found: Findings, at_most: int = 99) -> None:
    """Place a case at a random step, with random days behind it, and walk its next steps."""
    chance = Random(seed)  # noqa: S311  # the same cases for the same seed
    found.cases += 1
    start = chance.randrange(1, len(STEPS))
    admission, way = _placed(scene, chance, seed, start)
    for step in STEPS[start : start + _WALKED]:
        if not _step(scene, chance, admission, way, step, found) or len(found.differences) >= at_most:
            return
        if admission.motion == Motion.EXTEND:
            return
    found.done += 1


def _placed(scene: Scene, chance: Random, seed: int, start: int) -> tuple[Admission, reference.Way]:
    """Write a case as an import would, its steps passed on random days; the services open the one under way."""
    way = reference.Way(date(1980, 1, 1))
    way.passed("apply", _FIRST + timedelta(days=chance.randrange(_SPAN)))
    text = procedure(DEFINITION)
    person = posts.make_person(scene.branch, f"申请人{seed}")
    member = Member.objects.create(
        person=person, organization=scene.branch, county_id=scene.branch.county_id, org_path=scene.branch.path,
        category=Category.APPLICANT,
    )  # fmt: skip
    case = cases.open_case(
        by=scene.by, definition=DEFINITION, subject=f"people.person:{person.public_id}", title=person.name,
        parties=parties_of(scene.branch), on=way.days["apply"], person_id=person.pk,
    )  # fmt: skip
    case.steps.all().delete()
    parties = {party.key: party for party in case.parties.all()}
    passed = []
    for key in STEPS[:start]:
        if key != "apply":
            base = max(filter(None, (way.last, reference.earliest(way, key))))
            way.passed(key, base + timedelta(days=chance.choice((0, 0, 1, 3, 11, 25))))
        step = text.step(key)
        passed.append(
            CaseStep(
                case=case, party=parties[step.party], county_id=case.county_id, org_path=case.org_path, key=key,
                permission=step.permission, opened_on=way.last, outcome="pass", taken_on=way.last,
                taken_at=FAR_AT, account_id=0,
            )
        )  # fmt: skip
    CaseStep.objects.bulk_create(passed)
    if "approve" in way.days:
        Member.objects.filter(pk=member.pk).update(category=Category.PROBATIONARY, joined_on=way.days["congress"])
    admission = Admission.objects.create(
        public_id=case.public_id, person=person, organization=scene.branch, county_id=case.county_id,
        org_path=case.org_path, case=case, applied_on=way.days["apply"],
        motion=Motion.CONFIRM if "confirm_congress" in way.days else "",
    )  # fmt: skip
    open_step(case, text.step(STEPS[start]), way.last, {})
    return admission, way


def _begin(scene: Scene, chance: Random, seed: int, found: Findings) -> tuple[Admission, reference.Way] | None:
    applied = _FIRST + timedelta(days=chance.randrange(_SPAN))
    for _ in range(_TRIES):
        born = reference.months(applied, 0).replace(year=applied.year - 18, day=min(applied.day, 28))
        born += timedelta(days=chance.choice((-2500, -400, -2, -1, 0, 1, 2, 40)))
        is_young = reference.too_young(born, applied)
        try:
            admission = services.register(
                by=scene.by, branch=scene.branch, person=None, name=f"申请人{seed}", born_on=born, applied_on=applied,
                on=FAR,
            )  # fmt: skip
        except RuleBreach as breach:
            _compare(found, seed, "apply", applied, breach, {"第五条"} if is_young else set())
            continue
        _compare(found, seed, "apply", applied, None, {"第五条"} if is_young else set())
        way = reference.Way(born)
        way.passed("apply", applied)
        return admission, way
    return None


def _step(scene: Scene, chance: Random, admission: Admission, way: reference.Way, step: str, found: Findings) -> bool:
    """Try a step at random days until it passes in both, or differs; the reviews come between."""
    _compare_days(found, admission, way, step)
    for attempt in range(_TRIES + 1):
        on = _some_day(chance, way, step, is_last=attempt == _TRIES)
        said = _some_words(chance, way, step, on, is_last=attempt == _TRIES)
        _review(scene, chance, admission, way, step, on, is_last=attempt == _TRIES)
        expected = reference.against(way, step, on, said)
        breach = _taken(scene, admission, step, on, said)
        _compare(found, admission.person.name, step, on, breach, expected)
        if breach is None:
            way.passed(step, on)
            return not expected
        if not expected:
            return False
    return False


def _compare_days(found: Findings, admission: Admission, way: reference.Way, step: str) -> None:
    row = CaseStep.objects.get(case=admission.case_id, outcome="")
    found.days += 2
    if (row.key, row.earliest_on, row.due_on) != (
        step, reference.earliest(way, step), reference.latest(way, step),
    ):  # fmt: skip
        found.differ(
            admission.person.name, step, "days", row.key, row.earliest_on, row.due_on,
            reference.earliest(way, step), reference.latest(way, step),
        )  # fmt: skip


def _compare(found: Findings, who: object, step: str, on: date, breach: RuleBreach | None, expected: set[str]) -> None:
    if breach is None:
        if expected:
            found.differ(who, step, on, "passed, the reference refuses by", expected)
        return
    found.refusals += 1
    article = _ARTICLE.search(breach.citation)
    cited = article[0] if article else (reference.BARE if reference.BARE in breach.citation else "")
    if cited not in expected:
        found.differ(who, step, on, f"refused by {cited!r}: {breach}", expected)


def _some_day(chance: Random, way: reference.Way, step: str, *, is_last: bool) -> date:
    """Pick a day near one that matters; the last try is a lawful one."""
    first, last = reference.earliest(way, step), reference.latest(way, step)
    base = max(filter(None, (way.last, first)))
    if is_last:
        return base + timedelta(days=15 if step == "nominate" else 0)
    if last is not None and chance.random() < 0.4:
        return last + timedelta(days=chance.choice((-9, -1, 0, 1, 2, 100)))
    if step == "approve" and chance.random() < 0.3:
        return reference.months(way.days["congress"], 6) + timedelta(days=chance.choice((-1, 0, 1, 30)))
    return base + timedelta(days=chance.choice((-40, -1, 0, 0, 1, 3, 10, 20, 45, 200)))


def _some_words(chance: Random, way: reference.Way, step: str, on: date, *, is_last: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"words": "情况特殊" if is_last or chance.random() < 0.4 else ""}
    match step:
        case "contacts" | "introducers":
            said["people"] = 2 if is_last else chance.choice((0, 1, 2, 2, 3))
        case "nominate":
            begun = on - timedelta(days=14 if is_last else chance.randrange(2, 14))
            said["notice"] = (begun, on - timedelta(days=1 if is_last else chance.choice((0, 1, 1, 2, 4))))
            if said["notice"][1] < begun:
                said["notice"] = (begun, begun)
        case "train":
            said |= {"days": 3 if is_last else chance.randrange(5), "hours": chance.choice((0, 8, 23, 24, 40))}
        case "pre_review":
            ahead = reference.months(on, 3) + timedelta(days=chance.choice((-40, -1, 0, 1, 60)))
            said["leaving"] = None if is_last or chance.random() < 0.5 else ahead
        case "congress" | "confirm_congress":
            said["counts"] = (9, 8, 8, 7, 1, 0, 0) if is_last else _some_counts(chance)
    if step == "confirm_congress":
        end = reference.months(way.days["congress"], 12)
        low, high = reference.months(end, 6), reference.months(end, 12)
        said["motion"] = "confirm" if is_last or chance.random() < 0.5 else "extend"
        said["until"] = chance.choice((low, high, low, high)) + timedelta(days=chance.choice((-1, 0, 1, 5)))
    return said


def _some_counts(chance: Random) -> tuple[int, ...]:
    entitled = chance.randrange(3, 40)
    present = min(entitled + 1, max(0, entitled - chance.randrange(-1, entitled)))
    ballots = max(0, present - chance.choice((0, 0, 0, 1, -1)))
    yes = chance.randrange(ballots // 2, ballots + 1)
    no = chance.randrange(0, max(1, ballots - yes + 1))
    written = chance.choice((0, 0, 1, 3))
    return entitled, present, ballots, yes, no, max(0, ballots - yes - no), written


def _review(
    scene: Scene, chance: Random, admission: Admission, way: reference.Way, step: str, on: date, *, is_last: bool
) -> None:
    """Hold some of the reviews that are owed; at the last try all of them."""
    about, since = {"educate": ("activist", "recommend"), "probation": ("probation", "congress")}.get(step, ("", ""))
    if not about:
        return
    wanted = 40 if is_last else chance.choice((0, 1, 2, 4))
    start = way.days[since]
    for number in range(1, wanted + 1):
        day = reference.months(start, 6 * number) - timedelta(days=chance.randrange(20))
        if start <= day <= on and day not in way.reviews[about]:
            services.note_review(by=scene.by, admission=admission, about=About(about), day=day, on=FAR)
            way.reviews[about].append(day)


def _taken(scene: Scene, admission: Admission, step: str, on: date, said: dict[str, Any]) -> RuleBreach | None:
    words: dict[str, Any] = {"papers": procedure(DEFINITION).step(step).papers}
    if "people" in said:
        words["people"] = tuple(one.person for one in scene.members[: said["people"]])
    if "notice" in said:
        words["shown"] = Shown(*said["notice"])
    if "days" in said:
        words |= {"training_days": said["days"], "training_hours": said["hours"]}
    if "leaving" in said:
        words["leaving_on"] = said["leaving"]
    if "counts" in said:
        words["counts"] = Counts(*said["counts"])
    if "motion" in said:
        words |= {"motion": Motion(said["motion"]), "until": said["until"]}
    if step == "application_form":
        words["form_number"] = "1"
    try:
        services.take_step(
            by=scene.actor(step), admission=admission, step=step, outcome=Outcome.PASS, on=on, words=said["words"],
            said=Said(**words),
        )  # fmt: skip
    except RuleBreach as breach:
        return breach
    admission.refresh_from_db()
    return None


def _extend(scene: Scene, admission: Admission, way: reference.Way) -> None:
    """Let the superior approve the extension that the congress decided, on the next day."""
    until, on = admission.proposed_until, way.last + timedelta(days=1)
    services.take_step(
        by=scene.actor("confirm_approve"), admission=admission, step="confirm_approve", outcome=Outcome.EXTEND, on=on,
        words="同意",
    )  # fmt: skip
    admission.refresh_from_db()
    way.extended, way.last, way.opened = until, on, on
