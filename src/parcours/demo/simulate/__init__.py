"""The simulator: people visit, buy, wait for the parcel, come back or not; all of a round at once."""
