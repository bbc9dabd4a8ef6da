/** Opening a room for a talk: a new one with whom one chose, or an earlier one. Sent again, it never makes two. */

import { ServiceError } from '../../client/http';
import type { Choice, OpenedSession, SessionCalls } from '../../client/sessions';

export type OpeningCalls = Pick<SessionCalls, 'create' | 'begin' | 'reopen'>;

/** A fresh UUID; the page may have come over plain http, where `crypto.randomUUID` is missing. */
export function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An answer that got lost, or a stumble, is asked for once more. */
async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ServiceError && (error.isUnreachable || error.status === 500)) return await ask();
    throw error;
  }
}

/** Begins a talk; `key` stands for the click, so that however often it is sent there is one conversation. */
export async function openNew(calls: OpeningCalls, choice: Choice, key: string): Promise<OpenedSession> {
  if (choice.displayName === null) return await askAgain(() => calls.begin(choice.persona, key));
  const created = await askAgain(() => calls.create(choice, key));
  return await openAgain(calls, created.session_id);
}

export async function openAgain(calls: OpeningCalls, sessionId: string): Promise<OpenedSession> {
  return await askAgain(() => calls.reopen(sessionId));
}
