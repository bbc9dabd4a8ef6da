/** The service's calls that the page makes, by name. Shapes come from the service's own description (`npm run client`). */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['UserAnswer'];
export type SessionInfo = Schemas['SessionAnswer'];
export type SessionPage = Schemas['SessionPage'];
export type Message = Schemas['MessageAnswer'];
export type History = Schemas['HistoryPage'];
export type OpenedSession = Schemas['TokenAnswer'];
export type Setup = Schemas['Setup'];
export type Claim = Schemas['SavedMessage'];

export const SAVE_TIMEOUT_MS = 10_000;

function withCursor(path: string, cursor: string | null): string {
  return cursor === null ? path : `${path}?cursor=${encodeURIComponent(cursor)}`;
}

export const service = {
  me: () => request<User>('GET', '/api/auth/me'),
  signInAsGuest: () => request<User>('POST', '/api/auth/guest', { body: {} }),
  signOut: () => request<null>('POST', '/api/auth/logout', { body: {} }),
  setup: () => request<Setup>('GET', '/api/setup'),
  openSession: (sessionId: string | null) =>
    request<OpenedSession>('POST', '/api/session', {
      body: sessionId === null ? {} : { session_id: sessionId },
    }),
  stopSession: (sessionId: string, options: { keepalive?: boolean } = {}) =>
    request<null>('DELETE', `/api/session/${encodeURIComponent(sessionId)}`, options),
  saveSession: (sessionId: string, messages: readonly Claim[], options: { keepalive?: boolean } = {}) =>
    request<unknown>('POST', '/api/users/sessions/save', {
      body: { session_id: sessionId, messages },
      timeoutMs: SAVE_TIMEOUT_MS,
      ...options,
    }),
  listSessions: (cursor: string | null) => request<SessionPage>('GET', withCursor('/api/sessions', cursor)),
  readHistory: (sessionId: string, cursor: string | null) =>
    request<History>('GET', withCursor(`/api/session/${encodeURIComponent(sessionId)}/history`, cursor)),
};

export type Service = typeof service;
