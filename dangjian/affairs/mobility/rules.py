"""What the rules say of members away from home: who counts as mobile, when contact is due, who should transfer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.cases.rules import add_months
from dangjian.rulebook import Rule, Value, rule

Local = Mapping[str, Value] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one stay: whether it applies, from which day, and the rule itself."""

    applies: bool
    from_day: date
    rule: Rule


def mobile(*, since: date, is_able: bool, on: date) -> Finding:
    """Say whether someone away since ``since`` counts as 流动党员: six months on, and not able to attend at home."""
    text = rule("members.mobile_months", on=on)
    day = add_months(since, text.number)
    return Finding(on >= day and not is_able, day, text)


def should_transfer(*, since: date, is_abroad: bool, on: date) -> Finding:
    """Say whether the formal relation should move: away six months at a fixed place; not for studies abroad."""
    text = rule("transfers.away_months", on=on)
    day = add_months(since, text.number)
    return Finding(on >= day and not is_abroad, day, text)


def contact_rule(*, is_abroad: bool, on: date, local: Local = None) -> Rule:
    """Return the rule by which contact is due: half a year abroad, else the county's own interval."""
    if is_abroad:
        return rule("members.abroad_contact_months", on=on)
    return rule("mobility.contact_months", on=on, local=local)


def contact_due(*, last: date, is_abroad: bool, on: date, local: Local = None) -> date:
    """Return the last day for the next contact, counted from the last one or from the day of leaving."""
    return add_months(last, contact_rule(is_abroad=is_abroad, on=on, local=local).number)


def decision_due(*, found_on: date, on: date, local: Local = None) -> date:
    """Return the day by which it is decided whether a parked relation moves or stays."""
    return found_on + timedelta(days=rule("mobility.talent_days", on=on, local=local).number)


def answer_due(*, made_on: date, on: date, local: Local = None) -> date:
    """Return the day by which an objection is answered."""
    return add_workdays(made_on, rule("mobility.objection_workdays", on=on, local=local).number)
