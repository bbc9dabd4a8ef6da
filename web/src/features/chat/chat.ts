/** The written talk of this page: which conversation it is, its thread, and what one sends. Outlives every component. */

import { ServiceError } from '../../client/http';
import { type Accepted, type ResponderCalls, responder, type VoiceNote } from '../../client/responder';
import { type SessionCalls, sessions } from '../../client/sessions';
import { makeKey } from '../session/opening';
import { type LinkState, LiveLink } from './live-link';
import { EMPTY_THREAD, reduceThread, type ThreadEvent, type ThreadState } from './thread';

export interface ChatState {
  readonly sessionId: string | null;
  readonly thread: ThreadState;
  readonly link: LinkState;
  /** Whether there are words before those on screen. */
  readonly hasEarlier: boolean;
}

export interface ChatHooks {
  onSignedOut(): void;
  onSessionsChanged(): void;
  /** The conversation on screen is another one now, by what was written. */
  onMoved(sessionId: string): void;
}

export interface ChatParts {
  readonly calls: ResponderCalls;
  readonly history: Pick<SessionCalls, 'read' | 'create' | 'stop'>;
}

const EMPTY: ChatState = { sessionId: null, thread: EMPTY_THREAD, link: 'opening', hasEarlier: false };
const SHOWN_FIRST = 25;
/** So many ids of known messages go along when a socket is opened again. */
const MOST_SEEN = 60;
const NEW = /^\/new\b/i;

export class Chat {
  private state = EMPTY;
  private readonly listeners = new Set<() => void>();
  private link: LiveLink | null = null;
  /** Recordings that may have to be sent again. */
  private readonly notes = new Map<string, VoiceNote>();
  private hooks: ChatHooks = {
    onSignedOut: () => undefined,
    onSessionsChanged: () => undefined,
    onMoved: () => undefined,
  };

  readonly get = (): ChatState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  constructor(private readonly parts: ChatParts = { calls: responder, history: sessions }) {}

  attach(hooks: ChatHooks): void {
    this.hooks = hooks;
  }

  /** The page is shown: follow a conversation, or wait for the first word of a new one. */
  show(sessionId: string | null): void {
    if (sessionId !== this.state.sessionId) this.set({ ...EMPTY, sessionId });
    if (this.link === null && sessionId !== null) this.open(sessionId);
  }

  /** The page is left: nothing is followed any more, and what is on its way stays. */
  hide(): void {
    this.link?.close();
    this.link = null;
  }

  /** Somebody else is here now. */
  forget(): void {
    this.hide();
    this.notes.clear();
    this.set(EMPTY);
  }

