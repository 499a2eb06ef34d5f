"""Reads of the bulletins: how a list or a goal stands, and the bulletins themselves."""
