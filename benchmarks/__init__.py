"""How fast it is: scripts that print what they measure. `make bench` runs them."""
