"""A county with a branch that missed things, and rules over it."""

from datetime import date, timedelta

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.foundation.time import now, today
from dangjian.procedures.calendar.models import Cause, Shift
from dangjian.programme.warnings import services
from dangjian.programme.warnings.models import Interview, Letter, RaisedWarning, RuleState, WarningRule
from dangjian.programme.warnings.rules import About


def missed(body: Organization, *, ago: int, met_after: int | None = None, start: date | None = None) -> DutyResult:
    """Make a theme day that fell due some days ago, done so many days after, or not at all."""
    due = today() - timedelta(days=ago)
    first = start or due - timedelta(days=27)
    return DutyResult.objects.create(
        county_id=body.county_id, organization_id=body.pk, org_path=body.path, duty="meetings.theme_day",
        kind="theme_day", period_start=first, period_end=due + timedelta(days=1), due_on=due, needed=1,
        got=0 if met_after is None else 1, met_on=None if met_after is None else due + timedelta(days=met_after),
    )  # fmt: skip


def editor(account: Account) -> Actor:
    """Return the actor of an account, narrowed to rules of warning."""
    return actor_of(account).narrowed(Permission.WARNING_RULE_EDIT)


def a_rule(officer: Account, about: About = About.DUTY, *, is_on: bool = False) -> WarningRule:
    """Set a rule: 10, 30 and 60 days; tried and switched on where asked for."""
    by = editor(officer)
    made = services.set_rule(by=by, about=about, key="", days=(10, 30, 60), basis="县委组织部会议", on=today())
    if is_on:
        services.try_out(by=by, rule=made, on=today())
        made = services.switch_on(by=by, rule=made, on=today())
    return made


def warnings_at(body: Organization, canary: str) -> dict[str, object]:
    """Make a rule of the county, a warning, a letter and an interview at any place of the small world."""
    at = {"county_id": body.county_id, "org_path": body.path}
    first = today() - timedelta(days=20)
    # What a county sets may be read by everyone in it: no canary there.
    rule = WarningRule.objects.create(
        county_id=body.pk, org_path=body.path, about=About.DUTY, first_days=10, second_days=30, third_days=60,
        fade_days=365, basis="县委会议", state=RuleState.DRAFT, recorded_by=1,
    )  # fmt: skip
    warning = RaisedWarning.objects.create(
        **at, organization=body, rule=rule, about=About.DUTY, subject=f"duty:x:{body.pk}", what=canary, article=canary,
        since=first, level=1, due_on=today(), fades_on=today() + timedelta(days=90), raised_on=today(),
    )  # fmt: skip
    letter = Letter.objects.create(
        **at, organization=body, issuer=body, signs=canary, asks=canary, issued_on=first, due_on=today(), account_id=1,
    )  # fmt: skip
    interview = Interview.objects.create(
        **at, organization=body, issuer=body, decided_by=canary, reason=canary, basis=canary, held_by=canary,
        with_whom=canary, held_on=first, due_on=today(), kept_until=today() + timedelta(days=300), account_id=1,
    )  # fmt: skip
    shift = Shift.objects.create(
        **at, organization_id=body.pk, cause=Cause.FARMING, from_day=first - timedelta(days=400),
        to_day=first - timedelta(days=399), moved_to=first, words=canary, basis=canary, declared_at=now(),
        declared_by=1,
    )  # fmt: skip
    return {"warning_rule": rule, "warning": warning, "letter": letter, "interview": interview, "shift": shift}
