/** The service's calls about what was said: search, export and import, shared links, figures. */

import { request } from './http';
import type { components } from './schema';
import { type SessionInfo, withQuery } from './sessions';

type Schemas = components['schemas'];

export type ExportFormat = 'text' | 'markdown' | 'json';

export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

export interface Hit {
  readonly message_id: string;
  readonly role: Schemas['Role'];
  readonly at: string;
  readonly snippet: readonly SnippetPart[];
}

export interface SearchPage {
  readonly items: readonly { readonly session: SessionInfo; readonly hits: readonly Hit[] }[];
  readonly next_cursor: string | null;
}

export interface Imported {
  readonly sessions: number;
  readonly messages: number;
  readonly skipped: number;
}

export interface MadeShare {
  readonly share_id: string;
  readonly url: string;
  readonly expires_at: string;
}

export interface Share {
  readonly share_id: string;
  readonly session_id: string;
  readonly title: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly revoked: boolean;
}

export interface SharedTalk {
  readonly title: string | null;
  readonly persona: string;
  readonly at: string;
  readonly messages: readonly {
    readonly role: Schemas['Role'];
    readonly text: string;
    readonly at: string;
    readonly interrupted: boolean;
  }[];
}

export interface Analytics {
  readonly days: readonly { readonly date: string; readonly seconds: number; readonly messages: number }[];
  readonly totals: { readonly seconds: number; readonly messages: number; readonly sessions: number };
  readonly personas: readonly { readonly persona: string; readonly sessions: number }[];
  readonly topics: readonly { readonly topic: string; readonly sessions: number }[];
}

const LONG_MS = 120_000;

export const history = {
  search: (q: string, cursor: string | null) =>
    request<SearchPage>('GET', withQuery('/api/history/search', { q, cursor })),

  /** Where a browser fetches an export from, as a file. */
  exportAddress: (format: ExportFormat, sessionId: string | null) =>
    withQuery('/api/history/export', { format, session_id: sessionId }),
  bringBack: (exported: unknown) =>
    request<Imported>('POST', '/api/history/import', { body: exported, timeoutMs: LONG_MS }),

  share: (sessionId: string, days: number) =>
    request<MadeShare>('POST', `/api/session/${encodeURIComponent(sessionId)}/share`, {
      body: { expires_in_days: days },
    }),
  shares: () => request<{ readonly items: readonly Share[] }>('GET', '/api/shares'),
  revoke: (shareId: string) => request<null>('DELETE', `/api/shares/${encodeURIComponent(shareId)}`),
  shared: (token: string) => request<SharedTalk>('GET', `/api/shared/${encodeURIComponent(token)}`),

  deleteAll: () => request<null>('DELETE', '/api/history', { timeoutMs: LONG_MS }),
  analytics: (days: number) => request<Analytics>('GET', withQuery('/api/history/analytics', { days })),
};
