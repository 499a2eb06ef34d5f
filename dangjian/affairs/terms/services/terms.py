"""A term begins with an election; the one before it ends there."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.terms import rules
from dangjian.affairs.terms.models import Election, Extension, Term
from dangjian.rulebook import NotInForceError, RuleBreach


@transaction.atomic
def begin(*, by: Actor, body: Organization, elected_on: date, number: int | None, basis: str, on: date) -> Term:
    """Record that a body was elected on a day; the term before it ends there, an older one is put before the next.

    Raises ``RuleBreach`` for a day to come, a body that was closed by then or has no terms, and a second election of
    one day.
    """
    Organization.objects.select_for_update().get(pk=body.pk)
    years = _years(body, elected_on, on)
    known = Term.objects.known().filter(organization=body)
    if known.filter(elected_on=elected_on).exists():
        raise RuleBreach(f"{body.short_name}在这一天已登记过选举，没有重复登记。要改请用“更正”。")
    following = known.filter(elected_on__gt=elected_on).order_by("elected_on").first()
    before = known.filter(elected_on__lt=elected_on).order_by("-elected_on").first()
    if before is not None:
        _replace(by, before, during=DateRange(before.elected_on, elected_on))
    expires_on = rules.years_after(elected_on, years)
    made = Term.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        number=number,
        elected_on=elected_on,
        expires_on=expires_on,
        due_on=expires_on,
        during=DateRange(elected_on, following.elected_on if following else None),
        basis=basis.strip()[:120],
        account_id=by.account_id,
    )
    _record(by, made, "term.begin", f"{elected_on:%Y-%m-%d} 选举，{expires_on:%Y-%m-%d} 届满")
    return made


@transaction.atomic
def correct(*, by: Actor, term: Term, elected_on: date, number: int | None, basis: str, reason: str, on: date) -> Term:
    """Correct the current term of a body; the wrong row stays, superseded. Raises ``RuleBreach`` as ``begin`` does."""
    Organization.objects.select_for_update().get(pk=term.organization_id)
    held = Term.objects.current().select_related("organization").filter(pk=term.pk).first()
    if held is None:
        raise RuleBreach("这一届刚有变动，没有更正。请刷新后核对。")
    if not reason.strip():
        raise RuleBreach("请写明更正的理由，没有改动。")
    years = _years(held.organization, elected_on, on)
    before = Term.objects.known().filter(organization=held.organization, during__endswith=held.elected_on).first()
    if before is not None and before.elected_on >= elected_on:
        raise RuleBreach("选举日期早于上一届的选举日期，没有更正。请核对日期。")
    expires_on = rules.years_after(elected_on, years)
    due_on = held.extended_to or expires_on
    if before is not None and before.during.upper != elected_on:
        _replace(by, before, during=DateRange(before.elected_on, elected_on))
    made = _replace(
        by, held, during=DateRange(elected_on, None), elected_on=elected_on, expires_on=expires_on, due_on=due_on,
        number=number, basis=basis.strip()[:120],
    )  # fmt: skip
    _record(by, made, "term.correct", reason)
    return made


def _years(body: Organization, elected_on: date, on: date) -> int:
    if elected_on > on:
        raise RuleBreach("选举日期不能晚于今天，没有登记。请在选举之后登记。")
    if not body.is_open_on(elected_on):
        raise RuleBreach(f"{body} 那时已撤销，没有登记届期。请核对日期。")
    try:
        found = rules.term_rule(body.kind, body.field, body.level, elected_on)
    except NotInForceError:
        # Elected before the rule was decreed: it is long over, and today's rule is as near as we can say.
        found = rules.term_rule(body.kind, body.field, body.level, on)
    if found is None:
        raise RuleBreach(f"{body.get_kind_display()}不实行任期，没有登记届期。")
    return found.number


def _replace(by: Actor, old: Term, **changes: object) -> Term:
    """Supersede a row by one that differs in ``changes``."""
    made = Term.objects.get(pk=old.pk)
    Term.objects.filter(pk=old.pk).update(superseded_at=Now())
    made.pk, made.public_id = None, _fresh_id()
    made.corrects_id, made.account_id, made.recorded_at = old.pk, by.account_id, Now()
    for name, value in changes.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    made.refresh_from_db()
    # What was asked for the term, and the election that began it, speak of the row that stands.
    Extension.objects.filter(term=old).update(term=made)
    Election.objects.filter(term=old).update(term=made)
    return made


def _fresh_id() -> UUID:
    found: UUID = Term._meta.get_field("public_id").get_default()
    return found


def _record(by: Actor, term: Term, action: str, words: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=term.public_id,
        organization_id=term.organization_id,
        path=term.org_path,
        words=f"{term} {words}",
    )
