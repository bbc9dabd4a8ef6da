"""birth."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('birth_chart',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('inputs_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('inputs', sa.JSON(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('snapshot', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('engine', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('flag', sa.Integer(), nullable=False),
    sa.Column('computed_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_birth_chart_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_birth_chart'))
    )
    op.create_table('birth_detail',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('piece', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('precision', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=True),
    sa.Column('message_id', sa.Uuid(), nullable=True),
    sa.Column('at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_birth_detail_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'piece', name=op.f('pk_birth_detail'))
    )
    op.create_table('birth_talk',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.JSON(), nullable=False),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
    sa.Column('wants_reading', sa.Boolean(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=True),
    sa.Column('at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_birth_talk_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_birth_talk'))
    )


def downgrade() -> None:
    op.drop_table('birth_talk')
    op.drop_table('birth_detail')
    op.drop_table('birth_chart')
