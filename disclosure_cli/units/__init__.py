"""The units that report to a government: which there are, how far each has come, and their figures as one report."""
