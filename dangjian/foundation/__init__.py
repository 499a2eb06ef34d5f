"""What knows no business: time, files, drafts, spreadsheets, documents, the look."""
