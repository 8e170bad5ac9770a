"""What takes long: `.ci/run` runs it, `pytest` alone does not; `pytest tests/long` does."""
