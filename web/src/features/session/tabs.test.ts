import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TabHooks, Tabs } from './tabs';

const makeHooks = () => ({ onTaken: vi.fn<TabHooks['onTaken']>(), onBusy: vi.fn<TabHooks['onBusy']>() });

/** Locks as a browser has them, for all the tabs of one test. */
class Locks {
  private readonly held = new Set<string>();

  async request(name: string, _options: unknown, act: (lock: object | null) => Promise<boolean>) {
    if (this.held.has(name)) return await act(null);
    this.held.add(name);
    try {
      return await act({});
    } finally {
      this.held.delete(name);
    }
  }
}

/** Between two tabs of one browser a message needs a moment. */
const delivered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('Tabs', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  it('tells every other tab when one claims the talk, and never itself', async () => {
    const hooks = { here: makeHooks(), there: makeHooks() };
    const here = new Tabs(hooks.here);
    new Tabs(hooks.there);
    here.claim();
    await vi.waitFor(() => expect(hooks.there.onTaken).toHaveBeenCalledOnce());
    await delivered();
    expect(hooks.here.onTaken).not.toHaveBeenCalled();
  });

  it('finds the session that another tab holds, but not its own', () => {
    const here = new Tabs(makeHooks());
    const there = new Tabs(makeHooks());
    here.hold('s1');
    expect(there.findElsewhere()).toBe('s1');
    expect(here.findElsewhere()).toBeNull();
    here.release();
  });

  it('takes a tab that has not been heard of for a while for gone', () => {
    vi.useFakeTimers();
    const here = new Tabs(makeHooks());
    here.hold('s1');
    const held = localStorage.getItem('astra.held');
    here.release();
    localStorage.setItem('astra.held', held ?? '');
    vi.advanceTimersByTime(11_000);
    expect(new Tabs(makeHooks()).findElsewhere()).toBeNull();
  });

  it('keeps saying that it holds the talk for as long as it does', () => {
    vi.useFakeTimers();
    const here = new Tabs(makeHooks());
    here.hold('s1');
    vi.advanceTimersByTime(60_000);
    expect(new Tabs(makeHooks()).findElsewhere()).toBe('s1');
    here.release();
    expect(new Tabs(makeHooks()).findElsewhere()).toBeNull();
  });

  it('remembers its own talk over a refresh, and forgets it when the talk is over', () => {
    const before = new Tabs(makeHooks());
    before.hold('s1');
    before.letGo();
    const after = new Tabs(makeHooks());
    expect(after.findOwn()).toBe('s1');
    expect(after.findElsewhere()).toBeNull();
    after.hold('s1');
    after.release();
    expect(after.findOwn()).toBeNull();
  });

  it('leaves alone what another tab has taken over in the meantime', () => {
    const here = new Tabs(makeHooks());
    const there = new Tabs(makeHooks());
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
      expect(new Tabs(makeHooks()).findElsewhere()).toBeNull();
    },
  );

  describe('acting alone', () => {
    afterEach(() => vi.unstubAllGlobals());

    it.each([true, false])(
      'lets one tab act and the others wait until it is through (locks: %s)',
      async (locks) => {
        vi.stubGlobal('navigator', { locks: locks ? new Locks() : undefined });
        const hooks = makeHooks();
        const here = new Tabs(makeHooks());
        const there = new Tabs(hooks);
        let finish = (): void => undefined;
        const acting = here.actAlone(() => new Promise((resolve) => (finish = resolve)));
        await vi.waitFor(() => expect(hooks.onBusy).toHaveBeenLastCalledWith(true));
        const act = vi.fn(async () => undefined);
        await expect(there.actAlone(act)).resolves.toBe(false);
        expect(act).not.toHaveBeenCalled();
        finish();
        await expect(acting).resolves.toBe(true);
        await vi.waitFor(() => expect(hooks.onBusy).toHaveBeenLastCalledWith(false));
        await expect(there.actAlone(act)).resolves.toBe(true);
      },
    );

    it('lets one of two that press at the same moment', async () => {
      vi.stubGlobal('navigator', { locks: new Locks() });
      const act = vi.fn(() => delivered());
      const both = [new Tabs(makeHooks()), new Tabs(makeHooks())].map((tab) => tab.actAlone(act));
      expect((await Promise.all(both)).sort()).toEqual([false, true]);
      expect(act).toHaveBeenCalledOnce();
    });

    it('is through even when what it did failed', async () => {
      vi.stubGlobal('navigator', { locks: new Locks() });
      const here = new Tabs(makeHooks());
      await expect(here.actAlone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      await expect(here.actAlone(async () => undefined)).resolves.toBe(true);
    });

    it('does not wait for ever for a tab that went away in the middle', async () => {
      vi.stubGlobal('navigator', {});
      const hooks = makeHooks();
      const here = new Tabs(hooks);
      new BroadcastChannel('astra.talk').postMessage({ tab: 'gone', says: 'begins' });
      await vi.waitFor(() => expect(hooks.onBusy).toHaveBeenLastCalledWith(true));
      await expect(here.actAlone(async () => undefined)).resolves.toBe(false);
    });
  });
});
