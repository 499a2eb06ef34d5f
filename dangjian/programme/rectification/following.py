"""Cases follow the bodies: to the new superior, into who takes another up, or they lose their ground."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Closed, Merged, Moved
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Party
from dangjian.programme.rectification.models import Rectification, Result
from dangjian.programme.rectification.queries.bodies import committee_of
from dangjian.programme.rectification.services.steps import end

_MERGED = "党组织已并入其他党组织"
_CLOSED = "党组织已撤销"


def follow_move(by: Actor, moved: Moved) -> None:
    """Let the committee answer for the body under which it stands now."""
    for row in _locked(moved.body):
        _answer(by, row, committee_of(moved.body), moved.on)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the committee that takes another up act in its place; the case of a body that is gone loses its ground."""
    for row in _locked(merged.gone):
        _lift(by, row, merged.on, _MERGED)
    rows = Rectification.objects.select_for_update(of=("self",)).filter(township=merged.gone).select_related("case")
    for row in rows.order_by("pk"):
        if row.ended_on is None:
            _answer(by, row, merged.into, merged.on)
        else:  # In its year of watch it stays with who answers for the place now.
            _rename(row, merged.into)


def follow_closing(by: Actor, closed: Closed) -> None:
    """Lift what was open about a body that ends."""
    for row in _locked(closed.body):
        _lift(by, row, closed.on, _CLOSED)


def _locked(body: Organization) -> list[Rectification]:
    rows = Rectification.objects.select_for_update(of=("self",)).open().filter(organization=body)
    return list(rows.select_related("case", "organization").order_by("pk"))


def _answer(by: Actor, row: Rectification, above: Organization, on: date) -> None:
    row.township = above
    row.save(update_fields=["township"])
    cases.hand_over(by=by, case=row.case, key="township", body=above, on=on)


def _rename(row: Rectification, into: Organization) -> None:
    row.township = into
    row.save(update_fields=["township"])
    Party.objects.filter(case=row.case, key="township").update(
        organization_id=into.pk, name=into.short_name[:60], county_id=into.county_id, org_path=into.path
    )


def _lift(by: Actor, row: Rectification, on: date, words: str) -> None:
    cases.lift(by=by, case=row.case, on=on, words=words)
    end(row, Result.LIFTED, on)
