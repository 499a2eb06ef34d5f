"""党籍处置的前后: lost contact, suspension, restoration: days and papers, never an automatic change."""
