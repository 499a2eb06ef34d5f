"""意见建议: said on any page, with a number, a day and a reply; the figures are there for everybody."""
