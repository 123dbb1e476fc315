"""Gradient Lens's command line."""
