"""From files to typed content: strict YAML with positions, every problem at once."""
