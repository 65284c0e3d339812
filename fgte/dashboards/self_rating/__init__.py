"""*Självskattning*: an instrument answered in the browser, and what a group has answered."""
