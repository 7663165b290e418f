"""Time: int64 microseconds since 1970 UTC inside, the shop's own zone and calendar for people."""
