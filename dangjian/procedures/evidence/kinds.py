"""The kinds of organization life that a record can be evidence of; free of Django, so that rules may use it."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What took place (domain §1.1)."""

    CONGRESS = "congress"
    COMMITTEE = "committee"
    GROUP = "group"
    LECTURE = "lecture"
    THEME_DAY = "theme_day"
    LIFE_MEETING = "life_meeting"
    APPRAISAL = "appraisal"
    TALKS = "talks"
    LEADERS_LIFE = "leaders_life"
    REPORT_HEARD = "report_heard"
    DUES = "dues"

    @property
    def label(self) -> str:
        """The word people use."""
        return LABELS[self]


LABELS: Final = {
    Kind.CONGRESS: "党员大会",
    Kind.COMMITTEE: "支委会",
    Kind.GROUP: "党小组会",
    Kind.LECTURE: "党课",
    Kind.THEME_DAY: "主题党日",
    Kind.LIFE_MEETING: "组织生活会",
    Kind.APPRAISAL: "民主评议党员",
    Kind.TALKS: "谈心谈话",
    Kind.LEADERS_LIFE: "民主生活会",
    Kind.REPORT_HEARD: "听取党建工作汇报",
    Kind.DUES: "党费收缴",
}

CHOICES: Final = [(str(kind), label) for kind, label in LABELS.items()]
