/** What keeps a form of e-mail and password from going through, said in the page's language at the line it is about. */

import { ServiceError } from '../../client/http';
import { SHORTEST_PASSWORD } from '../../lib/password-strength';
import { fill, text } from '../../lib/text';

const words = text.signIn.errors;

export type FormLine = 'email' | 'password' | 'form';

export interface Refusal {
  readonly line: FormLine;
  readonly message: string;
}

export interface Draft {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

function looksLikeEmail(email: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
}

/** What can be seen without asking the service. */
export function findSlip(draft: Draft, isNew: boolean): Refusal | null {
  if (!looksLikeEmail(draft.email)) return { line: 'email', message: words.email };
  if (draft.password === '') return { line: 'password', message: words.noPassword };
  if (isNew) return findShortPassword(draft.password);
  return null;
}

export function findShortPassword(password: string): Refusal | null {
  if ([...password].length >= SHORTEST_PASSWORD) return null;
  return { line: 'password', message: fill(words.short, { n: SHORTEST_PASSWORD }) };
}

/** What the service answered. */
export function readRefusal(error: unknown): Refusal {
  if (!(error instanceof ServiceError)) return { line: 'form', message: words.failed };
  if (error.isUnreachable || error.status === 503) return { line: 'form', message: words.away };
  if (error.status === 429) return { line: 'form', message: words.many };
  if (error.status === 401) return { line: 'password', message: words.wrong };
  if (error.status === 409 && error.field === 'email') return { line: 'email', message: words.taken };
  if (error.status === 422 && error.field === 'email') return { line: 'email', message: words.email };
  if (error.status === 422 && (error.field === 'password' || error.field === 'new')) {
    return { line: 'password', message: words.weak };
  }
  return { line: 'form', message: words.failed };
}
