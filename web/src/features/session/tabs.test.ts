import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tabs } from './tabs';

/** Between two tabs of one browser a message needs a moment. */
const delivered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('Tabs', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  it('tells every other tab when one claims the talk, and never itself', async () => {
    const taken = { here: vi.fn(), there: vi.fn() };
    const here = new Tabs(taken.here);
    new Tabs(taken.there);
    here.claim();
    await vi.waitFor(() => expect(taken.there).toHaveBeenCalledOnce());
    await delivered();
    expect(taken.here).not.toHaveBeenCalled();
  });

  it('finds the session that another tab holds, but not its own', () => {
    const here = new Tabs(vi.fn());
    const there = new Tabs(vi.fn());
    here.hold('s1');
    expect(there.findElsewhere()).toBe('s1');
    expect(here.findElsewhere()).toBeNull();
    here.release();
  });

  it('takes a tab that has not been heard of for a while for gone', () => {
    vi.useFakeTimers();
    const here = new Tabs(vi.fn());
    here.hold('s1');
    const held = localStorage.getItem('astra.held');
    here.release();
    localStorage.setItem('astra.held', held ?? '');
    vi.advanceTimersByTime(11_000);
    expect(new Tabs(vi.fn()).findElsewhere()).toBeNull();
  });

  it('keeps saying that it holds the talk for as long as it does', () => {
    vi.useFakeTimers();
    const here = new Tabs(vi.fn());
    here.hold('s1');
    vi.advanceTimersByTime(60_000);
    expect(new Tabs(vi.fn()).findElsewhere()).toBe('s1');
    here.release();
    expect(new Tabs(vi.fn()).findElsewhere()).toBeNull();
  });

  it('remembers its own talk over a refresh, and forgets it when the talk is over', () => {
    const before = new Tabs(vi.fn());
    before.hold('s1');
    before.letGo();
    const after = new Tabs(vi.fn());
    expect(after.findOwn()).toBe('s1');
    expect(after.findElsewhere()).toBeNull();
    after.hold('s1');
    after.release();
    expect(after.findOwn()).toBeNull();
  });

  it('leaves alone what another tab has taken over in the meantime', () => {
    const here = new Tabs(vi.fn());
    const there = new Tabs(vi.fn());
    here.hold('s1');
    there.hold('s2');
    here.letGo();
    expect(here.findElsewhere()).toBe('s2');
    there.release();
  });

  it.each(['', 'null', '[]', '{"tab":1}', '{"tab":"x"}', 'not json'])(
    'survives a store that holds %j',
    (raw) => {
      localStorage.setItem('astra.held', raw);
      expect(new Tabs(vi.fn()).findElsewhere()).toBeNull();
    },
  );
});
