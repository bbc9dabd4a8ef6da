"""sessions: the one that is current, the click that made it, labels, and what guards caches of its words."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added and dropped in place: SQLite's copying would delete what cascades from these tables.
    op.add_column('session', sa.Column('chosen_at', api.models.base.UtcDateTime(timezone=True), nullable=True))
    op.add_column('session', sa.Column('intent', sa.Uuid(), nullable=True))
    op.add_column('session', sa.Column('labels', sa.JSON(), nullable=True))
    op.add_column('session', sa.Column('revision', sa.Integer(), server_default='0', nullable=False))
    op.add_column('session', sa.Column('hot_key', sqlmodel.sql.sqltypes.AutoString(length=44), nullable=True))
    op.execute('UPDATE session SET chosen_at = opened_at')
    op.create_index('ix_session_user_chosen', 'session', ['user_id', 'chosen_at'], unique=False)
    op.create_index('uq_session_user_intent', 'session', ['user_id', 'intent'], unique=True)


def downgrade() -> None:
    op.drop_index('uq_session_user_intent', table_name='session')
    op.drop_index('ix_session_user_chosen', table_name='session')
    for column in ('hot_key', 'revision', 'labels', 'intent', 'chosen_at'):
        op.drop_column('session', column)
