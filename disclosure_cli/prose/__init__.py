"""What the prose of a report claims: its numbers with what they count, and what it says is 0. Knows no report.

`numbers` finds the numbers; `words` are the tables of words, `tokens` a text cut up by them; `naming` and
`statements` say what words name, `claims` is the reader that goes through a paragraph. `enumerations`
finds wholes with their parts, `category_counts` the categories. A new wording is a new word.
Whether a claim holds is asked in `checks.text_against_tables`.
"""
