"""The panels beside the map. No panel knows another."""
