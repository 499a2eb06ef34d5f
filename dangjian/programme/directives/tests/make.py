"""Directives that were read, for tests."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.programme.directives.models import Directive, Proposal
from dangjian.programme.directives.services import read_directive

TEXT = """在全县基层党建重点任务推进会上的讲话

同志们：
今年以来，各镇乡做了大量工作，成效明显。
一、夯实基础
（一）抓好村级队伍。各镇乡党委要在12月15日前完成村党组织书记队伍逐村分析，建立一村一策台账，并报县委组织部备案。基础不牢，地动山摇。
县委组织部每季度召开一次村级运转经费会商会。
（二）规范组织生活。各单位要层层签订责任书。县直机关工委要在年底前对80个党支部的主题党日开展情况抽样核查。
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
