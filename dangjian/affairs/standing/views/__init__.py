"""Pages of members' standing."""
