"""How a blank is understood: its heads, its rows, what a caption means, whom a name means. No Django, no clock."""
