"""Tests of dues."""
