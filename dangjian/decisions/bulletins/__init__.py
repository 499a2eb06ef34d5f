"""通报: the standing of a list or a goal at a moment, frozen, in the words of the officer."""
