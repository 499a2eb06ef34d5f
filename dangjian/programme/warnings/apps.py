from django.apps import AppConfig


class WarningsConfig(AppConfig):
    """Warnings: follows what is recorded and moved, and tells a body its own."""

    name = "dangjian.programme.warnings"
    label = "warnings"
    verbose_name = "预警"

    def ready(self) -> None:
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.calendar.doors import on_shift
        from dangjian.procedures.evidence.doors import on_change
        from dangjian.programme.warnings.agenda import items
        from dangjian.programme.warnings.following import follow_evidence, mark

        on_change(follow_evidence)
        on_shift(mark)
        provide(items)
