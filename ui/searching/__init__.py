"""The search box: places, features, passages, sources and commands by a few letters."""
