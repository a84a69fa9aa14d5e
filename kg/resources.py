"""Where the ontology's files are: inside an installed wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontology(*parts: str) -> Path:
    """Path of a file or folder of the ontology, such as ``ontology("lexicon", "roles.csv")``."""
    for root in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        if root.is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("the ontology is missing: reinstall geokg, or keep the folder ontology/ beside kg/")
