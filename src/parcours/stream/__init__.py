"""The stream: takes touchpoints from the inbox to the log, and lets the rooms follow."""
