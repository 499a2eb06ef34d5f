"""组织: the one tree of Party bodies, the units they stand in, and the areas both lie in."""
