"""Excel in: a filled-in workbook, found place by place by its labels, and read as a report."""

import os

# openpyxl asks for this at its import: on the standard library's parser it reads alike everywhere.
os.environ["OPENPYXL_LXML"] = "False"
