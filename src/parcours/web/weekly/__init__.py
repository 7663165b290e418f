"""The mail of every Monday: the three leaks that cost most."""
