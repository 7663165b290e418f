"""Where visits come from: one table of channels, and the rules that choose among them."""
