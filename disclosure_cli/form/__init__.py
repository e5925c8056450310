"""The official form, as printed."""
