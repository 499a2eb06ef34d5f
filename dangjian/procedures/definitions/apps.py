from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    """Definitions: nothing to register; cases read them."""

    name = "dangjian.procedures.definitions"
    label = "definitions"
    verbose_name = "程序文本"
