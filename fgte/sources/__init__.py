"""The only readers of foreign files and of the network."""
