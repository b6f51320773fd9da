"""Measuring on the map: lengths, areas, and the countries they lie in."""
