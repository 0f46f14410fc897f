"""What a worksheet is made of. One kind is one module here, one template and one style in templates/blocks/.

`KINDS` is the one place that knows which kinds there are; nothing else asks what kind a block is.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from therapytool.blocks.agreement import AgreementBlock
from therapytool.blocks.base import Block
from therapytool.blocks.callout import CalloutBlock
from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.page_break import PageBreakBlock
from therapytool.blocks.prose import ProseBlock
from therapytool.blocks.rating import RatingBlock
from therapytool.blocks.rating_grid import RatingGridBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.blocks.sort import SortBlock
from therapytool.blocks.table import TableBlock
from therapytool.blocks.weekly_log import WeeklyLogBlock

AnyBlock = Annotated[
    ProseBlock
    | CalloutBlock
    | ShortTextBlock
    | LinesBlock
    | ChecklistBlock
    | ChoiceBlock
    | RatingBlock
    | RatingGridBlock
    | TableBlock
    | WeeklyLogBlock
    | SortBlock
    | AgreementBlock
    | PageBreakBlock,
    Field(discriminator="kind"),
]

KINDS: dict[str, type[Block]] = {
    "prose": ProseBlock,
    "callout": CalloutBlock,
    "short_text": ShortTextBlock,
    "lines": LinesBlock,
    "checklist": ChecklistBlock,
    "choice": ChoiceBlock,
    "rating": RatingBlock,
    "rating_grid": RatingGridBlock,
    "table": TableBlock,
    "weekly_log": WeeklyLogBlock,
    "sort": SortBlock,
    "agreement": AgreementBlock,
    "page_break": PageBreakBlock,
}
