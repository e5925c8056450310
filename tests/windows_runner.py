"""Run by a Python of Windows: starts the command lines that it is given, until there are no more.

A line in, `{"command": …, "folder": …, "environment": …}`; a line out, `{"code": …, "said": …}`, what was said as
hexadecimal bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

TIME_LIMIT = 60

for line in sys.stdin:
    asked = json.loads(line)
    done = subprocess.run(
        asked["command"], cwd=asked["folder"], env={**os.environ, **asked["environment"]}, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT,
    )  # fmt: skip
    print(json.dumps({"code": done.returncode, "said": done.stdout.hex()}), flush=True)  # noqa: T201
