"""waterfalls: where the time of spoken turns went."""

import sqlalchemy as sa
from alembic import op

import api.models.base

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'message_waterfall',
        sa.Column('message_id', sa.Uuid(), nullable=False),
        sa.Column('session_id', sa.Uuid(), nullable=False),
        sa.Column('at', api.models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('stages_ms', sa.JSON(), nullable=False),
        sa.Column('providers', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['message_id'], ['message.id'], name=op.f('fk_message_waterfall_message_id_message'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['session_id'], ['session.id'], name=op.f('fk_message_waterfall_session_id_session'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('message_id', name=op.f('pk_message_waterfall')),
    )
    op.create_index(op.f('ix_message_waterfall_at'), 'message_waterfall', ['at'], unique=False)
    op.create_index('ix_message_waterfall_session', 'message_waterfall', ['session_id', 'at'], unique=False)


def downgrade() -> None:
    op.drop_table('message_waterfall')
