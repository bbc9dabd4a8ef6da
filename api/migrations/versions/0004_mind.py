"""mind: what is kept of a session for the companion: its summary, what is new, and what memory has of it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('session_mind',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('context_version', sa.Integer(), nullable=False),
    sa.Column('memory_version', sa.Integer(), nullable=False),
    sa.Column('rolling_summary', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('rolling_summary_session_id', sa.Uuid(), nullable=True),
    sa.Column('summed_count', sa.Integer(), nullable=False),
    sa.Column('handed_count', sa.Integer(), nullable=False),
    sa.Column('handed_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_session_mind_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_session_mind'))
    )


def downgrade() -> None:
    op.drop_table('session_mind')
