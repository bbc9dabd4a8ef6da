"""embeddings: what remembered turns and facts mean, where that is switched on."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'memory_vector',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_no', sa.Integer(), nullable=False),
        sa.Column('turn_no', _BIG, nullable=True),
        sa.Column('fact_id', sa.Uuid(), nullable=True),
        sa.Column('model', sqlmodel.sql.sqltypes.AutoString(length=220), nullable=False),
        sa.Column('dimension', sa.Integer(), nullable=False),
        sa.Column('vector', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ['fact_id'], ['memory_fact.id'], name=op.f('fk_memory_vector_fact_id_memory_fact'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['turn_no'], ['memory_turn.no'], name=op.f('fk_memory_vector_turn_no_memory_turn'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['user_no'], ['memory_user.user_no'], name=op.f('fk_memory_vector_user_no_memory_user'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_memory_vector')),
        sa.UniqueConstraint('fact_id', name=op.f('uq_memory_vector_fact_id')),
        sa.UniqueConstraint('turn_no', name=op.f('uq_memory_vector_turn_no')),
    )
    op.create_index('ix_memory_vector_user_no_turn_no', 'memory_vector', ['user_no', 'turn_no'], unique=False)


def downgrade() -> None:
    op.drop_table('memory_vector')
