"""Hostile rosters, generated: families by how they attack, variants by how hard (T28)."""
