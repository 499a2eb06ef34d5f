from django.apps import AppConfig


class DossierConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.dossier"
    label = "dossier"
    verbose_name = "我的档案"
