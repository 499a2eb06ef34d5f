"""A county, a township, a branch, the people who act, and admissions at any step."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.admissions import services
from dangjian.affairs.admissions.models import About, Admission, Companion, Motion, OldFile, OldRow, Part, Review
from dangjian.affairs.admissions.services import Said
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, procedure

TODAY = posts.TODAY
BORN = date(1998, 5, 4)
FIVE_OF_SEVEN = Counts(entitled=7, present=6, ballots=6, yes=5, no=1)

# A lawful way, each step on its own day; the congress two years after the letter.
DAYS = {
    "apply": date(2023, 3, 1),
    "talk": date(2023, 3, 20),
    "recommend": date(2023, 9, 1),
    "file_activist": date(2023, 9, 8),
    "contacts": date(2023, 9, 10),
    "educate": date(2024, 9, 5),
    "nominate": date(2024, 9, 20),
    "agree_object": date(2024, 9, 25),
    "introducers": date(2024, 9, 28),
    "political_review": date(2024, 11, 1),
    "train": date(2024, 11, 20),
    "committee_review": date(2025, 3, 1),
    "pre_review": date(2025, 3, 10),
    "application_form": date(2025, 3, 12),
    "congress": date(2025, 4, 2),
    "interview": date(2025, 4, 20),
    "approve": date(2025, 5, 6),
    "file_county": date(2025, 5, 12),
    "assign": date(2025, 5, 14),
    "oath": date(2025, 6, 1),
    "probation": date(2026, 4, 2),
    "request": date(2026, 4, 3),
    "confirm_congress": date(2026, 4, 10),
    "confirm_approve": date(2026, 5, 8),
    "archive": date(2026, 5, 20),
}
STEPS = tuple(DAYS)
DECIDING = frozenset(
    {"file_activist", "agree_object", "train", "pre_review", "interview", "approve", "confirm_approve", "archive"}
)


@dataclass(slots=True)
class Scene:
    """The bodies and who acts; five full members beside."""

    county: Organization
    township: Organization
    branch: Organization
    other: Organization
    officer: Account
    organizer: Account
    secretary: Account
    clerk: Account
    members: list[Member] = field(default_factory=list)

    def actor(self, step: str) -> Actor:
        """Return who takes a step."""
        if step == "file_county":
            return posts.actor_of(self.officer)
        return posts.actor_of(self.organizer if step in DECIDING else self.secretary)

    @property
    def by(self) -> Actor:
        """Return the branch's secretary."""
        return posts.actor_of(self.secretary)


def make_scene() -> Scene:
    """Make the scene."""
    county = posts.make_county()
    township = posts.make_township(county)
    branch = posts.make_body("石桥镇柳溪村党支部", parent=township)
    other = posts.make_body("石桥镇东河村党支部", parent=township)
    scene = Scene(
        county, township, branch, other,
        officer=posts.make_holder(county, Role.COUNTY_OFFICER, "方志远"),
        organizer=posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "林晓梅"),
        secretary=posts.make_holder(branch, Role.SECRETARY, "陈国栋"),
        clerk=posts.make_holder(branch, Role.BRANCH_CLERK, "何文书"),
    )  # fmt: skip
    scene.members = [posts.make_member(branch, name) for name in ("王建军", "赵玉兰", "孙志强", "李秀英", "周明远")]
    return scene


def apply_for(scene: Scene, name: str = "吴小燕", on: date | None = None, born: date = BORN) -> Admission:
    """Register a letter of application."""
    day = on or DAYS["apply"]
    return services.register(
        by=scene.by, branch=scene.branch, person=None, name=name, born_on=born, applied_on=day, on=max(day, TODAY)
    )


def said_at(scene: Scene, step: str, **more: Any) -> Said:  # noqa: ANN401  # any field of Said
    """Return what a lawful step says, with all its papers."""
    words: dict[str, Any] = {"papers": procedure(DEFINITION).step(step).papers}
    match step:
        case "contacts":
            words["people"] = (scene.members[0].person,)
        case "introducers":
            words["people"] = (scene.members[0].person, scene.members[1].person)
        case "nominate":
            words["shown"] = Shown(date(2024, 9, 6), date(2024, 9, 19))
        case "train":
            words |= {"training_days": 3, "training_hours": 24}
        case "application_form":
            words["form_number"] = "2025-0312"
        case "congress":
            words["counts"] = FIVE_OF_SEVEN
        case "confirm_congress":
            words |= {"counts": FIVE_OF_SEVEN, "motion": Motion.CONFIRM}
    return Said(**words | more)


def take(
    scene: Scene,
    admission: Admission,
    step: str,
    on: date | None = None,
    words: str = "",
    **more: Any,  # noqa: ANN401
) -> Admission:
    """Take a step as whoever it is for."""
    outcome = more.pop("outcome", Outcome.PASS)
    by = more.pop("by", None) or scene.actor(step)
    return services.take_step(
        by=by, admission=admission, step=step, outcome=outcome, on=on or DAYS[step], words=words,
        said=said_at(scene, step, **more),
    )  # fmt: skip


def review(scene: Scene, admission: Admission, about: About, *days: date) -> None:
    """Hold reviews."""
    for day in days:
        services.note_review(by=scene.by, admission=admission, about=about, day=day, on=max(day, TODAY))


def walk(scene: Scene, until: str, name: str = "吴小燕") -> Admission:
    """Bring an admission to where ``until`` is the step whose turn it is, every day lawful."""
    admission = apply_for(scene, name)
    for step in STEPS[1 : STEPS.index(until)]:
        if step == "educate":
            review(scene, admission, About.ACTIVIST, date(2024, 2, 20), date(2024, 8, 30))
        if step == "probation":
            review(scene, admission, About.PROBATION, date(2025, 9, 30), date(2026, 3, 30))
        admission = take(scene, admission, step)
    return admission


def admission_at(body: Organization, canary: str) -> Admission:
    """Make an admission at any body, its own superior and county, so that every scope column says the same place."""
    person = posts.make_member(body, canary, Category.APPLICANT).person
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    case = cases.open_case(
        by=nobody, definition=DEFINITION, subject=canary, title=canary, on=DAYS["apply"],
        parties=dict.fromkeys(("subject_body", "superior", "county_department"), body), person_id=person.pk,
    )  # fmt: skip
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    made = Admission.objects.create(
        public_id=case.public_id, person=person, organization=body, case=case, applied_on=DAYS["apply"],
        form_number=canary[:30], **at,
    )  # fmt: skip
    Companion.objects.create(admission=made, person=person, part=Part.CONTACT, since=TODAY, **at)
    Review.objects.create(admission=made, about=About.REPORT, held_on=TODAY, **at)
    return made


def old_file_at(body: Organization, canary: str) -> OldFile:
    """Make an old file with one conflict at any body."""
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    made = OldFile.objects.create(organization=body, name=canary, account_name=canary, rows_read=1, rows_wrong=1, **at)
    wrong = [{"field": "talk", "words": canary, "citation": canary}]
    OldRow.objects.create(file=made, number=1, person_name=canary, branch_name=canary, conflicts=wrong, **at)
    return made
