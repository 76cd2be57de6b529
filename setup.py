"""Puts the contracts and the catalogue inside the installed package: `foundation.paden` looks for them there."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = ("contracts", "catalogus")


class BuildWithData(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # then they are read where they lie
            for name in DATA:
                copytree(name, Path(self.build_lib, "machtigingen", "_data", name), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
