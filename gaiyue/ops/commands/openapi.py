"""`gaiyue openapi`: the document of the API; its snapshot in the repository is what integrators and a test compare."""

import argparse
import json
from pathlib import Path

from gaiyue.api import openapi

SNAPSHOT = Path(openapi.__file__).with_name("openapi.json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Print, or write."""
    parser.add_argument("--write", action="store_true", help=f"write {SNAPSHOT.name} again")


def run(args: argparse.Namespace) -> int:
    """Print the document in Chinese, or write it where the API keeps its snapshot."""
    if args.write:
        SNAPSHOT.write_text(text(), encoding="utf-8")
        print(f"==> {SNAPSHOT}")
    else:
        print(text(), end="")
    return 0


def text() -> str:
    """The document as its snapshot has it."""
    return json.dumps(openapi.plain_document(), ensure_ascii=False, indent=1) + "\n"
