"""两号与短信: how a notice reaches a person."""
