"""阵地: where a village or community meets: its state, the four that are uniform, and repairs until they are done.

The lines are those of the register ``premises`` and belong to the place; no table of its own.
"""
