/** The service's calls about what is remembered of a person. */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type MemoryItem = Schemas['MemoryItem'];
export type MemoryKind = Schemas['MemoryKind'];
export type MemoryPage = Schemas['MemoryPage'];
export type ForgetPreview = Schemas['ForgetPreview'];
export type ForgetReceipt = Schemas['ForgetReceipt'];
export type OffRecordState = Schemas['OffRecordState'];

/** What is to be forgotten: one of the three. */
export type ForgetWish =
  | { readonly what: string }
  | { readonly memory_id: string }
  | { readonly everything: true };

export interface MemoryQuestion {
  readonly kind: MemoryKind | null;
  readonly q: string;
  readonly past: boolean;
}

const at = (id: string): string => `/api/memory/${encodeURIComponent(id)}`;

function write(question: MemoryQuestion, cursor: string | null): string {
  const query = new URLSearchParams();
  if (question.kind !== null) query.set('kind', question.kind);
  if (question.q.trim() !== '') query.set('q', question.q.trim());
  if (question.past) query.set('past', 'true');
  if (cursor !== null) query.set('cursor', cursor);
  return query.size === 0 ? '/api/memory' : `/api/memory?${query}`;
}

export const memory = {
  list: (question: MemoryQuestion, cursor: string | null) =>
    request<MemoryPage>('GET', write(question, cursor)),
  receipts: () => request<Schemas['ReceiptList']>('GET', '/api/memory/receipts'),
  correct: (id: string, words: string) =>
    request<MemoryItem | null>('POST', `${at(id)}/correct`, { body: { text: words } }),
  setPinned: (id: string, pinned: boolean) => request<null>('POST', `${at(id)}/${pinned ? 'pin' : 'unpin'}`),
  close: (id: string) => request<null>('POST', `${at(id)}/close`),
  preview: (wish: ForgetWish) =>
    request<ForgetPreview>('POST', '/api/memory/forget', { body: wish, timeoutMs: 30_000 }),
  confirm: (forgetId: string) =>
    request<ForgetReceipt>('POST', `/api/memory/forget/${encodeURIComponent(forgetId)}/confirm`, {
      timeoutMs: 60_000,
    }),
  readOffRecord: (sessionId: string) =>
    request<OffRecordState>('GET', `/api/memory/off-record?session_id=${encodeURIComponent(sessionId)}`),
  setOffRecord: (sessionId: string, on: boolean) =>
    request<OffRecordState>('PUT', '/api/memory/off-record', { body: { session_id: sessionId, on } }),
};
