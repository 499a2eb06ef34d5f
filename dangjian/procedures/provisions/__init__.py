"""本地规定: what a county sets for itself where the rulebook leaves it room, with its basis and from which day."""
