"""What can be wrong with the content beyond its shape, one module for each thing that is checked."""
