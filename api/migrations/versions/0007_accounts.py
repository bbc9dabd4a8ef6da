"""accounts: the language of a person, the device of a sign-in, accounts elsewhere and attempts to sign in with them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added and dropped in place: SQLite's copying would delete what cascades from these tables.
    op.add_column('user', sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=True))
    op.add_column('sign_in', sa.Column('device', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))
    op.create_table('linked_account',
    sa.Column('provider', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('linked_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_linked_account_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('provider', 'subject', name=op.f('pk_linked_account')),
    sa.UniqueConstraint('user_id', 'provider', name=op.f('uq_linked_account_user_id_provider'))
    )
    op.create_table('google_attempt',
    sa.Column('state_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=True),
    sa.Column('next_path', sqlmodel.sql.sqltypes.AutoString(length=512), nullable=False),
    sa.Column('expires_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_google_attempt_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('state_hash', name=op.f('pk_google_attempt'))
    )
    with op.batch_alter_table('google_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_google_attempt_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_google_attempt_user_id'), ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('google_attempt')
    op.drop_table('linked_account')
    op.drop_column('sign_in', 'device')
    op.drop_column('user', 'language')
