"""届期与换届: when a body was elected, until when its term runs, extensions and elections."""
