/** One talk at a time across the tabs of a browser: the newest tab takes over, the others are told and let go. */

import { readStored, writeStored } from '../../lib/preferences';

const CHANNEL = 'astra.talk';
const HELD = 'astra.held';
const OWN = 'astra.talk';
const BEAT_MS = 3000;
const FRESH_MS = 10_000;

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

export class Tabs {
  private readonly id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  private readonly channel: BroadcastChannel | null;
  private beat: ReturnType<typeof setInterval> | null = null;

  constructor(onTaken: () => void) {
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
    this.channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
      const claim = event.data as { claim?: unknown } | null;
      if (typeof claim?.claim === 'string' && claim.claim !== this.id) onTaken();
    });
  }

  /** Tells the other tabs that the talk is here from now on. */
  claim(): void {
    this.channel?.postMessage({ claim: this.id });
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

  private stopBeat(): void {
    if (this.beat !== null) clearInterval(this.beat);
    this.beat = null;
  }
}
