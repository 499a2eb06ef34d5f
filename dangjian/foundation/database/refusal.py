"""What is said when the embedded database cannot be used."""


class DatabaseRefused(Exception):
    """The embedded database cannot be started; the message (Chinese) says why, what was kept and what to do."""


class AlreadySupervised(DatabaseRefused):
    """Another process of this machine supervises the same data folder."""
