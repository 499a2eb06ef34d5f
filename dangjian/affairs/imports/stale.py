"""What was checked is no longer so."""


class Stale(Exception):
    """The register moved on between check and writing: nothing is written, the file is checked anew."""


class NotAllowed(Exception):
    """Who confirmed no longer holds the right at a body concerned: nothing is written."""
