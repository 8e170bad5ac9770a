"""Where the program begins, as `ivfprep` and as `python -m ivfprep`."""

import gc
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line. A run is over before the first cycle is worth collecting, and loading makes none."""
    gc.disable()
    try:
        from ivfprep.cli import main as run  # noqa: PLC0415 - loaded without collecting garbage

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # at its end the interpreter would look through all that is left: a twentieth of a short run


if __name__ == "__main__":
    main()
