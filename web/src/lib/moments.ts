/** Moments and spans as people read them. */

import { fill, LOCALE, text } from './text';

const DAY_MS = 86_400_000;
const clock = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit' });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

export function formatTime(at: Date): string {
  return clock.format(at);
}

/** "today", "yesterday", "Tuesday", "3 May", "3 May 2024". */
export function formatDay(at: Date, now: Date = new Date()): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
  if (days === 0 || days === -1) return relative.format(days, 'day');
  if (days > -7) return new Intl.DateTimeFormat(LOCALE, { weekday: 'long' }).format(at);
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', ...year }).format(at);
}

export function formatSpan(seconds: number): string {
  if (seconds < 60) return fill(text.history.seconds, { n: Math.max(1, Math.round(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return fill(text.history.minutes, { n: minutes });
  return fill(text.history.hours, { h: Math.floor(minutes / 60), m: minutes % 60 });
}
