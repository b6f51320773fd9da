"""The filter: a panel of facets beside the map, and a bar of chips that says what is on."""
