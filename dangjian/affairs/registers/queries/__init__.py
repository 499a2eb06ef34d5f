"""Reads for the pages of registers and for others."""
