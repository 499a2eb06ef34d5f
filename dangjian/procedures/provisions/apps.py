from django.apps import AppConfig


class ProvisionsConfig(AppConfig):
    """Local rules of counties."""

    name = "dangjian.procedures.provisions"
    label = "provisions"
    verbose_name = "本地规定"
