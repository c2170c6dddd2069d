"""`python -m gaiyue`: the command line of the house."""

from gaiyue.ops.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
