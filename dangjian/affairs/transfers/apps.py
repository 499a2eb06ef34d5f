from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Transfers: names the page of its cases, and stands in a person's timeline."""

    name = "dangjian.affairs.transfers"
    label = "transfers"
    verbose_name = "组织关系"

    def ready(self) -> None:
        from dangjian.affairs.members import settling
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.affairs.transfers.addresses import of_case
        from dangjian.affairs.transfers.following import follow_member, follow_merger
        from dangjian.affairs.transfers.models import Kind, Transfer
        from dangjian.affairs.transfers.timeline import happenings
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case

        for kind in Kind.values:
            register(f"transfers.{kind}", address=of_case)
        holdings.register(timeline=happenings)
        settling.register(follow_member)
        doors.on_merge.register(follow_merger)
        on_merge(Holding(Transfer), Holding(Case, "person_id"))
