"""The user's document on screen: opening and saving, undo, scenes, articles, the ready check."""
