"""A county with a township and two villages, who handles weak bodies there, and everybody who must not know."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases import services as cases
from dangjian.procedures.definitions.queries import text_of
from dangjian.programme.rectification import services
from dangjian.programme.rectification.models import Help, Rectification, Trouble
from dangjian.programme.rectification.rules import Test
from dangjian.rulebook import Outcome

TODAY = posts.TODAY
GOOD = Test(handed_out=20, returned=18, satisfied=12, fairly=4, dissatisfied=1, unsure=1, interviewed=6)
CONSULTED = ("纪检监察机关参加", "政法机关参加", "公安机关参加", "民政部门参加", "信访部门参加")


@dataclass(slots=True)
class Scene:
    """A weak village under a township, and who acts."""

    county: Organization
    township: Organization
    village: Organization
    sibling: Organization
    officer: Account
    organizer: Account
    strangers: dict[str, Account] = field(default_factory=dict)

    @property
    def edits(self) -> Actor:
        """Return the township's organizer."""
        return posts.actor_of(self.organizer).narrowed(Permission.RECTIFICATION_EDIT)

    @property
    def decides(self) -> Actor:
        """Return the county's officer."""
        return posts.actor_of(self.officer).narrowed(Permission.RECTIFICATION_DECIDE)


def make_scene() -> Scene:
    """Make the scene; ``strangers`` are all who must not learn of a case."""
    county = posts.make_county()
    township = posts.make_township(county)
    other = posts.make_township(county, "中共青河镇委员会")
    village = posts.make_body("石桥镇柳溪村党总支", parent=township, kind=Kind.GENERAL_BRANCH)
    branch = posts.make_body("柳溪村第一党支部", parent=village)
    sibling = posts.make_body("石桥镇桃源村党支部", parent=township)
    department = posts.make_body(
        "中共清源县民政局委员会", parent=county, kind=Kind.COMMITTEE, level=Level.DEPARTMENT, field=Field.ORGAN
    )
    made = posts.make_holder
    strangers = {
        "leader": made(county, Role.COUNTY_LEADER, "李卫东"),
        "other organizer": made(other, Role.TOWNSHIP_ORGANIZER, "孙丽"),
        "township clerk": made(township, Role.TOWNSHIP_CLERK, "何芳"),
        "township secretary": made(township, Role.SECRETARY, "高志远"),
        "village secretary": made(village, Role.SECRETARY, "陈国栋"),
        "village clerk": made(village, Role.BRANCH_CLERK, "刘敏"),
        "branch secretary": made(branch, Role.SECRETARY, "吴刚"),
        "sibling secretary": made(sibling, Role.SECRETARY, "赵强"),
        "department officer": made(department, Role.WORK_COMMITTEE_OFFICER, "钱进"),
        "system administrator": made(county, Role.SYSTEM_ADMINISTRATOR, "郑洁"),
        "audit administrator": made(county, Role.AUDIT_ADMINISTRATOR, "冯伟"),
        "member": posts.make_account(posts.make_member(branch, "王建军").person),
    }
    return Scene(
        county, township, village, sibling, made(county, Role.COUNTY_OFFICER, "周明远"),
        made(township, Role.TOWNSHIP_ORGANIZER, "林晓梅"), strangers,
    )  # fmt: skip


def vacate(scene: Scene, days: int = 120) -> date:
    """Let the village be without a secretary for so many days; return since when."""
    since = TODAY - timedelta(days=days)
    for row in Appointment.objects.filter(post__organization=scene.village, post__role=Role.SECRETARY):
        Appointment.objects.filter(pk=row.pk).update(during=DateRange(row.during.lower, since))
    return since


def proposed(scene: Scene, on: date = TODAY) -> Rectification:
    """Propose the village on a sign that people see."""
    return services.propose(by=scene.edits, body=scene.village, keys=(), signs=("书记不胜任",), on=on)


def step(scene: Scene, row: Rectification, outcome: Outcome = Outcome.PASS, on: date = TODAY) -> Rectification:
    """Take the step whose turn it is, with its papers, by whom it falls to."""
    row.refresh_from_db()
    text = text_of(row.case).step(row.case.steps.get(outcome="").key)
    by = scene.edits if text.permission == Permission.RECTIFICATION_EDIT else scene.decides
    words = "" if outcome is Outcome.PASS else "再核实"
    return services.take_step(by=by, row=row, step=text.key, outcome=outcome, on=on, words=words, papers=text.papers)


def listed(scene: Scene, on: date = TODAY) -> Rectification:
    """Bring the village through the eight steps that list it."""
    row = proposed(scene, on)
    for _ in range(8):
        row = step(scene, row, on=on)
    return row


def helped(scene: Scene, row: Rectification, on: date = TODAY) -> None:
    """Write its remedy and name the “四个一”."""
    services.write_plan(
        by=scene.edits, row=row, troubles=[Trouble.SLACK, Trouble.SOFT], remedy="选派第一书记，补选支委"
    )
    for one in Help:
        services.set_helper(by=scene.edits, row=row, help=one, name="张某某", title="副书记", since=on)


def delisted(scene: Scene, on: date = TODAY) -> Rectification:
    """Bring the village to its delisting."""
    row = listed(scene, on)
    helped(scene, row, on)
    step(scene, step(scene, row, on=on), on=on)
    services.accept(by=scene.decides, row=row, test=GOOD, is_passed=True, on=on)
    return step(scene, row, on=on)


def case_at(body: Organization, canary: str) -> Rectification:
    """Make a case at any body, which is its own township and county, so that every scope says the same place."""
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    case = cases.open_case(
        by=nobody, definition="rectification.case", subject=canary, title=canary, on=TODAY,
        parties={"subject_body": body, "township": body, "county": body},
    )  # fmt: skip
    return Rectification.objects.create(
        public_id=case.public_id, organization=body, county_id=body.county_id, org_path=body.path, township=body,
        case=case, year=TODAY.year, grounds=[{"key": "sign", "words": canary, "citation": ""}], remedy=canary,
        troubles=[Trouble.SOFT], proposed_on=TODAY, listed_on=TODAY,
    )  # fmt: skip
