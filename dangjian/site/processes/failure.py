"""Why an installation could not be started or kept alive; each message (Chinese) says what to do."""


class HouseholdFailed(Exception):
    """A process cannot be started or kept alive."""


class PortTaken(Exception):
    """The address to serve on cannot be used; nothing was started."""
