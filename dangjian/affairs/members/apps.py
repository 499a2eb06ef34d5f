from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members: membership is a source of the Actor."""

    name = "dangjian.affairs.members"
    label = "members"
    verbose_name = "党员"

    def ready(self) -> None:
        from dangjian.access.actors import register_source
        from dangjian.affairs.members import doors, held
        from dangjian.affairs.members.queries import posts_and_grants
        from dangjian.affairs.organizations import doors as bodies
        from dangjian.affairs.people import holdings

        register_source(posts_and_grants)
        holdings.register(holdings=held.sections, timeline=held.happenings)
        bodies.on_merge.register(doors.follow_merger)
        bodies.on_split.register(doors.follow_split)
        bodies.register_obstacles(doors.obstacles)
        bodies.register_roll(counted=doors.counted, chosen=doors.chosen)
