"""*Förändringsarbete*: the journal as pages of the server, read by all and written by editors."""
