"""Stands in for Pyodide's event loop, which the page's engine does not use."""


def _initialize_event_loop() -> None:
    """Leave it out."""
