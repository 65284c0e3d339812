"""The only readers of foreign files and, later, of the network."""
