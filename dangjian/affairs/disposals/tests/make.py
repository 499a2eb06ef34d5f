"""A branch with a member, who handles a disposal, and everybody who must not know."""

from dataclasses import dataclass, field
from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.disposals import services
from dangjian.affairs.disposals.models import Disposal, Mode, Statement
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.cases import services as cases
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome

TODAY = posts.TODAY
CARRIED = Counts(entitled=9, present=8, ballots=8, yes=6, no=1, abstained=1)
SIX_MONTHS = "没有正当理由连续6个月不参加组织生活、不交纳党费或者不做党组织分配的工作的"
LOST = "失去联系6个月以上、2年以下，取得联系的"
UNMENDED = "限期改正期满仍没有改正的"
OTHER = "办法列明的其他情形"
GROUNDS = {Mode.CORRECTION: LOST, Mode.ADVISED_OUT: UNMENDED, Mode.REMOVAL: SIX_MONTHS}


@dataclass(slots=True)
class Scene:
    """A member of a branch under a township, and who acts."""

    county: Organization
    township: Organization
    home: Organization
    secretary: Account
    organizer: Account
    member: Member
    own: Account
    strangers: dict[str, Account] = field(default_factory=dict)

    @property
    def edits(self) -> Actor:
        """Return the branch's secretary."""
        return posts.actor_of(self.secretary).narrowed(Permission.DISPOSAL_EDIT)

    @property
    def decides(self) -> Actor:
        """Return the township's organizer."""
        return posts.actor_of(self.organizer).narrowed(Permission.DISPOSAL_DECIDE)


def make_scene() -> Scene:
    """Make the scene; ``strangers`` are all who must not learn of a disposal."""
    county = posts.make_county()
    township = posts.make_township(county)
    other = posts.make_township(county, "中共青河镇委员会")
    village = posts.make_body("石桥镇柳溪村党总支", parent=township, kind=Kind.GENERAL_BRANCH)
    home = posts.make_body("柳溪村第一党支部", parent=village)
    sibling = posts.make_body("柳溪村第二党支部", parent=village)
    department = posts.make_body(
        "中共清源县民政局委员会", parent=county, kind=Kind.COMMITTEE, level=Level.DEPARTMENT, field=Field.ORGAN
    )
    member = posts.make_member(home, "王建军")
    made = posts.make_holder
    strangers = {
        "county officer": made(county, Role.COUNTY_OFFICER, "周明远"),
        "leader": made(county, Role.COUNTY_LEADER, "李卫东"),
        "other organizer": made(other, Role.TOWNSHIP_ORGANIZER, "孙丽"),
        "township clerk": made(township, Role.TOWNSHIP_CLERK, "何芳"),
        "village secretary": made(village, Role.SECRETARY, "郭强"),
        "branch clerk": made(home, Role.BRANCH_CLERK, "刘敏"),
        "sibling secretary": made(sibling, Role.SECRETARY, "赵强"),
        "department officer": made(department, Role.WORK_COMMITTEE_OFFICER, "钱进"),
        "system administrator": made(county, Role.SYSTEM_ADMINISTRATOR, "郑洁"),
        "audit administrator": made(county, Role.AUDIT_ADMINISTRATOR, "冯伟"),
        "other member": posts.make_account(posts.make_member(home, "张华").person),
    }
    return Scene(
        county, township, home, made(home, Role.SECRETARY, "陈国栋"), made(township, Role.TOWNSHIP_ORGANIZER, "林晓梅"),
        member, posts.make_account(member.person), strangers,
    )  # fmt: skip


def proposed(scene: Scene, mode: Mode = Mode.CORRECTION, on: date = TODAY) -> Disposal:
    """Propose a disposal of the member."""
    return services.propose(
        by=scene.edits, person=scene.member.person, mode=mode, ground=GROUNDS[mode], article="", months=None,
        is_punished=False, on=on,
    )  # fmt: skip


def step(scene: Scene, row: Disposal, outcome: Outcome = Outcome.PASS, on: date = TODAY) -> Disposal:
    """Take the step whose turn it is, with its papers and a vote that carries, by whom it falls to."""
    row.refresh_from_db()
    text = text_of(row.case).step(row.case.steps.get(outcome="").key)
    by = scene.edits if text.permission == Permission.DISPOSAL_EDIT else scene.decides
    return services.take_step(
        by=by, row=row, step=text.key, outcome=outcome, on=on, words="" if outcome is Outcome.PASS else "再核实",
        papers=text.papers, counts=CARRIED if text.vote and outcome is Outcome.PASS else None,
    )  # fmt: skip


def approved(scene: Scene, mode: Mode = Mode.CORRECTION, on: date = TODAY) -> Disposal:
    """Bring a disposal through its five steps."""
    row = proposed(scene, mode, on)
    for _ in range(5):
        row = step(scene, row, on=on)
    return row


def disposal_at(body: Organization, canary: str) -> Disposal:
    """Make a disposal at any body, its own superior, so that every scope column says the same place."""
    person = posts.make_member(body, canary).person
    nobody = Actor(0, 0, "", 1, body.county_id, (), ())
    case = cases.open_case(
        by=nobody, definition="disposals.case", subject=canary, title=canary, on=TODAY,
        parties={"subject_body": body, "superior": body}, person_id=person.pk,
    )  # fmt: skip
    row = Disposal.objects.create(
        public_id=case.public_id, person=person, organization=body, county_id=body.county_id, org_path=body.path,
        mode=Mode.CORRECTION, ground=canary, months=6, case=case,
    )  # fmt: skip
    Statement.objects.create(disposal=row, county_id=body.county_id, org_path=body.path, words=canary, said_on=TODAY)
    return row
