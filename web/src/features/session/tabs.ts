/**
 * One talk at a time across the tabs of a browser: the newest tab takes over, the others are told and let go. While one
 * tab goes from one talk to the next, the others keep their hands off.
 */

import { readStored, writeStored } from '../../lib/preferences';

const CHANNEL = 'astra.talk';
const HELD = 'astra.held';
const OWN = 'astra.talk';
const BEAT_MS = 3000;
const FRESH_MS = 10_000;
const LOCK = 'astra.new-chat';
/** A tab that said it is at it and was never heard of again holds nobody up for longer. */
const BUSY_MS = 30_000;

interface Held {
  readonly tab: string;
  readonly session_id: string;
  readonly at: number;
}

function parseHeld(raw: string | null): Held | null {
  try {
    const found = JSON.parse(raw ?? 'null') as Partial<Held> | null;
    if (typeof found?.tab !== 'string' || typeof found.session_id !== 'string') return null;
    return { tab: found.tab, session_id: found.session_id, at: typeof found.at === 'number' ? found.at : 0 };
  } catch {
    return null;
  }
}

type Said = 'claims' | 'begins' | 'is through';

export interface TabHooks {
  /** Another tab has the talk now. */
  onTaken(): void;
  /** Another tab is going from one talk to the next, or is done with that. */
  onBusy(busy: boolean): void;
}

export class Tabs {
  private readonly id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  private readonly channel: BroadcastChannel | null;
  private beat: ReturnType<typeof setInterval> | null = null;
  private busy: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly hooks: TabHooks) {
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
    this.channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
      const heard = event.data as { tab?: unknown; says?: unknown } | null;
      if (typeof heard?.tab === 'string' && heard.tab !== this.id) this.hear(heard.says);
    });
  }

  /** Tells the other tabs that the talk is here from now on. */
  claim(): void {
    this.say('claims');
  }

  /** Acts, unless another tab is acting; false when one is. */
  async actAlone(act: () => Promise<void>): Promise<boolean> {
    if (this.busy !== null) return false;
    const tellAndAct = async (): Promise<boolean> => {
      this.say('begins');
      try {
        await act();
      } finally {
        this.say('is through');
      }
      return true;
    };
    // Over plain http a browser has no locks: there the word of the others has to do.
    const locks = navigator.locks as LockManager | undefined;
    if (locks === undefined) return await tellAndAct();
    return await locks.request(LOCK, { ifAvailable: true }, async (lock) =>
      lock === null ? false : await tellAndAct(),
    );
  }

  /** The session that another tab is in right now, if any. */
  findElsewhere(): string | null {
    const held = parseHeld(readStored(HELD));
    if (held === null || held.tab === this.id) return null;
    return Date.now() - held.at < FRESH_MS ? held.session_id : null;
  }

  /** The session that this tab was in before it was loaded again. */
  findOwn(): string | null {
    return readStored(OWN, 'tab');
  }

  hold(sessionId: string): void {
    this.stopBeat();
    writeStored(OWN, sessionId, 'tab');
    const write = (): void =>
      writeStored(
        HELD,
        JSON.stringify({ tab: this.id, session_id: sessionId, at: Date.now() } satisfies Held),
      );
    write();
    this.beat = setInterval(write, BEAT_MS);
  }

  /** This tab is in no talk any more. What another tab holds is left alone. */
  release(): void {
    writeStored(OWN, null, 'tab');
    this.letGo();
  }

  /** The page goes away: other tabs see no talk here, but this tab remembers its own for a refresh. */
  letGo(): void {
    this.stopBeat();
    if (parseHeld(readStored(HELD))?.tab === this.id) writeStored(HELD, null);
  }

  private say(says: Said): void {
    this.channel?.postMessage({ tab: this.id, says });
  }

  private hear(says: unknown): void {
    if (says === 'claims') this.hooks.onTaken();
    else if (says === 'begins') this.setBusy(true);
    else if (says === 'is through') this.setBusy(false);
  }

  private setBusy(busy: boolean): void {
    if (this.busy !== null) clearTimeout(this.busy);
    this.busy = busy ? setTimeout(() => this.setBusy(false), BUSY_MS) : null;
    this.hooks.onBusy(busy);
  }

  private stopBeat(): void {
    if (this.beat !== null) clearInterval(this.beat);
    this.beat = null;
  }
}
