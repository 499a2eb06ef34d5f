from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives."""

    name = "dangjian.programme.directives"
    label = "directives"
    verbose_name = "文件"
