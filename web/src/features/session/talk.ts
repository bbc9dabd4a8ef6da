/** The talk: owns the room, the call state and the captions, and is what the screen calls. Outlives every component. */

import { ConnectionError } from 'livekit-client';
import { ServiceError } from '../../client/http';
import { type OpenedSession, service } from '../../client/service';
import { preferences } from '../../lib/preferences';
import { type Call, type CallEvent, type Hop, IDLE, isActive, reduceCall } from './call-machine';
import { type CaptionEvent, type Captions, reduceCaptions, toSavedMessages } from './captions';
import { runNewChat } from './new-chat';
import { readWholeSession } from './past-messages';
import { hopOfMicrophoneError, type Parting, RoomLink, type RoomListener } from './room-link';
import { Tabs } from './tabs';
import type { Notice } from './transcription';

const AGENT_LATE_MS = 5000;
const ANNOUNCE_MS = 2000;

export interface TalkState {
  readonly call: Call;
  readonly captions: Captions;
  readonly sessionId: string | null;
  readonly title: string | null;
  readonly micOn: boolean;
  /** What the agent wrote with its last notice, to show as it is. */
  readonly notice: string | null;
  /** Set when the talk ended by itself because nobody spoke. */
  readonly endedQuiet: boolean;
}

const EMPTY: TalkState = {
  call: IDLE,
  captions: [],
  sessionId: null,
  title: null,
  micOn: false,
  notice: null,
  endedQuiet: false,
};

export interface TalkHooks {
  /** The service no longer knows who this is. */
  onSignedOut(): void;
  /** The list of sessions has changed. */
  onSessionsChanged(): void;
}

export class Talk {
  private state: TalkState = EMPTY;
  private readonly listeners = new Set<() => void>();
  private link: RoomLink | null = null;
  private loaded: ReadonlySet<string> = new Set();
  private announceTimer: ReturnType<typeof setTimeout> | null = null;
  private lateTimer: ReturnType<typeof setTimeout> | null = null;
  private hooks: TalkHooks = { onSignedOut: () => undefined, onSessionsChanged: () => undefined };
  private readonly tabs = new Tabs(() => this.yieldToOtherTab());
  private typedCount = 0;

  readonly get = (): TalkState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  attach(hooks: TalkHooks): void {
    this.hooks = hooks;
  }

  readLevels(): { mic: number; agent: number } {
    return this.link?.readLevels() ?? { mic: 0, agent: 0 };
  }

  /** Comes back into the talk that this tab was in before it was loaded again. */
  async resume(): Promise<void> {
    const own = this.tabs.findOwn();
    if (own === null || this.link !== null) return;
    await this.goOnWith(own);
  }

  /** Starts a talk, or goes on with the one on screen or the one another tab is in. */
  async start(): Promise<void> {
    if (isActive(this.state.call) || this.state.call.newChat !== null) return;
    const sessionId = this.state.sessionId ?? this.tabs.findElsewhere();
    if (sessionId !== null && this.state.captions.length === 0) await this.goOnWith(sessionId);
    else await this.call(service.openSession(sessionId));
  }

  /** Makes an earlier session the active one. */
  async goOnWith(sessionId: string): Promise<void> {
    if (this.state.sessionId === sessionId && isActive(this.state.call)) return;
    if (this.link !== null) await this.end();
    this.clear();
    const opened = service.openSession(sessionId);
    const past = readWholeSession(sessionId).catch(() => null);
    const called = this.call(opened);
    const { link } = this;
    const found = await past;
    if (found !== null && this.link === link) {
      this.loaded = new Set(found.captions.map((caption) => caption.id));
      this.captions({ type: 'load', captions: found.captions });
      this.set({ title: found.title });
    }
    await called;
  }

  /** Ends the talk. The words stay on screen and in the store. */
  async end(): Promise<void> {
    const { sessionId } = this.state;
    const messages = this.unsaved();
    await this.leave();
    this.dispatch({ type: 'ended' });
    if (sessionId === null) return;
    try {
      if (messages.length > 0) await service.saveSession(sessionId, messages);
      await service.stopSession(sessionId);
    } catch (error) {
      this.noteSignOut(error);
    }
    this.hooks.onSessionsChanged();
  }

  /** Saves what is on screen and begins another talk. Rapid calls count once. */
  async newChat(): Promise<void> {
    if (this.state.call.newChat !== null) return;
    this.dispatch({ type: 'save_failed', failed: false });
    this.dispatch({ type: 'new_chat', step: 'leaving' });
    const result = await runNewChat({
      sessionId: this.state.sessionId,
      messages: this.unsaved(),
      onStep: (step) => this.dispatch({ type: 'new_chat', step }),
      save: service.saveSession,
      prepare: () => service.openSession(null),
      stop: (id) => service.stopSession(id),
      leave: () => this.leave(),
      clear: () => this.clear(),
      connect: (next) => this.call(next),
    });
    this.dispatch({ type: 'new_chat', step: null });
    if (!result.ok) {
      this.noteSignOut(result.error);
      this.dispatch({ type: 'save_failed', failed: true });
    }
    this.hooks.onSessionsChanged();
  }

