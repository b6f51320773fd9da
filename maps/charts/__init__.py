"""Charts that print well: figures made by matplotlib, as SVG text. No Qt."""
