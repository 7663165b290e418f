"""What all screens of numbers share: opened journeys, periods, answers in the background, drill-down."""
