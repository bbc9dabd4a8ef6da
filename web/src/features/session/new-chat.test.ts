import { describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../client/http';
import type { OpenedSession } from '../../client/sessions';
import { type NewChatSteps, runNewChat } from './new-chat';

const NEXT: OpenedSession = { session_id: 'next', room: 'r', url: 'ws://x', token: 't' };
const SAID = [{ role: 'user' as const, text: 'hello', timestamp: 1 }];

function makeSteps(change: Partial<NewChatSteps> = {}): { steps: NewChatSteps; order: string[] } {
  const order: string[] = [];
  const note =
    <T>(name: string, value: T) =>
    async (): Promise<T> => {
      order.push(name);
      return value;
    };
  const steps: NewChatSteps = {
    sessionId: 'old',
    messages: SAID,
    onStep: (step) => order.push(`step:${step}`),
    save: note('save', null),
    prepare: note('prepare', NEXT),
    stop: async (id) => void order.push(`stop:${id}`),
    leave: note('leave', undefined),
    clear: () => void order.push('clear'),
    connect: async (next) => void order.push(`connect:${(await next).session_id}`),
    ...change,
  };
  return { steps, order };
}

const failing = (status: number, times = Number.POSITIVE_INFINITY) => {
  let left = times;
  return vi.fn(async () => {
    if (left-- > 0) throw new ServiceError(status, 'x', '');
  });
};

describe('runNewChat', () => {
  it('saves, stops and leaves, clears, then connects to the next', async () => {
    const { steps, order } = makeSteps();
    await expect(runNewChat(steps)).resolves.toEqual({ ok: true });
    expect(order).toEqual([
      'prepare',
      'step:saving',
      'save',
      'step:leaving',
      'stop:old',
      'leave',
      'clear',
      'step:starting',
      'connect:next',
    ]);
  });

  it('does not save a session in which nothing was said', async () => {
    const { steps, order } = makeSteps({ messages: [] });
    await runNewChat(steps);
    expect(order).not.toContain('save');
    expect(order).toContain('stop:old');
  });

  it('retries a 500 once, silently', async () => {
    const save = failing(500, 1);
    const { steps, order } = makeSteps({ save });
    await expect(runNewChat(steps)).resolves.toEqual({ ok: true });
    expect(save).toHaveBeenCalledTimes(2);
    expect(order).toContain('connect:next');
  });

  it.each([
    [500, 2],
    [503, 1],
    [0, 1],
    [403, 1],
    [413, 1],
  ])('keeps the old conversation when the save fails with %i', async (status, calls) => {
    const save = failing(status);
    const { steps, order } = makeSteps({ save });
    const result = await runNewChat(steps);
    expect(result).toMatchObject({ ok: false, error: { status } });
    expect(save).toHaveBeenCalledTimes(calls);
    for (const step of ['leave', 'clear', 'connect:next', 'stop:old']) expect(order).not.toContain(step);
    await vi.waitFor(() => expect(order).toContain('stop:next'));
  });

  it('logs an unknown session and goes on', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { steps, order } = makeSteps({ save: failing(404) });
    await expect(runNewChat(steps)).resolves.toEqual({ ok: true });
    expect(warn).toHaveBeenCalledOnce();
    expect(order).toContain('connect:next');
  });

  it('goes on when the old room cannot be stopped', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { steps, order } = makeSteps({ stop: failing(503) });
    await expect(runNewChat(steps)).resolves.toEqual({ ok: true });
    expect(order).toContain('connect:next');
  });

  it('connects while the goodbye to the old room is still on its way', async () => {
    let gone = (): void => undefined;
    const { steps, order } = makeSteps({ leave: () => new Promise((resolve) => (gone = resolve)) });
    const done = runNewChat(steps);
    await vi.waitFor(() => expect(order).toContain('connect:next'));
    gone();
    await expect(done).resolves.toEqual({ ok: true });
  });

  it('asks for the next room before the old talk is saved, and connects only after', async () => {
    let saved = (): void => undefined;
    const { steps, order } = makeSteps({ save: () => new Promise<void>((resolve) => (saved = resolve)) });
    const done = runNewChat(steps);
    await vi.waitFor(() => expect(order).toEqual(['prepare', 'step:saving']));
    saved();
    await done;
    expect(order.at(-1)).toBe('connect:next');
  });

  it('drops a prepared room that comes late, after the save has failed', async () => {
    let opened = (_: OpenedSession): void => undefined;
    const { steps, order } = makeSteps({
      save: failing(503),
      prepare: () => new Promise<OpenedSession>((resolve) => (opened = resolve)),
    });
    await expect(runNewChat(steps)).resolves.toMatchObject({ ok: false });
    opened(NEXT);
    await vi.waitFor(() => expect(order).toContain('stop:next'));
  });

  it('leaves nothing behind when neither the save nor the next room works', async () => {
    const { steps, order } = makeSteps({
      save: failing(503),
      prepare: () => Promise.reject(new ServiceError(503, 'x', '')),
    });
    await expect(runNewChat(steps)).resolves.toMatchObject({ ok: false, error: { status: 503 } });
    expect(order).not.toContain('clear');
  });
});
