"""The durable record: one Delta table of touchpoints, each in it exactly once, for ever."""
