"""Posts and who holds them: every body that can receive has a holder."""

from typing import Final

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import BRANCHES, Field, Kind, Level, Organization
from dangjian.affairs.posts.models import Post
from dangjian.site.demo.cast import MEMBERS
from dangjian.site.demo.county import Attachment, County
from dangjian.site.demo.staffing import Staffing
from dangjian.site.demo.tree.departments import WORK_COMMITTEE

_WITH_COMMITTEE: Final = 7  # Full members from which a branch has a committee (支部工作条例).
_SEATS: Final = ("副书记", "组织委员", "宣传委员", "纪检委员")
_SELF_WRITTEN: Final = (Field.PRIVATE_FIRM, Field.SOCIETY)  # Their secretaries write for themselves.
_WORDS: Final = {Kind.WORK_COMMITTEE: "工委", Kind.COMMITTEE: "党委", Kind.GENERAL_BRANCH: "党总支"}
_LOOKED_AFTER_BY: Final = {
    "县教育工委": "县教育和体育局",
    "县卫健系统党委": "县卫生健康局",
    "县国资委党委": "县财政局",
    "县两新工委": "县委社会工作部",
}
_COUNTY: Final = (
    ("", Role.COUNTY_LEADER, "县委副书记", "县委办公室"),
    ("", Role.COUNTY_LEADER, "县委书记", "县委办公室"),
    ("县委组织部", Role.COUNTY_LEADER, "县委常委、组织部部长", "县委组织部"),
    ("县委组织部", Role.COUNTY_OFFICER, "基层组织科科长", "县委组织部"),
    ("县委组织部", Role.COUNTY_OFFICER, "副部长", "县委组织部"),
    ("县委社会工作部", Role.COUNTY_OFFICER, "党建科科长", "县委社会工作部"),
    ("县委网信办", Role.SYSTEM_ADMINISTRATOR, "系统管理员", "县委网信办"),
    ("县委办公室", Role.AUDIT_ADMINISTRATOR, "审计管理员", "县委办公室"),
)
_PRECEDENCE: Final = ("县委书记", "县委副书记", "县委常委、组织部部长", "副部长", "基层组织科科长", "党建科科长")


def staff(county: County) -> None:
    """Fill the posts of the county, the townships, the systems, and every body below."""
    staffing = Staffing(county)
    heads = {row.organization_id for row in county.rows.of(Attachment)}
    for body in county.bodies:  # Before anyone above draws from a small branch.
        if body.kind in BRANCHES:
            _branch(county, body, staffing)
    _county(county, staffing)
    for body in county.bodies[1:]:
        if body.level == Level.TOWNSHIP:
            _township(body, staffing)
        elif body.kind == Kind.WORK_COMMITTEE or (body.level == Level.DEPARTMENT and body.parent_id == county.root.pk):
            _system(county, body, staffing)
        elif body.kind not in BRANCHES:
            _middle(body, staffing)
        if body.pk in heads and body.level != Level.TOWNSHIP:
            _clerk(body, staffing)
    for part in MEMBERS:
        staffing.plain(part, next(b.path for b in county.bodies if b.short_name.startswith(part.body)))


def _county(county: County, staffing: Staffing) -> None:
    paths = {
        b.short_name[: len(o)]: b.path for _, _, _, o in _COUNTY for b in county.bodies if b.short_name.startswith(o)
    }
    for office, role, title, source in _COUNTY:
        staffing.fill(county.root, role, title, paths[source], office=office)
    rank = {title: number for number, title in enumerate(_PRECEDENCE, 1)}
    for post in county.rows.of(Post):
        if post.organization_id == county.root.pk:
            post.order_no = rank.get(post.title, len(rank) + post.order_no)


def _township(body: Organization, staffing: Staffing) -> None:
    source = body.path
    staffing.fill(body, Role.SECRETARY, "党委书记", source)
    staffing.fill(body, Role.MEMBER, "党委副书记", source)
    staffing.fill(body, Role.TOWNSHIP_ORGANIZER, "组织委员", source)
    staffing.fill(body, Role.TOWNSHIP_CLERK, "党建办干事", source)


def _system(county: County, body: Organization, staffing: Staffing) -> None:
    """Officials of the department that looks after it, or of the work committee's other organs."""
    stems = (_LOOKED_AFTER_BY.get(body.short_name, ""), WORK_COMMITTEE)
    source = next(b.path for stem in stems if stem for b in county.bodies if b.short_name.startswith(stem))
    staffing.fill(body, Role.SECRETARY, f"{_WORDS[Kind(body.kind)]}书记", source)
    staffing.fill(body, Role.WORK_COMMITTEE_OFFICER, "组织科科长", source)


def _middle(body: Organization, staffing: Staffing) -> None:
    word = _WORDS[Kind(body.kind)]
    staffing.fill(body, Role.SECRETARY, f"{word}书记", body.path)
    for seat in _SEATS:
        staffing.fill(body, Role.MEMBER, f"{word}{seat}" if seat == "副书记" else seat, body.path)


def _branch(county: County, body: Organization, staffing: Staffing) -> None:
    home = body.path
    if body.kind == Kind.TEMPORARY_BRANCH:
        home = county.bodies[(body.parent_id or 1) - 1].path
    room = staffing.room(home)
    staffing.fill(body, Role.SECRETARY, "党支部书记", home)
    if room >= _WITH_COMMITTEE:
        for seat in _SEATS:
            staffing.fill(body, Role.MEMBER, f"党支部{seat}" if seat == "副书记" else seat, home)


def _clerk(body: Organization, staffing: Staffing) -> None:
    if body.field in _SELF_WRITTEN or body.kind in (Kind.MOBILE_BRANCH, Kind.TEMPORARY_BRANCH):
        return
    title = "村文书" if body.field == Field.RURAL else "党务专干"
    staffing.fill(body, Role.BRANCH_CLERK, title, body.path)