  /** Leaves the conversation as it is and begins another one. */
  async begin(persona: string): Promise<void> {
    const { sessionId: before, thread } = this.state;
    if (before === null || (thread.messages.length === 0 && thread.own.length === 0)) return;
    try {
      const created = await this.parts.history.create({ persona, displayName: null }, makeKey());
      this.moveTo(created.session_id);
      await this.parts.history.stop(before);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 401) this.hooks.onSignedOut();
    }
  }

  hurry(): void {
    this.link?.hurry();
  }

  async send(text: string): Promise<void> {
    await this.put(makeKey(), text, null);
  }

  async sendNote(note: VoiceNote): Promise<void> {
    await this.put(makeKey(), '', note);
  }

  /** Sends a message once more: the same one where it never arrived, a new one where no answer came. */
  async retry(messageId: string): Promise<void> {
    const own = this.state.thread.own.find((one) => one.messageId === messageId);
    if (own === undefined) return;
    if (own.state === 'failed') {
      await this.put(messageId, own.text, this.notes.get(messageId) ?? null);
    } else if (own.state === 'unanswered') {
      this.fold({ type: 'withdraw', messageId });
      await this.put(makeKey(), own.text, null);
    }
  }

  withdraw(messageId: string): void {
    this.notes.delete(messageId);
    this.fold({ type: 'withdraw', messageId });
  }

  /** Brings the words before those on screen; false when that did not work. */
  async loadEarlier(): Promise<boolean> {
    const { sessionId, thread } = this.state;
    const first = thread.messages[0];
    if (sessionId === null || first === undefined) return true;
    try {
      const page = await this.parts.history.read(sessionId, { around: first.id });
      if (this.state.sessionId !== sessionId) return true;
      const messages = page.messages.map((message) => ({ ...message, message_id: null }));
      this.fold({ type: 'earlier', messages });
      this.set({ hasEarlier: (page.previous_cursor ?? null) !== null });
      return true;
    } catch {
      return false;
    }
  }

  private async put(messageId: string, text: string, note: VoiceNote | null): Promise<void> {
    const { sessionId } = this.state;
    if (note !== null) this.notes.set(messageId, note);
    this.fold({ type: 'sending', messageId, text, at: Date.now(), isNote: note !== null });
    let accepted: Accepted;
    try {
      const { calls } = this.parts;
      accepted =
        note === null
          ? await calls.send(sessionId, messageId, text)
          : await calls.sendNote(sessionId, messageId, note);
    } catch (error) {
      this.fail(messageId, error);
      return;
    }
    this.notes.delete(messageId);
    this.fold({ type: 'accepted', messageId, at: Date.now(), transcript: accepted.transcript ?? null });
    if (this.state.sessionId === null) {
      this.set({ sessionId: accepted.session_id });
      this.open(accepted.session_id);
      this.hooks.onMoved(accepted.session_id);
    }
    this.hooks.onSessionsChanged();
  }

  private fail(messageId: string, error: unknown): void {
    const status = error instanceof ServiceError ? error.status : 0;
    if (status === 401) this.hooks.onSignedOut();
    this.fold({ type: 'failed', messageId, refused: status === 400 || status === 413 || status === 422 });
    if (status === 404) this.leaveGone();
  }

  private open(sessionId: string): void {
    this.link?.close();
    const link = new LiveLink(sessionId, this.parts.calls, {
      onState: (state) => this.whenOn(link, () => this.set({ link: state })),
      onThread: (thread) =>
        this.whenOn(link, () => {
          const isFirst = this.state.thread.messages.length === 0;
          this.fold({ type: 'thread', thread, at: Date.now() });
          if (isFirst) this.set({ hasEarlier: thread.messages.length >= SHOWN_FIRST });
          if (thread.messages.length > 0) this.hooks.onSessionsChanged();
          if (this.state.link === 'asking') void this.followNew(thread.messages);
        }),
      onPartial: (messageId, text) =>
        this.whenOn(link, () => this.fold({ type: 'partial', messageId, text })),
      onUnkept: (messageId, text) => this.whenOn(link, () => this.fold({ type: 'unkept', messageId, text })),
      onMoved: (to) => this.whenOn(link, () => this.moveTo(to)),
      onSignedOut: () => this.whenOn(link, () => this.hooks.onSignedOut()),
      onGone: () => this.whenOn(link, () => this.leaveGone()),
      listSeen: () => this.state.thread.messages.slice(-MOST_SEEN).map((message) => message.id),
    });
    this.link = link;
    link.open();
  }

  private whenOn(link: LiveLink, act: () => void): void {
    if (this.link === link) act();
  }

  /** Without a socket nobody says that `/new` has begun another conversation: its answer does. */
  private async followNew(fresh: readonly { readonly role: string; readonly message_id: string | null }[]) {
    const asked = this.state.thread.messages.filter((one) => one.role === 'user' && NEW.test(one.text));
    const isAnswered = fresh.some(
      (one) => one.role === 'assistant' && asked.some((question) => question.message_id === one.message_id),
    );
    if (!isAnswered) return;
    const current = await this.parts.calls.current().catch(() => null);
    if (current !== null && current.session_id !== this.state.sessionId) this.moveTo(current.session_id);
  }

  private moveTo(sessionId: string): void {
    this.hide();
    this.show(sessionId);
    this.hooks.onMoved(sessionId);
    this.hooks.onSessionsChanged();
  }

  /** The conversation was deleted: what was not sent stays, and the next word begins another one. */
  private leaveGone(): void {
    this.hide();
    this.set({ ...EMPTY, thread: { ...EMPTY_THREAD, own: this.state.thread.own } });
    this.hooks.onSessionsChanged();
  }

  private fold(event: ThreadEvent): void {
    this.set({ thread: reduceThread(this.state.thread, event) });
  }

  private set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
