/** The service's calls about written talk: messages into the outbox, and the thread as it grows. */

import { request } from './http';
import type { components } from './schema';
import type { SessionInfo } from './sessions';

type Schemas = components['schemas'];

/** A message as the thread has it. Replies carry the `message_id` of what they answer. */
export type ThreadMessage = Pick<
  Schemas['ThreadMessage'],
  'id' | 'role' | 'text' | 'at' | 'source' | 'interrupted' | 'message_id'
>;

/** `pending` is what waits for its reply. */
export type Thread = Pick<Schemas['Thread'], 'session_id' | 'pending'> & {
  readonly messages: readonly ThreadMessage[];
};

export type SocketEvent =
  | ({ readonly type: 'messages:init' | 'messages:append' } & Thread)
  | { readonly type: 'reply:partial' | 'reply:unkept'; readonly message_id: string; readonly text: string }
  | { readonly type: 'session:moved'; readonly session_id: string };

export type Accepted = Schemas['MessageAccepted'];

export interface VoiceNote {
  /** Base64. */
  readonly audio: string;
  readonly format: 'webm' | 'm4a' | 'ogg';
}

/** What closes a socket for good: nobody signed in, no such conversation. */
export const SIGNED_OUT = 4401;
export const UNKNOWN_SESSION = 4404;

const NOTE_TIMEOUT_MS = 30_000;
const PATH = '/api/responder/messages';

function query(sessionId: string, seen: readonly string[]): string {
  const values = new URLSearchParams({ session_id: sessionId });
  for (const id of seen) values.append('seen', id);
  return values.toString();
}

export const responder = {
  /** Puts a message out. The same `messageId` sent again changes nothing. */
  send: (sessionId: string | null, messageId: string, content: string) =>
    request<Accepted>('POST', PATH, { body: { session_id: sessionId, message_id: messageId, content } }),

  /** The same for recorded speech, which becomes the text that is understood of it. */
  sendNote: (sessionId: string | null, messageId: string, note: VoiceNote) =>
    request<Accepted>('POST', PATH, {
      body: { session_id: sessionId, message_id: messageId, audio: note.audio, audio_format: note.format },
      timeoutMs: NOTE_TIMEOUT_MS,
    }),

  /** The last words of a conversation, or what came since those that are `seen`. */
  read: (sessionId: string, seen: readonly string[]) =>
    request<Thread>('GET', `${PATH}?${query(sessionId, seen)}`),

  current: () => request<SessionInfo>('GET', '/api/session/current'),

  openSocket: (sessionId: string, seen: readonly string[]): WebSocket => {
    const address = new URL(`/api/responder/socket?${query(sessionId, seen)}`, window.location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    return new WebSocket(address);
  },
};

export type ResponderCalls = typeof responder;
