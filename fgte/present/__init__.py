"""How findings are shown: numbers, chart specs and the one renderer; no statistics."""
