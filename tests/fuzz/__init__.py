"""Inputs that nobody thought of: short in the test run, long by `python -m tests.fuzz`."""
