"""The briefing: the user's document. A frozen value, one file, read strictly and written atomically."""
