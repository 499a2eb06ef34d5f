"""A ballot goes into the urn: the turn is taken, the counts change, and nothing else of it is written anywhere."""

from collections.abc import Mapping
from typing import Final

from django.db import connection, transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.secrets import seal_bytes, unseal_bytes
from dangjian.activities.appraisals.models import Appraisal, Elector, SealedUrn
from dangjian.activities.appraisals.rules import Grade, Urn
from dangjian.rulebook import RuleBreach

# Once by the key of the table; a second send of the same person waits here for the first.
_TURN: Final = """
INSERT INTO appraisals_turn (appraisal_id, member_id, county_id, org_path) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def cast(*, by: Actor, appraisal: Appraisal, choices: Mapping[int, Grade]) -> None:
    """Count the ballot of the person who acts: grades by member id, who is left out was left open.

    Neither the row of the turn nor the log says anything of the choices, and the urn says nothing of the person
    (decision 0050). Raises ``RuleBreach`` for a delegate, for who does not take part, a second ballot, an urn that
    was opened, and a grade for oneself or for someone who is not graded.
    """
    if by.acting_for is not None:
        raise RuleBreach("代办不能代投票，请本人用自己的账号投。没有投票。")
    elector = Elector.objects.filter(appraisal=appraisal, member__person_id=by.person_id, may_cast=True).first()
    if elector is None:
        raise RuleBreach("这次测评的名单里没有您，没有投票。有疑问请问党支部。")
    if elector.member_id in choices:
        raise RuleBreach("不给自己评等次，没有投票。请刷新后重新选择。")
    _take_turn(elector)
    row = SealedUrn.objects.select_for_update().filter(appraisal=appraisal).first()
    if row is None:
        raise RuleBreach("测评已经结束，没有投票。")
    urn = Urn.from_bytes(unseal_bytes(bytes(row.counts), bytes(row.place)))
    if set(choices) - set(urn.counts):
        raise RuleBreach("选票里有不评定等次的同志，没有投票。请刷新后重新选择。")
    urn.add(choices)
    row.counts = seal_bytes(urn.to_bytes(), bytes(row.place))
    row.save(update_fields=["counts"])
    audit.record(
        by=by, action="appraisal.cast", subject=appraisal.public_id, organization_id=appraisal.organization_id,
        path=appraisal.org_path,
    )  # fmt: skip


def _take_turn(elector: Elector) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [elector.appraisal_id, elector.member_id, elector.county_id, elector.org_path])
        if not cursor.rowcount:
            raise RuleBreach("您已经投过票了，每人一次，没有重复计票。")
