"""French quantity readers side by side: sentences with gold quantities in, a table of accuracy, traps and speed out."""
