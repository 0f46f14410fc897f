"""Inscriptions: the few words that only one copy of a document bears, such as whose copy it is.

A document is laid out with something else in their place, the same for all copies, and the linker writes the true words
there. So the copies of a sheet are one document, laid out once, and what is kept of it holds nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping

LABEL, CODE_NAME = "label", "code_name"
STAND_INS: Mapping[str, str] = {LABEL: "\u20211", CODE_NAME: "\u20212"}
"""What stands in their place, by what they are called: nothing that a sheet would say."""
MARK = "data-inscription"
"""The attribute of the element that holds nothing but them; its value is what they are called."""
