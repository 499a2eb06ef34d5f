from django.apps import AppConfig


class DossierConfig(AppConfig):
    """One's own record; corrections wait in the agenda, their answers reach one person through the inbox."""

    name = "dangjian.affairs.dossier"
    label = "dossier"
    verbose_name = "我的档案"

    def ready(self) -> None:
        from dangjian.affairs.dossier.agenda import items
        from dangjian.affairs.dossier.models import Correction
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        on_merge(Holding(Correction))
