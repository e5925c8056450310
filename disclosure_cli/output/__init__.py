"""What a report is made into: blocks, and Word, web page and PDF printed from them."""
