from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives: gives the home pages the texts that wait."""

    name = "dangjian.programme.directives"
    label = "directives"
    verbose_name = "文件"

    def ready(self) -> None:
        from dangjian.procedures.agenda.queries import provide
        from dangjian.programme.directives.agenda import items

        provide(items)
