from django.apps import AppConfig


class DisposalsConfig(AppConfig):
    """Disposals: cases that nobody but their handling bodies and the person know of; they follow member and bodies."""

    name = "dangjian.affairs.disposals"
    label = "disposals"
    verbose_name = "组织处置"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access import zones
        from dangjian.affairs.disposals import following
        from dangjian.affairs.disposals.agenda import items
        from dangjian.affairs.disposals.holdings import sections
        from dangjian.affairs.disposals.models import Disposal
        from dangjian.affairs.disposals.services.effects import decided
        from dangjian.affairs.members import settling, uniting
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case

        def address(case: Case) -> str:
            """Name the page; on the internet there is none (P37), and no card leads to it."""
            return "" if zones.is_internet() else reverse("disposals:one", args=[case.public_id])

        register("disposals.case", address=address, on_done=decided, is_sealed=True)
        provide(items)
        holdings.register(holdings=sections)
        on_merge(Holding(Disposal))
        settling.register(following.follow_member)
        uniting.register(following.follow_union)
        doors.on_move.register(following.follow_move)
        doors.on_merge.register(following.follow_merger)
