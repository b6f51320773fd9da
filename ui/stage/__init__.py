"""The stage: presenting a live map on one screen or two. The show is a value; windows follow it."""
