"""The funnel explorer: any steps, who is lost at each of them, and what that costs."""
