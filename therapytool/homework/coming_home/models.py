"""Tables of what came home: pages as pictures, and whether a fillable PDF is offered on the client's page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.database import Base, PublicId, UtcDateTime
from therapytool.homework.models import Response
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields
from therapytool.sealing import seal, unseal


class ScannedPage(HasPersonalFields, Base, PublicId):
    """One page on paper as a JPEG, sealed with the person's own key. `came_from` is "client" or "clinician"."""

    __tablename__ = "scanned_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    sealed_picture: Mapped[bytes] = mapped_column(LargeBinary)
    came_at: Mapped[datetime] = mapped_column(UtcDateTime)
    came_from: Mapped[str] = mapped_column(String(20))
    response: Mapped[Response] = relationship()

    @property
    def picture(self) -> bytes:
        """The JPEG."""
        return unseal(self.seal_ring, self.sealed_picture, self.place_of("sealed_picture"))

    @picture.setter
    def picture(self, content: bytes) -> None:
        self.sealed_picture = seal(self.seal_ring, content, self.place_of("sealed_picture"))

    @property
    def seal_owner(self) -> str:
        return self.response.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.response.seal_ring


class OfferedForm(Base):
    """That the clinician offers one person the fillable PDF on her own page."""

    __tablename__ = "offered_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), unique=True)
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
