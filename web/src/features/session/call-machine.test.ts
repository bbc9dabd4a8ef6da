import { describe, expect, it } from 'vitest';
import { type Call, type CallEvent, IDLE, isActive, moodOf, reduceCall } from './call-machine';

function run(...events: CallEvent[]): Call {
  return events.reduce(reduceCall, IDLE);
}

const LIVE: CallEvent[] = [
  { type: 'start' },
  { type: 'opened' },
  { type: 'connected' },
  { type: 'agent_joined' },
];

describe('reduceCall', () => {
  it('walks through service, room and agent to a live talk', () => {
    expect(run(...LIVE.slice(0, 1))).toMatchObject({ phase: 'calling', step: 'service' });
    expect(run(...LIVE.slice(0, 2))).toMatchObject({ phase: 'calling', step: 'room' });
    expect(run(...LIVE.slice(0, 3))).toMatchObject({ phase: 'calling', step: 'agent' });
    expect(run(...LIVE)).toMatchObject({ phase: 'live', step: null });
    expect(moodOf(run(...LIVE, { type: 'agent_state', state: 'speaking' }))).toBe('speaking');
  });

  it('says that nobody came, and takes it back when somebody does', () => {
    const late = run(...LIVE.slice(0, 3), { type: 'agent_late' });
    expect(late).toMatchObject({ phase: 'calling', trouble: 'agent' });
    expect(reduceCall(late, { type: 'agent_joined' })).toMatchObject({ phase: 'live', trouble: null });
  });

  it('goes on talking around a blocked microphone', () => {
    const call = run({ type: 'start' }, { type: 'trouble', hop: 'microphone_blocked' }, ...LIVE.slice(1));
    expect(call).toMatchObject({ phase: 'live', trouble: 'microphone_blocked' });
    expect(reduceCall(call, { type: 'trouble_over', hop: 'provider' }).trouble).toBe('microphone_blocked');
    expect(reduceCall(call, { type: 'trouble_over', hop: 'microphone' }).trouble).toBeNull();
  });

  it('stops at a failure and says which hop', () => {
    const call = run(...LIVE.slice(0, 2), { type: 'failed', hop: 'rooms' });
    expect(call).toMatchObject({ phase: 'failed', trouble: 'rooms' });
    expect(isActive(call)).toBe(false);
  });

  it('reconnects and comes back to where it was', () => {
    const down = run(...LIVE, { type: 'agent_state', state: 'listening' }, { type: 'reconnecting' });
    expect(down.phase).toBe('reconnecting');
    expect(moodOf(reduceCall(down, { type: 'reconnected' }))).toBe('listening');
  });

  it('waits again when the agent leaves a live room', () => {
    expect(run(...LIVE, { type: 'agent_left' })).toMatchObject({
      phase: 'calling',
      step: 'agent',
      agent: null,
    });
  });

  it('lets go to another tab only when there is something to let go', () => {
    expect(run({ type: 'taken' }).phase).toBe('idle');
    expect(run(...LIVE, { type: 'taken' }).phase).toBe('taken');
    expect(run(...LIVE, { type: 'taken' }, { type: 'agent_joined' }).phase).toBe('taken');
  });

  it('keeps New Chat’s progress through leaving and starting, and drops the announced closing when spoken to', () => {
    const call = run({ type: 'new_chat', step: 'leaving' }, { type: 'ended' }, { type: 'start' });
    expect(call.newChat).toBe('leaving');
    const closing = run(...LIVE, { type: 'closing' });
    expect(reduceCall(closing, { type: 'user_spoke' }).closing).toBe(false);
  });
});
