"""The shop's settings, how Parcours does, and backups."""
