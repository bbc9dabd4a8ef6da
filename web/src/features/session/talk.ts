/** The talk: the one conversation of this page, what becomes of it, and what the screen calls. Outlives every component. */

import { ServiceError } from '../../client/http';
import { type Choice, type OpenedSession, type SessionCalls, sessions } from '../../client/sessions';
import { preferences } from '../../lib/preferences';
import { isActive } from './call-machine';
import { type CallHooks, Calling, type OpenLink } from './calling';
import { findUnsaved, keepNewest, toSavedMessages } from './captions';
import { runNewChat, saveTalk } from './new-chat';
import { makeKey, openAgain, openNew } from './opening';
import { readWholeSession, type WholeSession } from './past-messages';
import { type Parting, RoomLink } from './room-link';
import { Tabs } from './tabs';
import { TalkStore } from './talk-store';

const ANNOUNCE_MS = 2000;
/** What a browser lets a request carry that outlives its page is 64 kB, headers included. */
const LAST_WORDS_BYTES = 55_000;

export interface TalkHooks {
  /** The service no longer knows who this is. */
  onSignedOut(): void;
  /** The list of sessions has changed. */
  onSessionsChanged(): void;
}

/** What a talk is made of; the page's own unless told otherwise. */
export interface TalkParts {
  readonly service: Pick<SessionCalls, 'create' | 'begin' | 'reopen' | 'stop' | 'save'>;
  readonly readPast: (sessionId: string) => Promise<WholeSession>;
  readonly openLink: OpenLink;
}

const OWN_PARTS: TalkParts = {
  service: sessions,
  readPast: readWholeSession,
  openLink: (listener) => new RoomLink(listener, preferences.get()),
};

/** Where a talk goes: to a new conversation, or to an earlier one with its words. */
type Next =
  | { readonly kind: 'new'; readonly choice: Choice }
  | { readonly kind: 'earlier'; readonly sessionId: string };

export class Talk {
  private readonly store = new TalkStore();
  private readonly calling: Calling;
  private readonly tabs: Tabs;
  /** Captions that the service has. */
  private stored: ReadonlySet<string> = new Set();
  private announceTimer: ReturnType<typeof setTimeout> | null = null;
  private hooks: TalkHooks = { onSignedOut: () => undefined, onSessionsChanged: () => undefined };
  private retrying: () => Promise<void> = async () => undefined;
  private typedCount = 0;

  readonly get = this.store.get;
  readonly subscribe = this.store.subscribe;

  constructor(private readonly parts: TalkParts = OWN_PARTS) {
    this.tabs = new Tabs({
      onTaken: () => this.yieldToOtherTab(),
      onBusy: (busyElsewhere) => this.store.set({ busyElsewhere }),
    });
    const hooks: CallHooks = {
      onOpened: (opened) => this.onOpened(opened),
      onFailed: (error) => this.onCallFailed(error),
      onParted: (parting) => void this.onParted(parting),
      onWords: () => this.announceSoon(),
    };
    this.calling = new Calling(this.store, parts.openLink, hooks);
  }

  attach(hooks: TalkHooks): void {
    this.hooks = hooks;
  }

  readLevels(): { mic: number; agent: number } {
    return this.calling.current?.readLevels() ?? { mic: 0, agent: 0 };
  }

  /** Comes back into the talk that this tab was in before it was loaded again. */
  async resume(): Promise<void> {
    const own = this.tabs.findOwn();
    if (own === null || this.calling.current !== null) return;
    await this.goOnWith(own);
  }

  /** Starts a talk, or goes on with the one on screen or the one another tab is in. */
  async start(): Promise<void> {
    const { call, sessionId, captions, persona } = this.get();
    if (isActive(call) || call.newChat !== null) return;
    const elsewhere = this.tabs.findElsewhere();
    const wanted = call.phase === 'taken' ? (elsewhere ?? sessionId) : (sessionId ?? elsewhere);
    if (wanted === null)
      await this.call(openNew(this.parts.service, { persona, displayName: null }, makeKey()));
    else if (wanted !== sessionId || captions.length === 0 || call.phase === 'taken')
      await this.goOnWith(wanted);
    else await this.call(openAgain(this.parts.service, wanted));
  }

  /** Makes an earlier session the active one; the talk that was on is saved first. */
  async goOnWith(sessionId: string): Promise<void> {
    if (this.get().sessionId === sessionId && isActive(this.get().call)) return;
    await this.moveTo({ kind: 'earlier', sessionId });
  }

