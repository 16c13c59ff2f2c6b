"""Measurements, printed as ratios from one run: ``python -m benchmarks``."""
