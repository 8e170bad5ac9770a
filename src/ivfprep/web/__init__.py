"""The page that runs this program in a browser: one file, the same engine."""
