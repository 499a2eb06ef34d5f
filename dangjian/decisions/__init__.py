"""决策支持: bulletins."""
