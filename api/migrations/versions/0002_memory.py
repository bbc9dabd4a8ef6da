"""memory."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
