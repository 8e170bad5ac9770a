from __future__ import annotations

import gc
import pkgutil
import signal
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import ivfprep
from tests.warm import end_of_warm

# The same examples each time, on a busy machine too: `python -m tests.fuzz` is what searches by chance.
settings.register_profile(
    "the same each time",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("the same each time")

# A run in the background may be told to ignore Ctrl-C, and so would be each program that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


LONG = (
    *("test_any_page", "test_few_prompts", "test_accepted", "test_conversation", "test_terminal"),
    *("test_faces", "test_batch", "test_pdf"),
)
CASES = {path.stem for path in (Path(__file__).parent / "cases").glob("*.yaml")}


def pytest_collection() -> None:
    """Load all of ours: Hypothesis draws constants of what is loaded, or the tests that ran before would decide."""
    for module in pkgutil.walk_packages(ivfprep.__path__, "ivfprep."):
        import_module(module.name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, or one worker may stand idle while the other ends with one of them.

    What is tested of one case stands together, so that one worker makes its page once for all.
    """
    items.sort(key=lambda item: (item.path.stem not in LONG, case_of(item) == "", case_of(item)))


def case_of(item: pytest.Item) -> str:
    """Return which case a test is about; "" for none."""
    id_ = item.callspec.id if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ""
    return id_ if id_ in CASES else ""


def pytest_collection_finish() -> None:
    """Look no more for garbage among what stays to the end: that took a fifth of the time of many tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure() -> None:
    end_of_warm()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home folder with nothing in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder
