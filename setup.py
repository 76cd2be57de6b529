"""Puts what the package reads but is no code inside it when it is installed: `foundation.paden` looks for it there."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = ("contracts", "catalogus", "docs")


class BuildWithData(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # then they are read where they lie
            for name in DATA:
                copytree(name, Path(self.build_lib, "machtigingen", "_data", name), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
