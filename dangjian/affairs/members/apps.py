from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members: membership is a source of the Actor."""

    name = "dangjian.affairs.members"
    label = "members"
    verbose_name = "党员"

    def ready(self) -> None:
        from dangjian.access.actors import register_source
        from dangjian.affairs.members.queries import posts_and_grants

        register_source(posts_and_grants)