  /** Something was forgotten: what is on screen is what the store still has. */
  async readWordsAnew(): Promise<void> {
    const { sessionId } = this.state;
    if (sessionId === null || this.state.captions.length === 0) return;
    const found = await readWholeSession(sessionId).catch(() => null);
    if (found === null || this.state.sessionId !== sessionId) return;
    this.loaded = new Set(found.captions.map((caption) => caption.id));
    this.captions({ type: 'clear' });
    this.captions({ type: 'load', captions: found.captions });
    this.set({ title: found.title });
  }

  async setMicrophone(on: boolean): Promise<void> {
    if (this.link === null) return;
    await this.tryMicrophone(this.link, () => this.link?.setMicrophone(on), on);
  }

  /** Sends a typed line; false when it could not be sent, so that the line stays in its field. */
  async sendTyped(text: string): Promise<boolean> {
    if (this.link === null) return false;
    const id = `typed:${Date.now()}:${this.typedCount++}`;
    this.captions({ type: 'typed', id, text, at: Date.now() });
    this.dispatch({ type: 'user_spoke' });
    try {
      await this.link.sendTyped(text);
      return true;
    } catch {
      this.captions({ type: 'withdraw', id });
      return false;
    }
  }

  setVolume(volume: number): void {
    preferences.set({ volume });
    this.link?.setVolume(volume);
  }

  async chooseDevice(kind: 'audioinput' | 'audiooutput', deviceId: string): Promise<void> {
    preferences.set(kind === 'audioinput' ? { microphoneId: deviceId } : { speakerId: deviceId });
    await this.link?.switchDevice(kind, deviceId).catch(() => undefined);
  }

  async unlockAudio(): Promise<void> {
    await this.link?.unlockAudio().catch(() => undefined);
  }

  /** Last words when the page goes away: they outlive it. The room waits a while for a refresh to come back. */
  saveOnLeaving(): void {
    this.tabs.letGo();
    const { sessionId } = this.state;
    const messages = this.unsaved();
    if (sessionId === null || messages.length === 0 || !isActive(this.state.call)) return;
    void service.saveSession(sessionId, messages.slice(-200), { keepalive: true }).catch(() => undefined);
  }

  private unsaved(): ReturnType<typeof toSavedMessages> {
    return toSavedMessages(this.state.captions, this.loaded);
  }

  private async call(opening: Promise<OpenedSession>): Promise<void> {
    this.dispatch({ type: 'start' });
    this.set({ notice: null, endedQuiet: false });
    this.tabs.claim();
    const link: RoomLink = new RoomLink(
      this.listenTo(() => this.link === link),
      preferences.get(),
    );
    this.link = link;
    void this.openMicrophone(link);
    try {
      const opened = await opening;
      if (this.link !== link) return;
      this.set({ sessionId: opened.session_id });
      this.tabs.hold(opened.session_id);
      this.dispatch({ type: 'opened' });
      await link.connect(opened);
    } catch (error) {
      if (this.link === link) await this.fail(hopOfStart(error), error);
      return;
    }
    if (this.link !== link) return;
    this.dispatch({ type: 'connected' });
    if (link.hasAgent) this.dispatch({ type: 'agent_joined' });
    else this.watchForAgent(link);
    this.hooks.onSessionsChanged();
  }

  private async openMicrophone(link: RoomLink): Promise<void> {
    if (!window.isSecureContext || navigator.mediaDevices === undefined) {
      this.dispatch({ type: 'trouble', hop: 'insecure' });
      return;
    }
    // Held to talk, the microphone stays shut until the first hold: what it hears before the room is there would be kept.
    if (preferences.get().pushToTalk) return;
    await this.tryMicrophone(link, () => link.openMicrophone(), true);
  }

  private async tryMicrophone(
    link: RoomLink,
    act: () => Promise<void> | undefined,
    on: boolean,
  ): Promise<void> {
    try {
      await act();
      if (this.link !== link) return;
      this.set({ micOn: on });
      this.dispatch({ type: 'trouble_over', hop: 'microphone' });
    } catch (error) {
      if (this.link !== link || !isActive(this.state.call)) return;
      this.set({ micOn: false });
      this.dispatch({ type: 'trouble', hop: hopOfMicrophoneError(error) });
    }
  }

