"""A stay in words: its facts, and what the rules say of it."""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from dangjian.affairs.mobility import rules
from dangjian.affairs.mobility.models import Stay
from dangjian.foundation.ui.parts import Fact, Level, Standing


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule says of a stay: a status, the words, the article, and a door where there is one."""

    look: Standing
    words: str
    citation: str
    address: str = ""
    caption: str = ""


def facts_of(stay: Stay, *, is_home: bool) -> list[Fact]:
    """Return what the reader may see: the host reads who it is, whence, and whom to call."""
    home = stay.organization.name if stay.is_out else stay.home
    found = [Fact("正式组织关系", home), Fact("所在地" if stay.is_out else "流入党支部", _where(stay))]
    if stay.is_out:
        done = f"{day_words(stay.reported_on)}已报到" if stay.reported_on else "流入地还没有确认"
        found += [Fact("报到", done)] if stay.host else []
    found += [Fact("外出原因", stay.get_reason_display()), Fact("外出日期", day_words(stay.since))]
    if is_home:
        found += [Fact("组织生活", "仍能参加原支部组织生活" if stay.is_able else "不能参加原支部组织生活")]
    found += [Fact("结对联系人", stay.contact.name if stay.contact else "还没有定")]
    other = "、".join(filter(None, (stay.unsealed("other_name"), stay.unsealed("other_phone"))))
    if other and is_home:
        found.append(Fact("流入地联系人" if stay.is_out else "流出地联系人", other))
    if stay.ended_on:
        found.append(Fact("结束", f"{day_words(stay.ended_on)}，{stay.get_ending_display()}"))
    return found


def _where(stay: Stay) -> str:
    return stay.where if stay.is_out else stay.organization.name


def findings_of(stay: Stay, on: date) -> list[Advice]:
    """Return what the rules say of an open departure."""
    if not stay.is_out:
        return []
    mobile = rules.mobile(since=stay.since, is_able=stay.is_able, on=on)
    due = rules.should_transfer(since=stay.since, is_abroad=stay.is_abroad, on=on)
    found = [Advice(_mobile_look(mobile, stay), mobile.rule.says, mobile.rule.citation)]
    if due.applies:
        look = Standing(Level.INFO, "建议转接组织关系", f"{day_words(due.from_day)}起外出满{due.rule.number}个月")
        found.append(Advice(look, f"应转尽转：{due.rule.says}。", due.rule.citation, _door(stay), "去转接组织关系"))
    return found


def _mobile_look(finding: rules.Finding, stay: Stay) -> Standing:
    if finding.applies:
        return Standing(Level.INFO, "属流动党员", f"自{day_words(finding.from_day)}起")
    if stay.is_able:
        return Standing(Level.NA, "暂不属流动党员", "仍能参加原支部组织生活")
    return Standing(Level.NA, "暂不属流动党员", f"到{day_words(finding.from_day)}满6个月")


def _door(stay: Stay) -> str:
    """Return where a transfer starts; empty in an installation that has no transfers."""
    try:
        return reverse("transfers:new", args=[stay.person.public_id]) if stay.person else ""
    except NoReverseMatch:
        return ""


def day_words(day: date | None) -> str:
    """2026年11月21日; empty for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
