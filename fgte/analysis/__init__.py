"""Pure statistics: arrays in, small frozen results out; no files, network or plotting."""
