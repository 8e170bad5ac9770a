"""ivfprep: a short list of questions to take to a fertility doctor."""

__version__ = "0.1.0"
