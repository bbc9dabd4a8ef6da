"""learning."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import api.models.base

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('memory_claim',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
    sa.Column('turn_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('said_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('learned_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('origin', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('subject_key', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('predicate', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('object', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('object_key', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('stance', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=True),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('entities', sa.JSON(), nullable=False),
    sa.Column('fact_id', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memory_claim'))
    )
    with op.batch_alter_table('memory_claim', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memory_claim_fact_id'), ['fact_id'], unique=False)
        batch_op.create_index('ix_memory_claim_group', ['user_id', 'subject_key', 'predicate'], unique=False)
        batch_op.create_index('ix_memory_claim_session', ['user_id', 'session_id'], unique=False)
        batch_op.create_index('ix_memory_claim_turn', ['user_id', 'turn_id'], unique=False)

    op.create_table('memory_closing',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('turn_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('about', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('said_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memory_closing'))
    )
    with op.batch_alter_table('memory_closing', schema=None) as batch_op:
        batch_op.create_index('ix_memory_closing_session', ['user_id', 'session_id'], unique=False)

    op.create_table('memory_fact',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('subject_key', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('predicate', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('object', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('object_key', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('entities', sa.JSON(), nullable=False),
    sa.Column('valid_from', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('valid_to', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('learned_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('said_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('pinned', sa.Boolean(), nullable=False),
    sa.Column('origin', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('turn_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memory_fact'))
    )
    with op.batch_alter_table('memory_fact', schema=None) as batch_op:
        batch_op.create_index('ix_memory_fact_group', ['user_id', 'subject_key', 'predicate'], unique=False)
        batch_op.create_index('ix_memory_fact_status', ['user_id', 'status', 'said_at'], unique=False)

    op.create_table('memory_learned',
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('content_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('learned_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('user_id', 'session_id', name=op.f('pk_memory_learned'))
    )
    op.create_table('memory_loop',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('session_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('turn_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('opened_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memory_loop'))
    )
    with op.batch_alter_table('memory_loop', schema=None) as batch_op:
        batch_op.create_index('ix_memory_loop_open', ['user_id', 'closed_at'], unique=False)
        batch_op.create_index('ix_memory_loop_session', ['user_id', 'session_id'], unique=False)

    op.create_table('memory_retraction',
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('key_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('retracted_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('user_id', 'key_hash', name=op.f('pk_memory_retraction'))
    )
    op.create_table('memory_fact_term',
    sa.Column('user_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('term', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('fact_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['fact_id'], ['memory_fact.id'], name=op.f('fk_memory_fact_term_fact_id_memory_fact'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'term', 'fact_id', name=op.f('pk_memory_fact_term'))
    )
    with op.batch_alter_table('memory_fact_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memory_fact_term_fact_id'), ['fact_id'], unique=False)

    op.create_table('user_overview',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=800), nullable=False),
    sa.Column('session_ids', sa.JSON(), nullable=False),
    sa.Column('updated_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_user_overview_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_user_overview'))
    )
    op.create_table('life_event',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('turn_id', sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('precision', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('description', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('astro_tie', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_life_event_session_id_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_life_event_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_life_event'))
    )
    with op.batch_alter_table('life_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_life_event_session_id'), ['session_id'], unique=False)
        batch_op.create_index('ix_life_event_user_date', ['user_id', 'happened_on'], unique=False)

    op.create_table('pending_update',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('created_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('told_at', api.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_pending_update_session_id_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_pending_update_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pending_update'))
    )
    with op.batch_alter_table('pending_update', schema=None) as batch_op:
        batch_op.create_index('ix_pending_update_session', ['session_id', 'told_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_pending_update_user_id'), ['user_id'], unique=False)

    op.create_table('session_analysis',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('messages', sa.Integer(), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.Column('analysed_at', api.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_session_analysis_session_id_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_session_analysis'))
    )


def downgrade() -> None:
    op.drop_table('session_analysis')
    with op.batch_alter_table('pending_update', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pending_update_user_id'))
        batch_op.drop_index('ix_pending_update_session')

    op.drop_table('pending_update')
    with op.batch_alter_table('life_event', schema=None) as batch_op:
        batch_op.drop_index('ix_life_event_user_date')
        batch_op.drop_index(batch_op.f('ix_life_event_session_id'))

    op.drop_table('life_event')
    op.drop_table('user_overview')
    with op.batch_alter_table('memory_fact_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memory_fact_term_fact_id'))

    op.drop_table('memory_fact_term')
    op.drop_table('memory_retraction')
    with op.batch_alter_table('memory_loop', schema=None) as batch_op:
        batch_op.drop_index('ix_memory_loop_session')
        batch_op.drop_index('ix_memory_loop_open')

    op.drop_table('memory_loop')
    op.drop_table('memory_learned')
    with op.batch_alter_table('memory_fact', schema=None) as batch_op:
        batch_op.drop_index('ix_memory_fact_status')
        batch_op.drop_index('ix_memory_fact_group')

    op.drop_table('memory_fact')
    with op.batch_alter_table('memory_closing', schema=None) as batch_op:
        batch_op.drop_index('ix_memory_closing_session')

    op.drop_table('memory_closing')
    with op.batch_alter_table('memory_claim', schema=None) as batch_op:
        batch_op.drop_index('ix_memory_claim_turn')
        batch_op.drop_index('ix_memory_claim_session')
        batch_op.drop_index('ix_memory_claim_group')
        batch_op.drop_index(batch_op.f('ix_memory_claim_fact_id'))

    op.drop_table('memory_claim')
