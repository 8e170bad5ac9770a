"""Stands in for what installs packages: everything that the page needs is in place before Python starts."""


class Place:
    """A folder by its name; Pyodide's script asks it for that as Python does."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


SITE_PACKAGES = Place("/lib/python3.14/site-packages")
DSO_DIR = Place("/usr/lib")


def init_loaded_packages() -> None:
    """Note nothing: nobody asks what is installed."""
