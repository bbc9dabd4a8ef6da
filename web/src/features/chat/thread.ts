/** A written talk as one value: what the service has, what is on its way to it, and what comes back, folded together. */

import type { Thread, ThreadMessage } from '../../client/responder';

export type OwnState =
  /** On its way to the service. */
  | 'sending'
  /** The service has it. */
  | 'accepted'
  /** It did not get there. */
  | 'failed'
  /** It got there and was refused: sending it again does not help. */
  | 'refused'
  /** No answer came of it. */
  | 'unanswered'
  /** Off the record: it was answered, and neither is kept. */
  | 'unkept';

/** A message of this page that the thread does not have yet, or never will. */
export interface OwnMessage {
  readonly messageId: string;
  readonly text: string;
  readonly at: number;
  readonly state: OwnState;
  /** When the service took it. */
  readonly acceptedAt: number | null;
  /** A voice note whose words are not known yet. */
  readonly isNote: boolean;
}

export interface ThreadState {
  readonly messages: readonly ThreadMessage[];
  readonly own: readonly OwnMessage[];
  readonly pending: readonly string[];
  /** How far replies have come, by what they answer. */
  readonly partials: Readonly<Record<string, string>>;
}

export const EMPTY_THREAD: ThreadState = { messages: [], own: [], pending: [], partials: {} };

export type ThreadEvent =
  | { readonly type: 'thread'; readonly thread: Thread; readonly at: number }
  | { readonly type: 'earlier'; readonly messages: readonly ThreadMessage[] }
  | { readonly type: 'partial'; readonly messageId: string; readonly text: string }
  | { readonly type: 'unkept'; readonly messageId: string; readonly text: string }
  | {
      readonly type: 'sending';
      readonly messageId: string;
      readonly text: string;
      readonly at: number;
      readonly isNote: boolean;
    }
  | {
      readonly type: 'accepted';
      readonly messageId: string;
      readonly at: number;
      readonly transcript: string | null;
    }
  | { readonly type: 'failed'; readonly messageId: string; readonly refused: boolean }
  | { readonly type: 'withdraw'; readonly messageId: string };

/** A message that was just taken may be missing from a thread that was read a moment before. */
const SETTLED_MS = 5000;

function byMoment(one: ThreadMessage, other: ThreadMessage): number {
  return Date.parse(one.at) - Date.parse(other.at);
}

function merge(known: readonly ThreadMessage[], fresh: readonly ThreadMessage[]): readonly ThreadMessage[] {
  const ids = new Set(known.map((message) => message.id));
  const added = fresh.filter((message) => !ids.has(message.id));
  return added.length === 0 ? known : [...known, ...added].sort(byMoment);
}

function settleOwn(own: OwnMessage, state: ThreadState, at: number): OwnMessage {
  if (own.state !== 'accepted' || own.acceptedAt === null || at - own.acceptedAt < SETTLED_MS) return own;
  return state.pending.includes(own.messageId) ? own : { ...own, state: 'unanswered' };
}

function foldThread(state: ThreadState, thread: Thread, at: number): ThreadState {
  const messages = merge(state.messages, thread.messages);
  const stored = new Set(messages.filter((one) => one.role === 'user').map((one) => one.message_id));
  const answered = new Set(messages.filter((one) => one.role === 'assistant').map((one) => one.message_id));
  const partials = Object.fromEntries(Object.entries(state.partials).filter(([id]) => !answered.has(id)));
  const next = { ...state, messages, partials, pending: thread.pending };
  const own = state.own
    .filter((one) => !stored.has(one.messageId) && !answered.has(one.messageId))
    .map((one) => settleOwn(one, next, at));
  return { ...next, own };
}

function change(state: ThreadState, messageId: string, changes: Partial<OwnMessage>): ThreadState {
  const own = state.own.map((one) => (one.messageId === messageId ? { ...one, ...changes } : one));
  return { ...state, own };
}

export function reduceThread(state: ThreadState, event: ThreadEvent): ThreadState {
  switch (event.type) {
    case 'thread':
      return foldThread(state, event.thread, event.at);
    case 'earlier':
      return { ...state, messages: merge(state.messages, event.messages) };
    case 'partial':
      return { ...state, partials: { ...state.partials, [event.messageId]: event.text } };
    case 'unkept':
      return change(
        { ...state, partials: { ...state.partials, [event.messageId]: event.text } },
        event.messageId,
        { state: 'unkept' },
      );
    case 'sending': {
      const { messageId, text, at, isNote } = event;
      const own = state.own.filter((one) => one.messageId !== messageId);
      const sent: OwnMessage = { messageId, text, at, isNote, state: 'sending', acceptedAt: null };
      return { ...state, own: [...own, sent] };
    }
    case 'accepted': {
      const said = event.transcript === null ? {} : { text: event.transcript };
      return change(state, event.messageId, {
        state: 'accepted',
        acceptedAt: event.at,
        isNote: false,
        ...said,
      });
    }
    case 'failed':
      return change(state, event.messageId, { state: event.refused ? 'refused' : 'failed' });
    case 'withdraw':
      return { ...state, own: state.own.filter((one) => one.messageId !== event.messageId) };
  }
}

/** One line as it is drawn. */
export interface ChatLine {
  readonly key: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly at: number;
  readonly spoken: boolean;
  readonly interrupted: boolean;
  /** False while it grows. */
  readonly whole: boolean;
  /** What is to be said about a message of this page that the thread does not have. */
  readonly own: OwnMessage | null;
}

function toLine(message: ThreadMessage): ChatLine {
  return {
    // a message keeps its line when the service's own copy of it arrives, and so does a reply that was growing
    key: message.message_id === null ? message.id : `${message.message_id}:${message.role}`,
    role: message.role,
    text: message.text,
    at: Date.parse(message.at),
    spoken: message.source === 'voice',
    interrupted: message.interrupted,
    whole: true,
    own: null,
  };
}

function growing(messageId: string, text: string, at: number, whole: boolean): ChatLine {
  return {
    key: `${messageId}:assistant`,
    role: 'assistant',
    text,
    at,
    spoken: false,
    interrupted: false,
    whole,
    own: null,
  };
}

/** All lines in order: what is stored, what is on its way, and replies that are being written. */
export function linesOf(state: ThreadState): readonly ChatLine[] {
  const lines = state.messages.map(toLine);
  const owned = new Set(state.own.map((one) => one.messageId));
  for (const [messageId, text] of Object.entries(state.partials)) {
    if (!owned.has(messageId)) lines.push(growing(messageId, text, Number.MAX_SAFE_INTEGER, false));
  }
  for (const own of state.own) {
    lines.push({
      key: `${own.messageId}:user`,
      role: 'user',
      text: own.text,
      at: own.at,
      spoken: false,
      interrupted: false,
      whole: true,
      own,
    });
    const partial = state.partials[own.messageId];
    if (partial !== undefined) lines.push(growing(own.messageId, partial, own.at, own.state === 'unkept'));
  }
  return lines;
}

/** Whether the companion is at an answer that has no word yet. */
export function isThinking(state: ThreadState): boolean {
  const waiting = new Set([
    ...state.pending,
    ...state.own.filter((one) => one.state === 'accepted').map((one) => one.messageId),
  ]);
  return [...waiting].some((messageId) => state.partials[messageId] === undefined);
}
