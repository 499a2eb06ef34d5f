"""Pages of the bulletins and the leader's overview."""
