"""Random answers to the grid, printed as reports in every layout and read back."""
