from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """What took place."""

    name = "dangjian.procedures.evidence"
    label = "evidence"
    verbose_name = "组织生活事实"
