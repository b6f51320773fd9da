"""One running program per user: a second start hands over what it was asked for, and ends."""
