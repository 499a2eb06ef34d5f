from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    """Admissions: names the page of its cases, what their steps bring about, and follows people and bodies."""

    name = "dangjian.affairs.admissions"
    label = "admissions"
    verbose_name = "发展党员"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access import zones
        from dangjian.affairs.admissions.agenda import items
        from dangjian.affairs.admissions.following import follow_member, follow_merger, follow_move
        from dangjian.affairs.admissions.holdings import sections
        from dangjian.affairs.admissions.models import Admission, Companion
        from dangjian.affairs.admissions.services.effects import done
        from dangjian.affairs.admissions.services.opening import DEFINITION
        from dangjian.affairs.members import settling
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case

        def address(case: Case) -> str:
            """Name the page; on the internet there is none (P37), and no card leads to it."""
            return "" if zones.is_internet() else reverse("admissions:admission", args=[case.public_id])

        register(DEFINITION, address=address, on_done=done)
        provide(items)
        holdings.register(holdings=sections)
        settling.register(follow_member)
        doors.on_merge.register(follow_merger)
        doors.on_move.register(follow_move)
        on_merge(Holding(Admission), Holding(Companion))
