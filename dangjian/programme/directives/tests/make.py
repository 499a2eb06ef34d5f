"""Directives that were read, for tests."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.programme.directives.models import Directive, Proposal
from dangjian.programme.directives.services import read_directive

# Brackets name who and by when, so that these four are read exactly, whatever the model thinks.
TEXT = """在全县基层党建重点任务推进会上的讲话

同志们：
今年以来，各镇乡做了大量工作，成效明显。
一、夯实基础
1.完成村党组织书记队伍逐村分析，建立一村一策台账。（责任单位：各镇乡党委；完成时限：2026年12月15日）
2.每季度会商一次村级运转经费。（责任单位：县委组织部、县财政局；完成时限：长期坚持）
二、规范组织生活
3.抽样核查主题党日开展情况，层层签订责任书。（责任单位：县直机关工委；完成时限：年底前）
4.走访慰问老党员和生活困难党员。（责任单位：各镇乡党委；完成时限：XX月底前）
基础不牢，地动山摇。
中共清源县委组织部
2026年11月18日
"""
ISSUED_ON = date(2026, 11, 18)


def editor(account: Account) -> Actor:
    """The actor of an account, narrowed to editing directives."""
    return actor_of(account).narrowed(Permission.DIRECTIVE_EDIT)


def make_directive(body: Organization, by: Actor, text: str = TEXT) -> Directive:
    """Read a text for a body."""
    return read_directive(
        organization=body,
        office="",
        text=text,
        file=None,
        file_name="",
        title="",
        issuer="",
        issued_on=ISSUED_ON,
        even_without_tasks=True,
        by=by,
    )


def proposals(directive: Directive) -> list[Proposal]:
    """The proposals that stand, in order."""
    rows = list(directive.proposals.standing().in_order())
    for row in rows:
        row.directive = directive
    return rows
