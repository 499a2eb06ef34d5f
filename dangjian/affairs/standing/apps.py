from django.apps import AppConfig


class StandingConfig(AppConfig):
    """Standing: names the pages of its cases and what their last step brings about."""

    name = "dangjian.affairs.standing"
    label = "standing"
    verbose_name = "党籍"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access import zones
        from dangjian.affairs.members import settling
        from dangjian.affairs.people import holdings
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.affairs.standing.agenda import items
        from dangjian.affairs.standing.following import follow_member
        from dangjian.affairs.standing.holdings import sections
        from dangjian.affairs.standing.models import Kind, Matter
        from dangjian.affairs.standing.services.effects import decided
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case

        def address(case: Case) -> str:
            """Name the page; on the internet there is none (P37), and no card leads to it."""
            return "" if zones.is_internet() else reverse("standing:matter", args=[case.public_id])

        for kind in Kind:
            register(f"standing.{kind}", address=address, on_done=decided)
        provide(items)
        holdings.register(holdings=sections)
        on_merge(Holding(Matter))
        settling.register(follow_member)
