"""telegram: who somebody there is here, codes that link, and asking again about what was left open."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

_MOMENT = api.models.base.UtcDateTime(timezone=True)
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        'telegram_account',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('telegram_id', sa.BigInteger(), nullable=False),
        sa.Column('user_id', sa.Uuid(), nullable=False),
        sa.Column('is_linked', sa.Boolean(), nullable=False),
        sa.Column('voice', _TEXT(length=8), nullable=False),
        sa.Column('session_id', sa.Uuid(), nullable=True),
        sa.Column('blocked_at', _MOMENT, nullable=True),
        sa.Column('linked_at', _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user.id'], name=op.f('fk_telegram_account_user_id_user'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_telegram_account')),
        sa.UniqueConstraint('telegram_id', 'is_linked', name=op.f('uq_telegram_account_telegram_id_is_linked')),
    )
    op.create_index(op.f('ix_telegram_account_user_id'), 'telegram_account', ['user_id'], unique=False)
    op.create_table(
        'telegram_code',
        sa.Column('code_hash', _TEXT(length=64), nullable=False),
        sa.Column('user_id', sa.Uuid(), nullable=False),
        sa.Column('session_id', sa.Uuid(), nullable=True),
        sa.Column('expires_at', _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user.id'], name=op.f('fk_telegram_code_user_id_user'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('code_hash', name=op.f('pk_telegram_code')),
        sa.UniqueConstraint('user_id', name=op.f('uq_telegram_code_user_id')),
    )
    op.create_index(op.f('ix_telegram_code_expires_at'), 'telegram_code', ['expires_at'], unique=False)
    op.create_table(
        'follow_up_choice',
        sa.Column('user_id', sa.Uuid(), nullable=False),
        sa.Column('is_on', sa.Boolean(), nullable=False),
        sa.Column('platform', _TEXT(length=16), nullable=False),
        sa.Column('quiet_from', sa.Integer(), nullable=False),
        sa.Column('quiet_until', sa.Integer(), nullable=False),
        sa.Column('zone', _TEXT(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user.id'], name=op.f('fk_follow_up_choice_user_id_user'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('user_id', name=op.f('pk_follow_up_choice')),
    )
    op.create_table(
        'follow_up',
        sa.Column('loop_id', sa.Uuid(), nullable=False),
        sa.Column('user_id', sa.Uuid(), nullable=False),
        sa.Column('outcome', _TEXT(length=16), nullable=False),
        sa.Column('at', _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_follow_up_user_id_user'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('loop_id', name=op.f('pk_follow_up')),
    )
    op.create_index(op.f('ix_follow_up_user_id'), 'follow_up', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('follow_up')
    op.drop_table('follow_up_choice')
    op.drop_table('telegram_code')
    op.drop_table('telegram_account')
