"""What stages, steps, touchpoints and channels are called in English, French and Hebrew."""
