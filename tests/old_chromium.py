"""Chromium 109, the last for Windows 7, from npm: the oldest browser that the page is for."""

from __future__ import annotations

import subprocess
from pathlib import Path

from browser import NODE_MODULES
from conftest import needed

OLD_CHROMIUM = NODE_MODULES / "@sparticuz" / "chromium" / "bin"
"""As it is packed there."""


def unpacked_old_chromium(folder: Path) -> Path:
    """That browser, ready to be started."""
    needed(["@sparticuz/chromium@109 (npm)"] * (not OLD_CHROMIUM.is_dir()))
    script = f"""
        const fs = require("node:fs"), zlib = require("node:zlib");
        for (const name of ["chromium", "swiftshader.tar"]) {{
            const packed = fs.readFileSync({str(OLD_CHROMIUM)!r} + "/" + name + ".br");
            fs.writeFileSync({str(folder)!r} + "/" + name, zlib.brotliDecompressSync(packed), {{ mode: 0o755 }});
        }}
    """
    subprocess.run(["node", "-e", script], check=True, timeout=120)
    subprocess.run(["tar", "-xf", "swiftshader.tar"], cwd=folder, check=True, timeout=60)
    return folder / "chromium"
