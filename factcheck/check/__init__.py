"""Incoming copy: which findings a desk is told of, what it waived, and what in the archive has been corrected."""
