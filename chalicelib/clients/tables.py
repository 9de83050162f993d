"""Storage of clients, the tenants."""

from sqlalchemy import Computed, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class ClientRow(Keyed, Dated, Base):
    __tablename__ = "clients"

    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(
        String(collation="C"), Computed("lower(name)", persisted=True)
    )
    contact_email: Mapped[str] = mapped_column(server_default=text("''"))
    notes: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (Index("ix_clients_sort_name", "sort_name", "id"),)
