"""A form is made for a branch, to be printed and signed."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.models import Paper, PaperKind
from dangjian.affairs.blanks.papers.collection import collection
from dangjian.affairs.blanks.papers.known import known
from dangjian.affairs.blanks.papers.roster import roster
from dangjian.affairs.blanks.services.blanks import DOCX, KEPT
from dangjian.affairs.blanks.services.looks import note_looks
from dangjian.affairs.members.models import Category
from dangjian.affairs.members.queries.record import reads_conditions
from dangjian.affairs.members.queries.rolls import roll
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.paper import packed
from dangjian.foundation.time import as_day
from dangjian.rulebook.breach import RuleBreach

_PARTY: Final = Q(member__category__in=(Category.FULL, Category.PROBATIONARY))


@transaction.atomic
def make(
    *,
    organization: Organization,
    kind: PaperKind,
    is_revealing: bool,
    reason: str,
    actor: Actor,
    at: datetime,
    by: Actor,
) -> Paper:
    """Make a form of every member of a branch; ID numbers and phones only with the right to them and a reason.

    ``actor`` is ``by`` with all their posts.
    """
    if is_revealing and not (actor.may(Permission.MEMBER_REVEAL, organization.path) and reason.strip()):
        raise RuleBreach("打印证件号码和电话要有查看的权限，并写明用途。没有生成。")
    on = as_day(at)
    lines = roll(actor.narrowed(Permission.MEMBER_VIEW), organization, on, _PARTY)
    if not lines:
        raise RuleBreach(f"{organization.short_name}的名册是空的，没有可打印的。")
    people = known(lines, is_revealed=is_revealing, reads_conditions=reads_conditions(actor, organization))
    document = (roster if kind == PaperKind.ROSTER else collection)(organization, people, on)
    title = f"{organization.short_name}{PaperKind(kind).label}"
    kept = files.store(
        packed(document, title=title, author=organization.name, at=at), owner="blanks.paper", name=f"{title}.docx",
        media_type=DOCX, county_id=organization.county_id, organization_id=organization.pk,
        org_path=organization.path, privacy=Privacy.SENSITIVE, expires_on=on + KEPT,
    )  # fmt: skip
    paper = Paper.objects.create(
        organization=organization, county_id=organization.county_id, org_path=organization.path,
        account_id=by.account_id, maker=by.name, kind=kind, file=kept, people=len(people), is_revealing=is_revealing,
    )  # fmt: skip
    audit.record(
        by=by, action="paper.make", subject=paper.public_id, organization_id=organization.pk, path=organization.path,
        words=f"{title}，{len(people)} 人{f'，含证件号码和电话，用途：{reason}' if is_revealing else ''}",
        among=[line.person.pk for line in lines],
    )  # fmt: skip
    if is_revealing:
        note_looks(by=by, people=[line.person for line in lines], reason=reason)
    return paper
