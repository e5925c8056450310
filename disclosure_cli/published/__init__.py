"""Published reports as a source: finds the figures of the form in documents of whatever origin."""
