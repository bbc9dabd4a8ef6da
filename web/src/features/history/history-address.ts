/** The search and the filters as the page's address holds them, so that going back finds the same list. */

import { NO_FILTERS, type SessionFilters } from '../../client/sessions';

const NAMES = Object.keys(NO_FILTERS) as (keyof SessionFilters)[];
const DAYS: readonly string[] = ['from', 'to'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what it can; what is no day is left out. */
export function readFilters(params: URLSearchParams): SessionFilters {
  const filters: Record<keyof SessionFilters, string> = { ...NO_FILTERS };
  for (const name of NAMES) {
    const value = params.get(name) ?? '';
    if (!DAYS.includes(name) || DAY.test(value)) filters[name] = value;
  }
  return filters;
}

export function writeAddress(q: string, filters: SessionFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  for (const name of NAMES) if (filters[name] !== '') params.set(name, filters[name]);
  return params;
}

/** Where one message of a conversation is shown. */
export function writeMoment(sessionId: string, messageId: string): string {
  return `/history/${sessionId}?at=${encodeURIComponent(messageId)}`;
}
