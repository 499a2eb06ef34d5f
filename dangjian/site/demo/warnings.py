"""Warnings of the demo county: rules tried, what stands, was explained, healed; a letter, an interview."""

from datetime import timedelta
from typing import Final

from django.db import connection

from dangjian.affairs.accounts.models import Account
from dangjian.foundation.time import at
from dangjian.programme.warnings.engine import reckon, trial
from dangjian.programme.warnings.models import Interview, Letter, RaisedWarning, RuleState, WarningRule
from dangjian.programme.warnings.rules import About, default_days, fade_days, kept_until
from dangjian.site.demo.cast import OFFICER, ORGANIZER
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

# The engine looks back on these days: what was late on one and done by the next was warned and is healed.
_BEFORE: Final = tuple(timedelta(days=days) for days in (255, 165, 75, 40, 26, 14))
_SINCE: Final = _BEFORE[0]
_EACH: Final = 9  # Every so many-th warning is explained, every so many-th dismissed.
_RULES: Final = (
    (About.DUTY, RuleState.ON), (About.TASK, RuleState.ON), (About.TERM, RuleState.ON), (About.DUES, RuleState.ON),
    (About.VACANCY, RuleState.TRIED),
)  # fmt: skip
# A letter names warnings by their numbers: they begin anew, for no county is loaded beside another.
_FIRST: Final = "SELECT setval(pg_get_serial_sequence('warnings_raisedwarning', 'id'), 1, false)"
# An id that is the same for the same county: the engine draws them by chance.
_IDS: Final = """
UPDATE warnings_raisedwarning SET public_id = md5(rule_id || ':' || organization_id || ':' || subject)::uuid,
  recorded_at = %s
"""


def write(county: County) -> None:
    """Make the rules, by the printed officer."""
    chance = Chance(county.measures.members + 17, county.today)
    officer = next(row.pk for row in county.rows.of(Account) if row.person_id == county.cast[OFFICER.login].pk)
    since = county.today - _SINCE
    for number, (about, state) in enumerate(_RULES):
        days = default_days(about, county.today)
        county.rows.put(
            WarningRule, public_id=chance.public_id(), county_id=1, org_path=county.root.path, about=str(about),
            first_days=days.first, second_days=days.second, third_days=days.third, fade_days=fade_days(county.today),
            basis=f"清组发〔{since.year}〕{31 + number}号", state=str(state), tried_on=since,
            on_since=since if state is RuleState.ON else None, recorded_at=at(since - timedelta(days=3), 9),
            recorded_by=officer, switched_by=officer if state is RuleState.ON else None,
        )  # fmt: skip


def settle(county: County) -> None:
    """Try the rules as on their day, raise what stood then and since, heal what was done since, by the engine."""
    for rule in WarningRule.objects.order_by("pk"):
        found = trial(rule, county.today - _SINCE)
        rule.tried = {"bodies": len(found)} | {
            name: sum(getattr(one, name) for one in found) for name in ("raised", "second", "third", "open")
        }
        rule.save(update_fields=["tried"])
    with connection.cursor() as cursor:
        cursor.execute(_FIRST)
    for before in _BEFORE:
        reckon(1, county.today - before)
    _answers(county)
    reckon(1, county.today)
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [at(county.today, 1)])
    _pressed(county)


def _answers(county: County) -> None:
    on = county.today - timedelta(days=12)
    rows = list(RaisedWarning.objects.standing().select_related("organization", "organization__parent").order_by("pk"))
    for row in rows[::_EACH]:
        row.ended, row.ended_on, row.words, row.who = "explained", on, "党员集中外出务工，已定补开日期", "党支部书记"
    for row in rows[4 :: _EACH * 3]:
        row.ended, row.ended_on, row.words, row.who = "dismissed", on, "与上级党组织合并开展，已核实", "组织委员"
    RaisedWarning.objects.bulk_update(rows[::_EACH] + rows[4 :: _EACH * 3], ["ended", "ended_on", "words", "who"])


def _pressed(county: County) -> None:
    """A letter and an interview of the printed township for the branch of it whose warning has come furthest."""
    chance = Chance(county.measures.members + 19, county.today)
    late = RaisedWarning.objects.standing().filter(organization__parent__short_name__startswith=ORGANIZER.body)
    first = late.select_related("organization", "organization__parent").order_by("-level", "org_path", "pk").first()
    if first is None or first.organization.parent is None:
        return
    body, above = first.organization, first.organization.parent
    at_body = {"county_id": 1, "organization": body, "org_path": body.path, "issuer": above, "account_id": 1}
    on = county.today - timedelta(days=5)
    Letter.objects.create(
        **at_body, public_id=chance.public_id(), signs=above.name, issued_on=on, due_on=on + timedelta(days=15),
        asks="请对照上述事项逐件办理，办结后在平台登记，不另行报送材料。", made_at=at(on, 10),
        matters=[{"what": first.what, "article": first.article, "cure": first.cure, "id": first.pk}],
    )  # fmt: skip
    held = county.today - timedelta(days=40)
    Interview.objects.create(
        **at_body, public_id=chance.public_id(), decided_by="镇党委书记", reason="有关事项长时间没有办结",
        basis="镇党委会议", held_by="镇党委组织委员", with_whom="党支部书记",
        statement="支委外出，已排定补开日期。",
        held_on=held, due_on=held + timedelta(days=30), cured_on=held + timedelta(days=25),
        cured_words="已补开并写记录。", kept_until=kept_until(held, county.today), made_at=at(held, 15),
    )  # fmt: skip
