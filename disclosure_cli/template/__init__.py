"""The workbook that a person fills in, written with XlsxWriter."""
