"""The table twin of the map."""
