"""Forms for signing, filled from the record; what is not known stays empty, to be written by hand."""
