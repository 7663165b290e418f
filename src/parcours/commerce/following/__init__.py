"""From touchpoints to orders as they stand."""
