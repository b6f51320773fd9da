"""Comparing on screen: limits of the network, own ways, followed goods, the table and the chart."""
