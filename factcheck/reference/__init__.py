"""Dated reference tables: who held which office when, and up to which day that is known."""
