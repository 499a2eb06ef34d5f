"""What the register and organization life already say of bodies: facts that propose, nothing that decides or ranks.

What is not held is not concluded: a post that was never filled, or a body without members, says nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from dangjian.access import paths
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.rectification import rules
from dangjian.rulebook import Rule, Value

VACANCY, TEAM, LIFE, DEVELOPMENT = "vacancy", "team", "life", "development"


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that the platform holds, in words, with the rule by which it is named."""

    key: str
    words: str
    rule: Rule

    @property
    def kept(self) -> dict[str, str]:
        """As it is kept with a case: how it stood on that day."""
        return {"key": self.key, "words": self.words, "citation": self.rule.citation}


def facts(bodies: Sequence[Organization], on: date) -> dict[int, list[Ground]]:
    """Return by body what would propose it; five queries, however many bodies of one county they are."""
    if not bodies:
        return {}
    local = local_values(bodies[0].county_id, on)
    found: dict[int, list[Ground]] = defaultdict(list)
    for source in (_vacancies, _life, _development):
        for body, ground in source(bodies, on, local):
            found[body].append(ground)
    return found


Found = list[tuple[int, Ground]]


def _vacancies(bodies: Sequence[Organization], on: date, local: Mapping[str, Value]) -> Found:
    """Posts of the committee that had holders and have too few since before the day."""
    before, text = rules.vacant_before(on, local)
    posts = Post.objects.open_on(on).filter(organization__in=bodies, role__in=(Role.SECRETARY, Role.MEMBER))
    held: dict[int, int] = defaultdict(int)
    for taken in Appointment.objects.held_on(on).filter(post__in=posts).values_list("post_id", flat=True):
        held[taken] += 1
    ends = Appointment.objects.known().filter(post__in=posts, during__endswith__lte=on)
    last = dict(ends.order_by().values_list("post").annotate(last=Max("during__endswith")))
    found: Found = []
    for post in posts.in_order():
        since = last.get(post.pk)
        if since is None or since > before or held[post.pk] >= post.seats:
            continue
        words = f"{post.title}自{since.year}年{since.month}月{since.day}日起空缺"
        is_head = post.role == Role.SECRETARY and post.seats == 1
        found.append((post.organization_id, Ground(VACANCY if is_head else TEAM, words, text)))
    return found


def _life(bodies: Sequence[Organization], on: date, local: Mapping[str, Value]) -> Found:
    """Organization life of the last year that is past its day, neither held since nor explained."""
    since, least, text = rules.missed_life(on, local)
    missed: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = DutyResult.objects.filter(_within(bodies)).due_between(since, on).behind(on)
    for path, kind in rows.values_list("org_path", "kind"):
        missed[_owner(bodies, path)][kind] += 1
    captions = dict(DutyResult._meta.get_field("kind").flatchoices)
    found: Found = []
    for body in bodies:
        kinds = missed[body.pk]
        if sum(kinds.values()) >= least:
            words = "、".join(f"{captions.get(kind, kind)} {number} 次" for kind, number in sorted(kinds.items()))
            found.append((body.pk, Ground(LIFE, f"近一年到期没有开展：{words}", text)))
    return found


def _development(bodies: Sequence[Organization], on: date, local: Mapping[str, Value]) -> Found:
    """Bodies with members where nobody was admitted for so long and nobody is a development object."""
    since, text = rules.undeveloped_since(on, local)
    full, lively = set[int](), set[int]()
    rows = Member.objects.current().filter(_within(bodies))
    for path, category, joined_on in rows.values_list("org_path", "category", "joined_on"):
        owner = _owner(bodies, path)
        full.add(owner)
        if category == Category.OBJECT or (joined_on is not None and joined_on >= since):
            lively.add(owner)
    words = f"{since.year}年{since.month}月{since.day}日以来没有发展党员，现在也没有发展对象"
    young = {body.pk for body in bodies if body.founded_on is not None and body.founded_on > since}
    return [(body.pk, Ground(DEVELOPMENT, words, text)) for body in bodies if body.pk in full - lively - young]


def _within(bodies: Sequence[Organization]) -> Q:
    condition = Q(org_path="")
    for body in bodies:
        condition |= Q(org_path__gte=body.path, org_path__lt=paths.following(body.path))
    return condition


def _owner(bodies: Sequence[Organization], path: str) -> int:
    return next(body.pk for body in bodies if paths.contains(body.path, path))
