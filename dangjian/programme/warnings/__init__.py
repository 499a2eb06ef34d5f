"""预警: what is past its day, with article and cure; heals when cured; rules tried before they are switched on."""
