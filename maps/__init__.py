"""How it looks on a map: scenes, messages, geometry and the page. No Qt."""
