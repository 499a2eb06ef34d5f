from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.imports"
    label = "imports"
    verbose_name = "表格导入"
