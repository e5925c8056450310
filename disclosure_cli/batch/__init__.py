"""Many files: which are meant, how they are spread over processes, what is done with each."""
