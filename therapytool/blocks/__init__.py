"""What a worksheet is made of. One kind is one module here, one template and one style in templates/blocks/.

`KINDS` is the one place that knows which kinds there are; nothing else asks what kind a block is.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from therapytool.blocks.agreement import AgreementBlock
from therapytool.blocks.base import Block
from therapytool.blocks.blanks import BlanksBlock
from therapytool.blocks.body_map import BodyMapBlock
from therapytool.blocks.callout import CalloutBlock
from therapytool.blocks.cards import CardsBlock
from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.computed import ComputedBlock
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.curve import CurveBlock
from therapytool.blocks.cycle import CycleBlock
from therapytool.blocks.date import DateBlock
from therapytool.blocks.dialogue import DialogueBlock
from therapytool.blocks.feelings_wheel import FeelingsWheelBlock
from therapytool.blocks.flow import FlowBlock
from therapytool.blocks.image import ImageBlock
from therapytool.blocks.ladder import LadderBlock
from therapytool.blocks.legend import LegendBlock
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.number import NumberBlock
from therapytool.blocks.page_break import PageBreakBlock
from therapytool.blocks.picture import PictureBlock
from therapytool.blocks.pie import PieBlock
from therapytool.blocks.profile import ProfileBlock
from therapytool.blocks.prose import ProseBlock
from therapytool.blocks.quadrants import QuadrantsBlock
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.blocks.rating import RatingBlock
from therapytool.blocks.rating_grid import RatingGridBlock
from therapytool.blocks.repeated import RepeatedBlock
from therapytool.blocks.rings import RingsBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.blocks.sort import SortBlock
from therapytool.blocks.spectrum import SpectrumBlock
from therapytool.blocks.table import TableBlock
from therapytool.blocks.thermometer import ThermometerBlock
from therapytool.blocks.time import TimeBlock
from therapytool.blocks.timeline import TimelineBlock
from therapytool.blocks.venn import VennBlock
from therapytool.blocks.weekly_log import WeeklyLogBlock
from therapytool.blocks.word_bank import WordBankBlock

AnyBlock = Annotated[
    ProseBlock
    | CalloutBlock
    | ShortTextBlock
    | LinesBlock
    | ChecklistBlock
    | ChoiceBlock
    | RatingBlock
    | RatingGridBlock
    | QuestionnaireBlock
    | TableBlock
    | WeeklyLogBlock
    | SortBlock
    | AgreementBlock
    | PageBreakBlock
    | NumberBlock
    | DateBlock
    | TimeBlock
    | BlanksBlock
    | DialogueBlock
    | RepeatedBlock
    | LegendBlock
    | WordBankBlock
    | CardsBlock
    | ConditionalBlock
    | ComputedBlock
    | FeelingsWheelBlock
    | BodyMapBlock
    | PieBlock
    | VennBlock
    | RingsBlock
    | CycleBlock
    | FlowBlock
    | ThermometerBlock
    | SpectrumBlock
    | ProfileBlock
    | TimelineBlock
    | CurveBlock
    | LadderBlock
    | QuadrantsBlock
    | PictureBlock
    | ImageBlock,
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
    "questionnaire": QuestionnaireBlock,
    "table": TableBlock,
    "weekly_log": WeeklyLogBlock,
    "sort": SortBlock,
    "agreement": AgreementBlock,
    "page_break": PageBreakBlock,
    "number": NumberBlock,
    "date": DateBlock,
    "time": TimeBlock,
    "blanks": BlanksBlock,
    "dialogue": DialogueBlock,
    "repeated": RepeatedBlock,
    "legend": LegendBlock,
    "word_bank": WordBankBlock,
    "cards": CardsBlock,
    "conditional": ConditionalBlock,
    "computed": ComputedBlock,
    "feelings_wheel": FeelingsWheelBlock,
    "body_map": BodyMapBlock,
    "pie": PieBlock,
    "venn": VennBlock,
    "rings": RingsBlock,
    "cycle": CycleBlock,
    "flow": FlowBlock,
    "thermometer": ThermometerBlock,
    "spectrum": SpectrumBlock,
    "profile": ProfileBlock,
    "timeline": TimelineBlock,
    "curve": CurveBlock,
    "ladder": LadderBlock,
    "quadrants": QuadrantsBlock,
    "picture": PictureBlock,
    "image": ImageBlock,
}
