"""memory: transcripts, the words they are found by, the marks of what was forgotten, and cached start briefs."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('memory_user',
    sa.Column('user_no', sa.Integer(), nullable=False),
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('next_place', sa.BigInteger(), nullable=False),
    sa.Column('turn_count', sa.Integer(), nullable=False),
    sa.Column('tombstone_key', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('speakers', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('user_no', name=op.f('pk_memory_user')),
    sa.UniqueConstraint('user_id', name=op.f('uq_memory_user_user_id'))
    )
    op.create_table('memory_session',
    sa.Column('user_no', sa.Integer(), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('started_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('taken_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_no'], ['memory_user.user_no'], name=op.f('fk_memory_session_user_no_memory_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_no', 'session_id', name=op.f('pk_memory_session'))
    )
    op.create_table('memory_turn',
    sa.Column('no', _BIG, autoincrement=False, nullable=False),
    sa.Column('user_no', sa.Integer(), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('turn_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('speaker', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['user_no'], ['memory_user.user_no'], name=op.f('fk_memory_turn_user_no_memory_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('no', name=op.f('pk_memory_turn')),
    sa.UniqueConstraint('user_no', 'session_id', 'turn_id', name=op.f('uq_memory_turn_user_no_session_id_turn_id'))
    )
    with op.batch_alter_table('memory_turn', schema=None) as batch_op:
        batch_op.create_index('ix_memory_turn_user_no_day', ['user_no', 'day'], unique=False)
    op.create_table('memory_tombstone',
    sa.Column('user_no', sa.Integer(), nullable=False),
    sa.Column('mark', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['user_no'], ['memory_user.user_no'], name=op.f('fk_memory_tombstone_user_no_memory_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_no', 'mark', name=op.f('pk_memory_tombstone'))
    )
    op.create_table('memory_brief',
    sa.Column('user_no', sa.Integer(), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('last_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('made_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_no'], ['memory_user.user_no'], name=op.f('fk_memory_brief_user_no_memory_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_no', 'session_id', name=op.f('pk_memory_brief'))
    )
    # The index of words. It holds stems that were cut in Python, so that both databases agree on what a word is.
    if op.get_bind().dialect.name == 'sqlite':
        op.execute("CREATE VIRTUAL TABLE memory_index USING fts5(terms, detail=none, columnsize=0, tokenize=ascii)")
    else:
        op.execute("CREATE TABLE memory_index (no BIGINT PRIMARY KEY, terms TEXT NOT NULL, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_memory_index_words ON memory_index USING gin (words)")


def downgrade() -> None:
    op.execute("DROP TABLE memory_index")
    op.drop_table('memory_brief')
    op.drop_table('memory_tombstone')
    with op.batch_alter_table('memory_turn', schema=None) as batch_op:
        batch_op.drop_index('ix_memory_turn_user_no_day')
    op.drop_table('memory_turn')
    op.drop_table('memory_session')
    op.drop_table('memory_user')
