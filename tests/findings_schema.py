"""The JSON Schema of `validate --format json`, by which every such output of the tests is validated."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

SCHEMA = Draft202012Validator(
    json.loads(
        Path(__file__).parent.parent.joinpath("docs", "findings.schema.json").read_text("utf-8")
    )
)


def validated(output: str) -> str:
    """The output, if the schema allows it; else an error that says where it does not."""
    SCHEMA.validate(json.loads(output))
    return output
