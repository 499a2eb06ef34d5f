"""流动党员: one formal home, other places of organization life, a paired contact."""
