"""The timeline: a strip below the map with the events, a period to choose, and steps from event to event."""
