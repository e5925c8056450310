"""What openpyxl would drop or bend in a workbook, and what a person cannot see in it."""
