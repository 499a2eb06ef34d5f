"""表决: every motion is a line of the rulebook; whether enough came, whether it passed, whether the counts agree."""
