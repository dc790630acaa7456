"""The verbs: load, decide, save, queue. The only layer that opens transactions."""
