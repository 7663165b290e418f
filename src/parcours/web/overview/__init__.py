"""The overview: what needs attention, then the numbers of some days beside those before."""
