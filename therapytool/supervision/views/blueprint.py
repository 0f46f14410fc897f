"""The blueprint of supervision; what is done with a case has its address under the case's."""

from __future__ import annotations

from flask import Blueprint

supervision = Blueprint("supervision", __name__)
