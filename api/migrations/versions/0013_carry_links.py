"""carry links: going on with a conversation on another device."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0013'
down_revision = '0011'
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        'carry_link',
        sa.Column('secret_hash', _TEXT(length=64), nullable=False),
        sa.Column('session_id', sa.Uuid(), nullable=False),
        sa.Column('user_id', sa.Uuid(), nullable=False),
        sa.Column('expires_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['session_id'], ['session.id'], name=op.f('fk_carry_link_session_id_session'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_carry_link_user_id_user'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('secret_hash', name=op.f('pk_carry_link')),
    )
    op.create_index(op.f('ix_carry_link_session_id'), 'carry_link', ['session_id'], unique=False)
    op.create_index(op.f('ix_carry_link_user_id'), 'carry_link', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('carry_link')
