"""Matters of standing as pages show them: names for the branch and the body that must act, counts above."""