  private listenTo(isCurrent: () => boolean): RoomListener {
    const whenCurrent = (act: () => void): void => {
      if (isCurrent()) act();
    };
    return {
      onAgent: (present) => whenCurrent(() => this.onAgent(present)),
      onAgentState: (state) => whenCurrent(() => this.dispatch({ type: 'agent_state', state })),
      onSegment: (segment) =>
        whenCurrent(() => {
          this.captions({ type: 'segment', ...segment });
          if (segment.final) this.announceSoon();
          this.dispatch(
            segment.role === 'user' ? { type: 'user_spoke' } : { type: 'trouble_over', hop: 'llm' },
          );
        }),
      onNotice: (notice) => whenCurrent(() => this.onNotice(notice)),
      onReconnecting: () => whenCurrent(() => this.dispatch({ type: 'reconnecting' })),
      onReconnected: () => whenCurrent(() => this.dispatch({ type: 'reconnected' })),
      onParted: (parting) => whenCurrent(() => void this.onParted(parting)),
      onAudioLocked: (locked) => whenCurrent(() => this.dispatch({ type: 'audio', locked })),
    };
  }

  private onAgent(present: boolean): void {
    if (present) {
      this.stopWatching();
      this.dispatch({ type: 'agent_joined' });
      return;
    }
    this.dispatch({ type: 'agent_left' });
    if (this.link !== null) this.watchForAgent(this.link);
  }

  private onNotice(notice: Notice): void {
    this.set({ notice: notice.text || null });
    const hops = { llm_down: 'llm', tts_down: 'tts', stt_down: 'stt' } as const;
    if (notice.kind === 'idle_closing') this.dispatch({ type: 'closing' });
    else if (notice.kind === 'ended') this.set({ endedQuiet: true });
    else this.dispatch({ type: 'trouble', hop: hops[notice.kind] });
  }

  private async onParted(parting: Parting): Promise<void> {
    const { sessionId } = this.state;
    const messages = this.unsaved();
    const announced = this.state.endedQuiet || this.state.call.closing;
    if (parting === 'taken') {
      this.yieldToOtherTab();
      return;
    }
    if (parting === 'closed' && announced) {
      await this.leave();
      this.dispatch({ type: 'ended' });
      this.set({ endedQuiet: true });
    } else await this.fail('room_lost', null);
    if (sessionId !== null && messages.length > 0) {
      await service.saveSession(sessionId, messages).catch((error: unknown) => this.noteSignOut(error));
    }
    this.hooks.onSessionsChanged();
  }

  private yieldToOtherTab(): void {
    if (!isActive(this.state.call)) return;
    this.dispatch({ type: 'taken' });
    void this.leave();
  }

  private watchForAgent(link: RoomLink): void {
    this.stopWatching();
    this.lateTimer = setTimeout(() => {
      if (this.link === link) this.dispatch({ type: 'agent_late' });
    }, AGENT_LATE_MS);
  }

  private stopWatching(): void {
    if (this.lateTimer !== null) clearTimeout(this.lateTimer);
    this.lateTimer = null;
  }

  private async leave(): Promise<void> {
    this.stopWatching();
    this.tabs.release();
    const { link } = this;
    this.link = null;
    this.captions({ type: 'settle' });
    this.set({ micOn: false });
    await link?.leave().catch(() => undefined);
  }

  private async fail(hop: Hop, error: unknown): Promise<void> {
    this.noteSignOut(error);
    if (error instanceof ServiceError && error.status === 404) this.set({ sessionId: null });
    this.dispatch({ type: 'failed', hop });
    await this.leave();
  }

  /** The list learns of new words a moment later, when the worker has handed them over. */
  private announceSoon(): void {
    if (this.announceTimer !== null) return;
    this.announceTimer = setTimeout(() => {
      this.announceTimer = null;
      this.hooks.onSessionsChanged();
    }, ANNOUNCE_MS);
  }

  private noteSignOut(error: unknown): void {
    if (error instanceof ServiceError && error.status === 401) this.hooks.onSignedOut();
  }

  private clear(): void {
    this.loaded = new Set();
    this.captions({ type: 'clear' });
    this.set({ sessionId: null, title: null, notice: null, endedQuiet: false });
  }

  private captions(event: CaptionEvent): void {
    this.set({ captions: reduceCaptions(this.state.captions, event) });
  }

  private dispatch(event: CallEvent): void {
    this.set({ call: reduceCall(this.state.call, event) });
  }

  private set(change: Partial<TalkState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

function hopOfStart(error: unknown): Hop {
  if (error instanceof ConnectionError) return 'rooms';
  if (!(error instanceof ServiceError)) return 'rooms';
  if (error.isUnreachable) return 'service';
  return error.status === 503 ? 'rooms' : 'refused';
}
