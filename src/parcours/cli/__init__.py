"""The command line: one module a command."""

from parcours.cli.main import main

__all__ = ["main"]
