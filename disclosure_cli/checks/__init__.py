"""Whether a report holds: a function a rule, and what is wrong where one does not hold."""
