"""驻村第一书记和工作队: which villages must have a first secretary; who is there, from where, since when.

That a village is under 整顿 is told to nobody here: it stands as 其他应派村, like others that the county decides on.
"""
