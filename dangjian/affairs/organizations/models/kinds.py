"""What a body is, at which rank it stands, and in which field it works."""

from django.db import models


class Kind(models.TextChoices):
    """What a body is; 党组 and 领导小组 stand beside the tree and are not among these."""

    WORK_COMMITTEE = "work_committee", "工委"
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    JOINT_BRANCH = "joint_branch", "联合党支部"
    TEMPORARY_BRANCH = "temporary_branch", "临时党支部"
    MOBILE_BRANCH = "mobile_branch", "流动党员党支部"
    GROUP = "group", "党小组"


BRANCHES = (Kind.BRANCH, Kind.JOINT_BRANCH, Kind.TEMPORARY_BRANCH, Kind.MOBILE_BRANCH)
COMMITTEES = (Kind.WORK_COMMITTEE, Kind.COMMITTEE)


class Level(models.TextChoices):
    """The rank a body stands at."""

    COUNTY = "county", "县级"
    TOWNSHIP = "township", "镇乡（街道）"
    DEPARTMENT = "department", "县直部门"
    BASE = "base", "基层"


class Field(models.TextChoices):
    """The field of work a body belongs to (领域)."""

    RURAL = "rural", "农村"
    COMMUNITY = "community", "社区"
    ORGAN = "organ", "机关"
    SCHOOL = "school", "学校"
    STATE_FIRM = "state_firm", "国企"
    PRIVATE_FIRM = "private_firm", "非公企业"
    SOCIETY = "society", "社会组织"
    HOSPITAL = "hospital", "公立医院"
