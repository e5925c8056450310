"""What findings and comparisons look like. Nothing here knows options or exit codes."""
