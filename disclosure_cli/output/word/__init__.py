"""The Word document: its body from the blocks of a report, and the base that it is put into."""
