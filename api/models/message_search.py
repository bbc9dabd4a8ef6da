"""Which messages can be searched for, and under which number."""

from uuid import UUID

from sqlalchemy import BigInteger, Integer
from sqlmodel import Field

from api.models.base import Table

_BIG = BigInteger().with_variant(Integer(), "sqlite")


class MessageSearch(Table, table=True):
    """A message in the index of words. `no` = user_no × 2⁴² + the moment in ms, or the next free number behind it.

    So a person's messages are one stretch of numbers, in the order of time. The words themselves stand in
    `message_words` under the same number, and go with this row.
    """

    __tablename__ = "message_search"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    no: int = Field(primary_key=True, sa_type=_BIG, sa_column_kwargs={"autoincrement": False})  # pyright: ignore[reportArgumentType, reportCallIssue]  an instance is a type to SQLAlchemy
    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", unique=True)
