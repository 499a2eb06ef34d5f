"""Bases of open organization life: who keeps them, what they offer when, and the visits that branches book."""
