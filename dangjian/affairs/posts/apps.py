from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Posts: the source of every Actor."""

    name = "dangjian.affairs.posts"
    label = "posts"
    verbose_name = "职务"

    def ready(self) -> None:
        from dangjian.access.actors import register_source
        from dangjian.affairs.accounts import holdings, homes
        from dangjian.affairs.members.departures import on_departure
        from dangjian.affairs.organizations import doors, sections
        from dangjian.affairs.people import holdings as records
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.affairs.posts.following import end_with_body, end_with_membership
        from dangjian.affairs.posts.history import held_today, timeline
        from dangjian.affairs.posts.models import Appointment
        from dangjian.affairs.posts.queries import held_by, holders, posts_and_grants
        from dangjian.affairs.posts.roll import sits, tables
        from dangjian.affairs.posts.rolls import rolls
        from dangjian.affairs.posts.turns import tell
        from dangjian.channels.inbox.holders import register
        from dangjian.procedures.cases.doors import on_turn

        register_source(posts_and_grants)
        register(holders)
        holdings.register(held_by)
        homes.register(rolls=rolls)
        sections.register(tables)
        doors.register_committee(sits)
        records.register(holdings=held_today, timeline=timeline)
        doors.on_close.register(end_with_body)
        on_departure(end_with_membership)
        on_merge(Holding(Appointment))
        on_turn(tell)
