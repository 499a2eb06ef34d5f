from django.apps import AppConfig


class RectificationConfig(AppConfig):
    """Rectification: cases that nobody but their handling bodies knows of; they follow the bodies."""

    name = "dangjian.programme.rectification"
    label = "rectification"
    verbose_name = "软弱涣散整顿"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access import zones
        from dangjian.affairs.organizations import doors
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case
        from dangjian.programme.rectification import following
        from dangjian.programme.rectification.agenda import items

        def address(case: Case) -> str:
            """Name the page; on the internet there is none (P37), and no card leads to it."""
            return "" if zones.is_internet() else reverse("rectification:one", args=[case.public_id])

        register("rectification.case", address=address, is_sealed=True)
        provide(items)
        doors.on_move.register(following.follow_move)
        doors.on_merge.register(following.follow_merger)
        doors.on_close.register(following.follow_closing)
