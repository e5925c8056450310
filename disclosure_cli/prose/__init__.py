"""What the prose of a report claims: its numbers, with what they count. Knows no report.

`numbers` finds the numbers, `patterns` is the table of wordings and what they count, `claims` the one
reader over both, `enumerations` finds wholes with their parts. A new wording is one line of the table.
Whether a claim holds is asked in `checks.text_against_tables`.
"""
