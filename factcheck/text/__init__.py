"""Pure normalisers over text: no language model, no state."""