  /** Saves what is on screen and begins another talk, with the same companion unless one is chosen. */
  async newChat(choice?: Choice): Promise<void> {
    await this.moveTo({ kind: 'new', choice: choice ?? { persona: this.get().persona, displayName: null } });
  }

  /** Tries again what a failed save held up. */
  async retrySave(): Promise<void> {
    await this.retrying();
  }

  /** Ends the talk. The words stay on screen and in the store. */
  async end(): Promise<void> {
    const { sessionId } = this.get();
    await this.leave();
    this.store.dispatch({ type: 'ended' });
    if (sessionId === null) return;
    await this.saveNow(sessionId);
    await this.parts.service.stop(sessionId).catch((error: unknown) => this.noteSignOut(error));
    this.hooks.onSessionsChanged();
  }

  /** The conversation is about to be deleted: where it is the one on screen, the room is left and the screen emptied. */
  async drop(sessionId: string): Promise<void> {
    if (this.get().sessionId === sessionId) await this.dropAll();
  }

  /** Every conversation is about to be deleted, or somebody else is here now. */
  async dropAll(): Promise<void> {
    await this.leave();
    this.store.dispatch({ type: 'ended' });
    this.clear();
  }

  /** Something was forgotten: what is on screen is what the store still has. */
  async readWordsAnew(): Promise<void> {
    const { sessionId, captions } = this.get();
    if (sessionId === null || captions.length === 0) return;
    const found = await this.parts.readPast(sessionId).catch(() => null);
    if (found === null || this.get().sessionId !== sessionId) return;
    this.store.caption({ type: 'clear' });
    this.show(found);
  }

  /** The conversation that is written in becomes the one on screen, with its words as they are stored. */
  async adopt(sessionId: string): Promise<void> {
    const { call, sessionId: before } = this.get();
    if (sessionId !== before) {
      if (isActive(call) || call.newChat !== null || call.saveFailed) return;
      this.clear();
      this.store.set({ sessionId });
    }
    const found = await this.parts.readPast(sessionId).catch(() => null);
    if (found === null || this.get().sessionId !== sessionId) return;
    this.store.caption({ type: 'clear' });
    this.show(found);
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.calling.setMicrophone(on);
  }

  /** Sends a typed line; false when it could not be sent, so that the line stays in its field. */
  async sendTyped(text: string): Promise<boolean> {
    const link = this.calling.current;
    if (link === null) return false;
    const id = `typed:${Date.now()}:${this.typedCount++}`;
    this.store.caption({ type: 'typed', id, text, at: Date.now() });
    this.store.dispatch({ type: 'user_spoke' });
    try {
      await link.sendTyped(id, text);
      return true;
    } catch {
      this.store.caption({ type: 'withdraw', id });
      return false;
    }
  }

  setVolume(volume: number): void {
    preferences.set({ volume });
    this.calling.current?.setVolume(volume);
  }

  async chooseDevice(kind: 'audioinput' | 'audiooutput', deviceId: string): Promise<void> {
    preferences.set(kind === 'audioinput' ? { microphoneId: deviceId } : { speakerId: deviceId });
    await this.calling.current?.switchDevice(kind, deviceId).catch(() => undefined);
  }

  async unlockAudio(): Promise<void> {
    await this.calling.current?.unlockAudio().catch(() => undefined);
  }

  /** Last words when the page goes away: they outlive it. The room waits a while for a refresh to come back. */
  saveOnLeaving(): void {
    this.tabs.letGo();
    const { sessionId, call } = this.get();
    const messages = keepNewest(toSavedMessages(this.unsaved()), LAST_WORDS_BYTES);
    // A talk that another tab has taken over is that tab's to save: saving it from here would end it there.
    if (sessionId === null || messages.length === 0 || call.phase === 'taken') return;
    void this.parts.service.save(sessionId, messages, { keepalive: true }).catch(() => undefined);
  }

  /** Rapid calls count once, and so do those of two tabs. */
  private async moveTo(next: Next): Promise<void> {
    const { call, busyElsewhere } = this.get();
    if (call.newChat !== null || busyElsewhere) return;
    this.store.dispatch({ type: 'save_failed', failed: false });
    this.store.dispatch({ type: 'new_chat', step: 'leaving' });
    await this.tabs.actAlone(() => this.move(next));
    this.store.dispatch({ type: 'new_chat', step: null });
    this.hooks.onSessionsChanged();
  }

