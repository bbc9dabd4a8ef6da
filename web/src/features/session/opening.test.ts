import { describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../client/http';
import type { Choice, OpenedSession } from '../../client/sessions';
import { makeKey, type OpeningCalls, openAgain, openNew } from './opening';

const OPENED: OpenedSession = { session_id: 's', room: 'r', url: 'ws://x', token: 't' };
const ANYBODY: Choice = { persona: null, displayName: null };

function makeCalls(change: Partial<OpeningCalls> = {}) {
  return {
    create: vi.fn<OpeningCalls['create']>(async () => ({ session_id: 'named' }) as never),
    begin: vi.fn<OpeningCalls['begin']>(async () => OPENED),
    reopen: vi.fn<OpeningCalls['reopen']>(async () => OPENED),
    ...change,
  };
}

describe('openNew', () => {
  it.each([0, 500, 502])('asks once more, with the same key, when the answer was %i', async (status) => {
    const begin = vi
      .fn<OpeningCalls['begin']>()
      .mockRejectedValueOnce(new ServiceError(status, 'timeout', ''))
      .mockResolvedValueOnce(OPENED);
    await expect(openNew(makeCalls({ begin }), ANYBODY, 'the-key')).resolves.toEqual(OPENED);
    expect(begin.mock.calls).toEqual([
      [null, 'the-key'],
      [null, 'the-key'],
    ]);
  });

  it.each([401, 422, 429, 503])('takes a clear no, %i, for one', async (status) => {
    const begin = vi.fn<OpeningCalls['begin']>().mockRejectedValue(new ServiceError(status, 'no', ''));
    await expect(openNew(makeCalls({ begin }), ANYBODY, 'k')).rejects.toMatchObject({ status });
    expect(begin).toHaveBeenCalledOnce();
  });

  it('writes a named conversation down first, and then opens it', async () => {
    const calls = makeCalls();
    await openNew(calls, { persona: 'meera', displayName: 'The move' }, 'k');
    expect(calls.create).toHaveBeenCalledWith({ persona: 'meera', displayName: 'The move' }, 'k');
    expect(calls.reopen).toHaveBeenCalledWith('named');
    expect(calls.begin).not.toHaveBeenCalled();
  });
});

describe('openAgain', () => {
  it('gives up after the second try', async () => {
    const reopen = vi.fn<OpeningCalls['reopen']>().mockRejectedValue(new ServiceError(0, 'unreachable', ''));
    await expect(openAgain(makeCalls({ reopen }), 's')).rejects.toMatchObject({ status: 0 });
    expect(reopen).toHaveBeenCalledTimes(2);
  });
});

describe('makeKey', () => {
  it('makes a UUID each time', () => {
    const keys = new Set(Array.from({ length: 50 }, makeKey));
    expect(keys.size).toBe(50);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
