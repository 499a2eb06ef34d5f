"""Who may do what, and where in the tree: Actor, Permission, scope, audit, idempotency.

Keeps ids only: no foreign key leads upward from here.
"""
