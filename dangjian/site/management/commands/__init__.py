"""Steps that need Django loaded; people use the command line `dangjian`."""
