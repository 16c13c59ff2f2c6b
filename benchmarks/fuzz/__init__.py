"""Broken and hostile input at every entry of tiersimpact: by chance, or steered by coverage."""
