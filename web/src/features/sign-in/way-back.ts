/** Where signing in leads: back to the page one came from, and never off this site. */

import { text } from '../../lib/text';

export type GoogleError = keyof typeof text.signIn.googleErrors;

const SIGN_IN = '/sign-in';

/** A path of this site out of what an address says; `/` for everything else. */
export function readNext(wanted: string | null, origin: string): string {
  if (wanted === null || !wanted.startsWith('/')) return '/';
  let url: URL;
  try {
    url = new URL(wanted, origin);
  } catch {
    return '/';
  }
  if (url.origin !== origin || url.pathname === SIGN_IN || url.pathname.startsWith('/api/')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page's address for somebody who wanted to be at `path`. */
export function signInPath(path: string): string {
  return path === '/' ? SIGN_IN : `${SIGN_IN}?${new URLSearchParams({ next: path })}`;
}

/** What Google's way back reported, as one of those that there are words for. */
export function readGoogleError(code: string | null): GoogleError | null {
  if (code === null) return null;
  return Object.hasOwn(text.signIn.googleErrors, code) ? (code as GoogleError) : 'failed';
}
