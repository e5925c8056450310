"""One filled-in report and what was found in it: values only."""
