"""Pages of disposals, for the branch, its committee and the person alone."""