  private async move(next: Next): Promise<void> {
    const { service } = this.parts;
    const { sessionId } = this.get();
    const isSame = next.kind === 'earlier' && next.sessionId === sessionId;
    const unsaved = isSame ? [] : this.unsaved();
    const past = next.kind === 'earlier' ? this.parts.readPast(next.sessionId) : null;
    past?.catch(() => undefined);
    const result = await runNewChat({
      sessionId: isSame ? null : sessionId,
      messages: toSavedMessages(unsaved),
      onStep: (step) => this.store.dispatch({ type: 'new_chat', step }),
      save: (id, messages) => service.save(id, messages),
      prepare: () =>
        next.kind === 'new' ? openNew(service, next.choice, makeKey()) : openAgain(service, next.sessionId),
      stop: (id) => service.stop(id),
      leave: () => this.leave(),
      clear: () => this.clear(),
      connect: (opening) => {
        if (next.kind === 'new') this.store.set({ persona: next.choice.persona });
        else this.store.set({ sessionId: next.sessionId });
        void this.showPast(past);
        return this.call(opening);
      },
    });
    if (!result.ok) this.keepForRetry(result.error, () => this.moveTo(next));
  }

  private async showPast(past: Promise<WholeSession> | null): Promise<void> {
    const { sessionId } = this.get();
    const found = await past?.catch(() => null);
    if (found != null && this.get().sessionId === sessionId) this.show(found);
  }

  private show({ title, persona, captions }: WholeSession): void {
    this.stored = new Set(captions.map((caption) => caption.id));
    this.store.caption({ type: 'load', captions });
    this.store.set({ title, persona });
  }

  private unsaved(): ReturnType<typeof findUnsaved> {
    return findUnsaved(this.get().captions, this.stored);
  }

  /** Saves what is not stored yet; a failure is shown, with a way to try again. */
  private async saveNow(sessionId: string): Promise<void> {
    const unsaved = this.get().sessionId === sessionId ? this.unsaved() : [];
    if (unsaved.length === 0) return;
    this.store.dispatch({ type: 'save_failed', failed: false });
    const error = await saveTalk(
      (id, words) => this.parts.service.save(id, words),
      sessionId,
      toSavedMessages(unsaved),
    );
    if (this.get().sessionId !== sessionId) return;
    if (error !== null) this.keepForRetry(error, () => this.saveNow(sessionId));
    else this.stored = new Set([...this.stored, ...unsaved.map((caption) => caption.id)]);
  }

  private keepForRetry(error: ServiceError, again: () => Promise<void>): void {
    this.noteSignOut(error);
    this.retrying = again;
    this.store.dispatch({ type: 'save_failed', failed: true });
  }

  private async call(opening: Promise<OpenedSession>): Promise<void> {
    this.tabs.claim();
    await this.calling.start(opening);
    this.hooks.onSessionsChanged();
  }

  private onOpened(opened: OpenedSession): void {
    this.store.set({ sessionId: opened.session_id });
    this.tabs.hold(opened.session_id);
  }

  private onCallFailed(error: unknown): void {
    this.noteSignOut(error);
    if (error instanceof ServiceError && error.status === 404) this.store.set({ sessionId: null });
    this.tabs.release();
  }

  private async onParted(parting: Parting): Promise<void> {
    const { sessionId, endedQuiet, call } = this.get();
    if (parting === 'taken') {
      this.yieldToOtherTab();
      return;
    }
    if (parting === 'closed' && (endedQuiet || call.closing)) {
      await this.leave();
      this.store.dispatch({ type: 'ended' });
      this.store.set({ endedQuiet: true });
    } else await this.calling.fail('room_lost', null);
    if (sessionId !== null) await this.saveNow(sessionId);
    this.hooks.onSessionsChanged();
  }

  private yieldToOtherTab(): void {
    if (!isActive(this.get().call)) return;
    this.store.dispatch({ type: 'taken' });
    void this.leave();
  }

  private async leave(): Promise<void> {
    this.tabs.release();
    await this.calling.leave();
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
    this.stored = new Set();
    this.store.caption({ type: 'clear' });
    this.store.set({ sessionId: null, title: null, persona: null, notice: null, endedQuiet: false });
  }
}
