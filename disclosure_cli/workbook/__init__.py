"""The Excel workbook, in both directions: a template to fill in, and a filled one read back."""
