"""The page in a window, in step with the session."""
