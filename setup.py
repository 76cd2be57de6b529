"""Puts what the package reads but is no code inside it when it is installed: `foundation.paden` looks for it there."""

from pathlib import Path
from shutil import copy, copytree

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = ("contracts", "catalogus", "docs")
DATA_FILES = ("sdk/README.md",)


class BuildWithData(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # then they are read where they lie
            inside = Path(self.build_lib, "machtigingen", "_data")
            for name in DATA:
                copytree(name, inside / name, dirs_exist_ok=True)
            for name in DATA_FILES:
                (inside / name).parent.mkdir(exist_ok=True)
                copy(name, inside / name)


setup(cmdclass={"build_py": BuildWithData})
