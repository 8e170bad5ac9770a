"""Where the program begins, as `ivfprep` and as `python -m ivfprep`."""

import gc


def main() -> None:
    """Run the command line. A run is over before the first cycle is worth collecting, and loading makes none."""
    gc.disable()
    from ivfprep.cli import main as run  # noqa: PLC0415 - loaded without collecting garbage

    run()


if __name__ == "__main__":
    main()
