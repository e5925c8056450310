"""The command line: commands, options, exit codes, the console."""
