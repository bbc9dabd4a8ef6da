"""platforms: jobs of one lane go in order, and typed replies say what made them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added and dropped in place: SQLite's copying would delete what cascades from these tables.
    op.add_column('job', sa.Column('lane', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))
    op.create_index('ix_job_lane', 'job', ['lane', 'created_at'], unique=False)
    op.add_column('message', sa.Column('node', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True))
    op.add_column('message', sa.Column('tool_calls', sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column('message', 'tool_calls')
    op.drop_column('message', 'node')
    op.drop_index('ix_job_lane', table_name='job')
    op.drop_column('job', 'lane')
