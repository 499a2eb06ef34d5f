"""What every service here needs: the row as it stands, the right at that place, the line in the log."""

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals.models import Appraisal
from dangjian.rulebook import RuleBreach


def locked(appraisal: Appraisal) -> Appraisal:
    """Return the row as it stands now, locked until the transaction ends."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=appraisal.pk)


def check_right(by: Actor, path: str) -> None:
    """Refuse who does not answer for the body, and who enters for another: a delegate never appraises (P4)."""
    if by.acting_for is not None or not by.may(Permission.APPRAISAL_EDIT, path):
        raise RuleBreach("评议、谈心谈话由党组织书记本人办理，您的职务不办理，没有改动。")


def log(by: Actor, appraisal: Appraisal, action: str, words: str = "") -> None:
    """Write the line of the log."""
    audit.record(
        by=by,
        action=f"appraisal.{action}",
        subject=appraisal.public_id,
        organization_id=appraisal.organization_id,
        path=appraisal.org_path,
        words=words or str(appraisal),
    )


@transaction.atomic
def remember_reading(*, by: Actor, appraisal: Appraisal) -> None:
    """Note that someone from above read the steps and the counts (调阅): shown to the branch."""
    log(by, appraisal, "read", "、".join(dict.fromkeys(post.organization_name for post in by.posts)))
