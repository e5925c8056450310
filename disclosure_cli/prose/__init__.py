"""What the prose of a report claims: its numbers, with what they count.

A small grammar: `numbers` finds the numbers, `wordings` is the table of phrases and what they count,
`reading` is the one reader over both, `lists` finds the enumerations. A new wording is one line of the
table. Whether a claim holds is not asked here: see `rules.claims`.
"""
