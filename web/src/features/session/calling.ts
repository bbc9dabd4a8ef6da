/** The call: one room at a time, its microphone, and what comes out of it, told to the store. */

import { ConnectionError } from 'livekit-client';
import { ServiceError } from '../../client/http';
import type { OpenedSession } from '../../client/sessions';
import { preferences } from '../../lib/preferences';
import { type Hop, isActive } from './call-machine';
import { hopOfMicrophoneError, type Parting, type RoomLink, type RoomListener } from './room-link';
import type { TalkStore } from './talk-store';
import type { Notice } from './transcription';

const AGENT_LATE_MS = 5000;

/** The parts of a room link that a call uses. */
export type Link = Pick<RoomLink, keyof RoomLink>;
export type OpenLink = (listener: RoomListener) => Link;

export interface CallHooks {
  /** The service has handed over a room; it is about to be joined. */
  onOpened(opened: OpenedSession): void;
  onFailed(error: unknown): void;
  onParted(parting: Parting): void;
  /** A line is whole. */
  onWords(): void;
}

export class Calling {
  private link: Link | null = null;
  private lateTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly store: TalkStore,
    private readonly openLink: OpenLink,
    private readonly hooks: CallHooks,
  ) {}

  get current(): Link | null {
    return this.link;
  }

  /** Calls; resolves when the room is joined or the call has failed, never rejects. */
  async start(opening: Promise<OpenedSession>): Promise<void> {
    this.store.dispatch({ type: 'start' });
    this.store.set({ notice: null, endedQuiet: false });
    const link: Link = this.openLink(this.listenTo(() => this.link === link));
    this.link = link;
    void this.openMicrophone(link);
    try {
      const opened = await opening;
      if (this.link !== link) return;
      this.hooks.onOpened(opened);
      this.store.dispatch({ type: 'opened' });
      await link.connect(opened);
    } catch (error) {
      if (this.link === link) await this.fail(hopOfStart(error), error);
      return;
    }
    if (this.link !== link) return;
    this.store.dispatch({ type: 'connected' });
    if (link.hasAgent) this.store.dispatch({ type: 'agent_joined' });
    else this.watchForAgent(link);
  }

  /** Lets go of the room at once; resolves when the goodbye has been said. */
  async leave(): Promise<void> {
    this.stopWatching();
    const { link } = this;
    this.link = null;
    this.store.caption({ type: 'settle' });
    this.store.set({ micOn: false });
    await link?.leave().catch(() => undefined);
  }

  async fail(hop: Hop, error: unknown): Promise<void> {
    this.hooks.onFailed(error);
    this.store.dispatch({ type: 'failed', hop });
    await this.leave();
  }

  async setMicrophone(on: boolean): Promise<void> {
    const { link } = this;
    if (link !== null) await this.tryMicrophone(link, () => link.setMicrophone(on), on);
  }

  private async openMicrophone(link: Link): Promise<void> {
    if (!window.isSecureContext || navigator.mediaDevices === undefined) {
      this.store.dispatch({ type: 'trouble', hop: 'insecure' });
      return;
    }
    // Held to talk, the microphone stays shut until the first hold: what it hears before the room is there would be kept.
    if (preferences.get().pushToTalk) return;
    await this.tryMicrophone(link, () => link.openMicrophone(), true);
  }

  private async tryMicrophone(link: Link, act: () => Promise<void>, on: boolean): Promise<void> {
    try {
      await act();
      if (this.link !== link) return;
      this.store.set({ micOn: on });
      this.store.dispatch({ type: 'trouble_over', hop: 'microphone' });
    } catch (error) {
      if (this.link !== link || !isActive(this.store.get().call)) return;
      this.store.set({ micOn: false });
      this.store.dispatch({ type: 'trouble', hop: hopOfMicrophoneError(error) });
    }
  }

  private listenTo(isCurrent: () => boolean): RoomListener {
    const { store } = this;
    const whenCurrent = (act: () => void): void => {
      if (isCurrent()) act();
    };
    return {
      onAgent: (present) => whenCurrent(() => this.onAgent(present)),
      onAgentState: (state) => whenCurrent(() => store.dispatch({ type: 'agent_state', state })),
      onSegment: (segment) =>
        whenCurrent(() => {
          store.caption({ type: 'segment', ...segment });
          if (segment.final) this.hooks.onWords();
          store.dispatch(
            segment.role === 'user' ? { type: 'user_spoke' } : { type: 'trouble_over', hop: 'llm' },
          );
        }),
      onNotice: (notice) => whenCurrent(() => this.onNotice(notice)),
      onReconnecting: () => whenCurrent(() => store.dispatch({ type: 'reconnecting' })),
      onReconnected: () => whenCurrent(() => store.dispatch({ type: 'reconnected' })),
      onParted: (parting) => whenCurrent(() => this.hooks.onParted(parting)),
      onAudioLocked: (locked) => whenCurrent(() => store.dispatch({ type: 'audio', locked })),
    };
  }

  private onAgent(present: boolean): void {
    if (present) {
      this.stopWatching();
      this.store.dispatch({ type: 'agent_joined' });
      return;
    }
    this.store.dispatch({ type: 'agent_left' });
    if (this.link !== null) this.watchForAgent(this.link);
  }

  private onNotice(notice: Notice): void {
    this.store.set({ notice: notice.text || null });
    const hops = { llm_down: 'llm', tts_down: 'tts', stt_down: 'stt' } as const;
    if (notice.kind === 'idle_closing') this.store.dispatch({ type: 'closing' });
    else if (notice.kind === 'ended') this.store.set({ endedQuiet: true });
    else this.store.dispatch({ type: 'trouble', hop: hops[notice.kind] });
  }

  private watchForAgent(link: Link): void {
    this.stopWatching();
    this.lateTimer = setTimeout(() => {
      if (this.link === link) this.store.dispatch({ type: 'agent_late' });
    }, AGENT_LATE_MS);
  }

  private stopWatching(): void {
    if (this.lateTimer !== null) clearTimeout(this.lateTimer);
    this.lateTimer = null;
  }
}

function hopOfStart(error: unknown): Hop {
  if (error instanceof ConnectionError) return 'rooms';
  if (!(error instanceof ServiceError)) return 'rooms';
  if (error.isUnreachable) return 'service';
  return error.status === 503 ? 'rooms' : 'refused';
}
