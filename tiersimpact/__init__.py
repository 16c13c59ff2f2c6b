"""tiersimpact."""
