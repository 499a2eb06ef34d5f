"""村级集体经济: income by source of each village and year, in the bands that the province sets; pilots and their days.

The lines belong to the place: they are those of the register ``collective_economy``; here are the bands over them.
"""
