"""Planning a way through the network: what is asked, how it is found, summed up and put into words."""
