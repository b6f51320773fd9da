"""What we know: the shipped facts and the code that reads and checks them. No Qt, no HTML, no folium."""
