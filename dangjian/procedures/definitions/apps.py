from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    """Definitions: has the installation's own practices read beside the shipped regulations."""

    name = "dangjian.procedures.definitions"
    label = "definitions"
    verbose_name = "程序文本"

    def ready(self) -> None:
        from pathlib import Path

        from django.conf import settings

        from dangjian.rulebook.book import read_beside

        if settings.PRACTICES:
            read_beside(Path(settings.PRACTICES))
