"""Runs inside of Pyodide with the library that was made: all of it can be imported and used."""

import importlib
import json

from roads import WORK, use_the_program

use_the_program()
lacking = []
for name in json.loads((WORK / "out" / "modules.json").read_text()):
    try:
        importlib.import_module(name)
    except ImportError as error:
        lacking.append(f"{name}: {error}")
if lacking:
    raise SystemExit("\n".join(lacking))
