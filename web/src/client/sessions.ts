/** The service's calls about conversations: opened, saved, listed, renamed, stopped, deleted. */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type SessionInfo = Schemas['SessionAnswer'];
export type SessionPage = Schemas['SessionPage'];
export type Message = Schemas['MessageAnswer'];
export type History = Schemas['HistoryPage'];
export type OpenedSession = Schemas['TokenAnswer'];
export type Claim = Schemas['SavedMessage'];
export type Persona = Schemas['PersonaAnswer'];

export const SAVE_TIMEOUT_MS = 10_000;
const OPEN_TIMEOUT_MS = 10_000;

/** Whom to talk to in a new conversation, and what to call it. */
export interface Choice {
  readonly persona: string | null;
  readonly displayName: string | null;
}

/** Which conversations a list shows; empty strings stand for "any". Days as `2026-05-01`. */
export interface SessionFilters {
  readonly persona: string;
  readonly platform: string;
  readonly topic: string;
  readonly from: string;
  readonly to: string;
}

export const NO_FILTERS: SessionFilters = { persona: '', platform: '', topic: '', from: '', to: '' };

/** Where to read a conversation: from a cursor on, or around one message. */
export interface Place {
  readonly cursor?: string;
  readonly around?: string;
}

function at(sessionId: string): string {
  return `/api/session/${encodeURIComponent(sessionId)}`;
}

/** A path with those of the values that are set. */
export function withQuery(
  path: string,
  values: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

export const sessions = {
  personas: () => request<Schemas['PersonaList']>('GET', '/api/personas'),

  /** Writes a conversation with a name; it gets a room when it is opened. */
  create: (choice: Choice, key: string) =>
    request<{ readonly session_id: string }>('POST', '/api/session/create', {
      body: { persona: choice.persona, display_name: choice.displayName },
      timeoutMs: OPEN_TIMEOUT_MS,
      idempotencyKey: key,
    }),

  /** Begins a conversation with a persona (null: the usual one). The same `key` never makes two. */
  begin: (persona: string | null, key: string) =>
    request<OpenedSession>('POST', '/api/session', {
      body: persona === null ? {} : { persona },
      timeoutMs: OPEN_TIMEOUT_MS,
      idempotencyKey: key,
    }),

  /** Goes on with a conversation. */
  reopen: (sessionId: string) =>
    request<OpenedSession>('POST', '/api/session', {
      body: { session_id: sessionId },
      timeoutMs: OPEN_TIMEOUT_MS,
    }),

  stop: (sessionId: string) => request<null>('DELETE', at(sessionId)),
  clear: (sessionId: string) => request<null>('DELETE', `${at(sessionId)}/clear`, { timeoutMs: 30_000 }),
  /** null takes the own name back. */
  rename: (sessionId: string, name: string | null) =>
    request<SessionInfo>('PATCH', at(sessionId), { body: { title: name } }),

  save: (sessionId: string, messages: readonly Claim[], options: { keepalive?: boolean } = {}) =>
    request<unknown>('POST', '/api/users/sessions/save', {
      body: { session_id: sessionId, messages },
      timeoutMs: SAVE_TIMEOUT_MS,
      ...options,
    }),

  list: (filters: SessionFilters, cursor: string | null) =>
    request<SessionPage>('GET', withQuery('/api/sessions', { ...filters, cursor })),
  read: (sessionId: string, place: Place = {}) =>
    request<History>('GET', withQuery(`${at(sessionId)}/history`, { ...place })),
};

export type SessionCalls = typeof sessions;
