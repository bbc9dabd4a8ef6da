"""forgetting: stretches off the record, what is to be forgotten and was, and the marks that it leaves."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('off_record',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('from_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('to_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_off_record_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_off_record'))
    )
    with op.batch_alter_table('off_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_off_record_session_id'), ['session_id'], unique=False)
    op.create_table('forgetting_key',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('secret', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_forgetting_key_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_forgetting_key'))
    )
    op.create_table('forgotten_mark',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('mark', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('topic_id', sa.Uuid(), nullable=True),
    sa.Column('until', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_forgotten_mark_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forgotten_mark'))
    )
    with op.batch_alter_table('forgotten_mark', schema=None) as batch_op:
        batch_op.create_index('ix_forgotten_mark_user_kind', ['user_id', 'kind', 'mark'], unique=False)
    op.create_table('forget_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=True),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.Column('asked_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_forget_request_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forget_request'))
    )
    with op.batch_alter_table('forget_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_forget_request_user_id'), ['user_id'], unique=False)
    op.create_table('forget_receipt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_forget_receipt_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forget_receipt'))
    )
    with op.batch_alter_table('forget_receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_forget_receipt_user_id'), ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('forget_receipt')
    op.drop_table('forget_request')
    op.drop_table('forgotten_mark')
    op.drop_table('forgetting_key')
    op.drop_table('off_record')
