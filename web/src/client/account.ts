/** The service's calls about the person: signing in and out, the account, its sign-ins, what is theirs. */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['UserAnswer'];
export type Providers = Schemas['ProvidersAnswer'];
export type SignIn = Schemas['SignInAnswer'];
export type ProfileChange = Schemas['ProfileRequest'];

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The proof that a deletion is meant: the password, or without one the word. */
export type DeletionProof = { readonly password: string } | { readonly confirm: 'delete' };

export const EXPORT_URL = '/api/account/export';

/** Where signing in with Google begins; it comes back to `next`. */
export function googleUrl(next: string): string {
  return `/api/auth/google?${new URLSearchParams({ next })}`;
}

export const accounts = {
  me: () => request<User>('GET', '/api/auth/me'),
  change: (change: ProfileChange) => request<User>('PATCH', '/api/auth/me', { body: change }),
  providers: () => request<Providers>('GET', '/api/auth/providers'),
  signInAsGuest: () => request<User>('POST', '/api/auth/guest', { body: {} }),
  signIn: (credentials: Credentials) => request<User>('POST', '/api/auth/login', { body: credentials }),
  register: (wish: Credentials & { readonly display_name: string | null }) =>
    request<User>('POST', '/api/auth/register', { body: wish }),
  signOut: () => request<null>('POST', '/api/auth/logout', { body: {} }),
  signOutEverywhere: () => request<null>('POST', '/api/auth/sign-out-everywhere', { body: {} }),
  setPassword: (current: string | null, next: string) =>
    request<null>('POST', '/api/auth/password', { body: { current, new: next } }),
  unlinkGoogle: () => request<null>('DELETE', '/api/auth/google'),
  signIns: () => request<Schemas['SignInList']>('GET', '/api/auth/sign-ins'),
  revoke: (id: string) => request<null>('DELETE', `/api/auth/sign-ins/${encodeURIComponent(id)}`),
  deleteAll: (proof: DeletionProof) =>
    request<null>('DELETE', '/api/account', { body: proof, timeoutMs: 60_000 }),
};
