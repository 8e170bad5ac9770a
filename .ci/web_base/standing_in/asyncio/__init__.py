"""Stands in for asyncio: the page's engine answers one call after the other and never waits inside of Python."""


def get_event_loop() -> None:
    """Refuse: there is no event loop."""
    raise RuntimeError("The engine of the page has no event loop.")
