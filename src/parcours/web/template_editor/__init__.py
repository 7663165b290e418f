"""The editor of the rules of stages and of the steps of journeys, with a look at what would move."""
