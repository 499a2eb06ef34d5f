from uuid import UUID

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Bulletins: offers the ledger of a list to draft one, and home pages the drafts that wait."""

    name = "dangjian.decisions.bulletins"
    label = "bulletins"
    verbose_name = "通报"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access.permissions import Permission
        from dangjian.decisions.bulletins.agenda import items
        from dangjian.procedures.agenda.queries import provide
        from dangjian.programme.tasks.doors import ListStep, register_list_step

        provide(items)

        def draft(public_id: UUID) -> str:
            return f"{reverse('bulletins:new')}?subject=list:{public_id}"

        register_list_step(ListStep("起草通报", Permission.BULLETIN_EDIT, draft))
