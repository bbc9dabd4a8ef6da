/** Moments and spans as people read them. */

import { locale } from './language';
import { fill, text } from './text';

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in the person's language; making a format is slow, so each is kept. */
export function formatDate(at: Date, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formats.set(key, format);
  return format.format(at);
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function countDays(at: Date, now: Date): number {
  return Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
}

export function formatTime(at: Date): string {
  return formatDate(at, { hour: 'numeric', minute: '2-digit' });
}

/** Whether `formatDay` says "today" or one of its neighbours, which take no "on" before them. */
export function isRelativeDay(at: Date, now: Date = new Date()): boolean {
  return Math.abs(countDays(at, now)) <= 1;
}

/** "today", "yesterday", "Tuesday" for the week behind, "3 May", "3 May 2024". */
export function formatDay(at: Date, now: Date = new Date()): string {
  const days = countDays(at, now);
  if (isRelativeDay(at, now)) {
    return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day');
  }
  if (days > -7 && days < 0) return formatDate(at, { weekday: 'long' });
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return formatDate(at, { day: 'numeric', month: 'long', ...year });
}

export function formatSpan(seconds: number): string {
  if (seconds < 60) return fill(text.history.seconds, { n: Math.max(1, Math.round(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return fill(text.history.minutes, { n: minutes });
  return fill(text.history.hours, { h: Math.floor(minutes / 60), m: minutes % 60 });
}
