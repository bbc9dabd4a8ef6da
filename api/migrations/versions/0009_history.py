"""history: the index of words, titles and topics of sessions, shared talks, and where imported talks come from."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    _make_search()
    _make_captions()
    _make_shares()
    op.create_table('imported_talk',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('origin_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_imported_talk_session_id_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_imported_talk_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'origin_id', name=op.f('pk_imported_talk'))
    )
    op.create_index(op.f('ix_imported_talk_session_id'), 'imported_talk', ['session_id'], unique=False)
    op.create_index('ix_session_user_ended', 'session', ['user_id', 'ended_at'], unique=False)


def _make_search() -> None:
    op.create_table('search_owner',
    sa.Column('user_no', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_search_owner_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_no', name=op.f('pk_search_owner')),
    sa.UniqueConstraint('user_id', name=op.f('uq_search_owner_user_id'))
    )
    op.create_table('message_search',
    sa.Column('no', _BIG, autoincrement=False, nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_message_search_message_id_message'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('no', name=op.f('pk_message_search')),
    sa.UniqueConstraint('message_id', name=op.f('uq_message_search_message_id'))
    )
    # The index of words. Messages that are there already are put in when the service starts, not here: it takes long.
    if op.get_bind().dialect.name == 'sqlite':
        op.execute("CREATE VIRTUAL TABLE message_words USING fts5(terms, columnsize=0, tokenize=ascii)")
        op.execute(
            "CREATE TRIGGER message_words_follow AFTER DELETE ON message_search "
            "BEGIN DELETE FROM message_words WHERE rowid = old.no; END"
        )
    else:
        op.execute(
            "CREATE TABLE message_words (no BIGINT PRIMARY KEY REFERENCES message_search (no) ON DELETE CASCADE, "
            "terms TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_message_words_terms ON message_words USING gin (terms)")


def _make_captions() -> None:
    op.create_table('session_caption',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
    sa.Column('made_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_session_caption_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_session_caption'))
    )
    op.create_table('session_topic',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_session_topic_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'key', name=op.f('pk_session_topic'))
    )


def _make_shares() -> None:
    op.create_table('shared_talk',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
    sa.Column('persona', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('session_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('created_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_shared_talk_session_id_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_shared_talk_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_talk')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_shared_talk_token_hash'))
    )
    op.create_index(op.f('ix_shared_talk_session_id'), 'shared_talk', ['session_id'], unique=False)
    op.create_index(op.f('ix_shared_talk_user_id'), 'shared_talk', ['user_id'], unique=False)
    op.create_table('shared_message',
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('interrupted', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_shared_message_message_id_message'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['share_id'], ['shared_talk.id'], name=op.f('fk_shared_message_share_id_shared_talk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('share_id', 'place', name=op.f('pk_shared_message'))
    )
    op.create_index(op.f('ix_shared_message_message_id'), 'shared_message', ['message_id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_session_user_ended', table_name='session')
    op.drop_table('imported_talk')
    op.drop_table('shared_message')
    op.drop_table('shared_talk')
    op.drop_table('session_topic')
    op.drop_table('session_caption')
    op.execute("DROP TABLE message_words")
    op.drop_table('message_search')
    op.drop_table('search_owner')
