"""The Excel workbook, in both directions: a template to fill in, and a filled one read back."""

import os

# openpyxl asks for this at its import: on the standard library's parser it reads alike everywhere.
os.environ["OPENPYXL_LXML"] = "False"
