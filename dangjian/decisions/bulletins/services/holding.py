"""A bulletin held for a change: locked, and not issued yet."""

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.decisions.bulletins.models import Bulletin
from dangjian.rulebook.breach import RuleBreach


def hold(bulletin: Bulletin) -> Bulletin:
    """Lock and return the row; raises ``RuleBreach`` where it was issued."""
    kept = Bulletin.objects.select_for_update(of=("self",)).select_related("organization").get(pk=bulletin.pk)
    if kept.issued_at is not None:
        raise RuleBreach(
            f"这份{kept.get_kind_display()}已印发，文字和数字都不再改动，这次的修改未保存。需要更正的，请另发一份。"
        )
    return kept


def note(action: str, bulletin: Bulletin, by: Actor) -> None:
    """Write the audit row of a change."""
    audit.record(by=by, action=action, subject=bulletin.public_id, organization_id=bulletin.organization_id,
                 path=bulletin.org_path, words=bulletin.title)  # fmt: skip
