/** What is remembered, laid out for the page: by day, and counts in words. Pure. */

import type { ForgetReceipt, MemoryItem } from '../../client/memory';
import { formatDate, formatDay, formatTime, isRelativeDay } from '../../lib/moments';
import { count, fill, joinList, text } from '../../lib/text';

const words = text.memory;
const KINDS = ['message', 'fact', 'loop', 'event', 'overview'] as const;

export interface Shelf {
  readonly key: string;
  readonly title: string;
  readonly items: readonly MemoryItem[];
}

/** Pinned things on a shelf of their own, then one shelf a day, in the order in which they came. */
export function shelve(items: readonly MemoryItem[], now: Date = new Date()): Shelf[] {
  const shelves = new Map<string, MemoryItem[]>();
  const titles = new Map<string, string>();
  for (const item of items) {
    if (item.kind === 'overview') continue;
    const day = new Date(item.at);
    const key = item.pinned ? 'pinned' : day.toDateString();
    titles.set(key, item.pinned ? words.pinned : formatDay(day, now));
    shelves.set(key, [...(shelves.get(key) ?? []), item]);
  }
  return [...shelves].map(([key, held]) => ({ key, title: titles.get(key) ?? '', items: held }));
}

/** "3 messages, 1 fact"; kinds that have none are left out. */
export function describeCounts(counts: Readonly<Record<string, number>>): string {
  const parts = KINDS.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) =>
    count(words.counts[kind], counts[kind] ?? 0),
  );
  return joinList(parts);
}

/** "You said on 3 May", "You said today": relative days take no "on". */
export function describeReceipt(item: MemoryItem, now: Date = new Date()): string {
  if (item.receipt == null) return '';
  const at = new Date(item.receipt.at);
  const forms = item.receipt.by_hand
    ? { plain: words.byHand, relative: words.byHandRelative }
    : { plain: words.said, relative: words.saidRelative };
  return fill(isRelativeDay(at, now) ? forms.relative : forms.plain, { day: formatDay(at, now) });
}

/** When an event was, as exactly as it is known: "on 3 May 2026", "in May 2026", "in 2026". */
export function describeHappened(item: MemoryItem): string | null {
  if (item.happened_on == null) return null;
  const at = new Date(`${item.happened_on}T00:00:00Z`);
  const precision = item.precision === 'month' || item.precision === 'year' ? item.precision : 'day';
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
  if (precision !== 'year') parts.month = 'long';
  if (precision === 'day') parts.day = 'numeric';
  return fill(words.happened[precision], { date: formatDate(at, parts) });
}

/** The day something is due: "1 June", with the year where it is another one. */
export function formatDue(due: Date, now: Date = new Date()): string {
  const year = due.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return formatDate(due, { day: 'numeric', month: 'long', ...year });
}

/** Small words beside a thing: its sort, when it is due or happened, and that it is past. */
export function listMarks(item: MemoryItem, now: Date = new Date()): string[] {
  const marks: string[] = [];
  if (item.kind === 'loop') {
    const sort = item.loop_kind as keyof typeof words.loopKind;
    marks.push(words.loopKind[sort] ?? words.kind.loop);
    if (item.due_at != null) marks.push(fill(words.due, { day: formatDue(new Date(item.due_at), now) }));
    if (item.is_past) marks.push(words.done);
  } else {
    marks.push(words.kind[item.kind]);
    const happened = describeHappened(item);
    if (happened !== null) marks.push(happened);
    if (item.is_past) marks.push(words.noLonger);
  }
  return marks;
}

/** Where in the talk it was said; null when that is not known. */
export function linkToMoment(item: MemoryItem): string | null {
  const receipt = item.receipt;
  if (receipt?.session_id == null || receipt.message_id == null) return null;
  return `/history/${receipt.session_id}#m-${receipt.message_id}`;
}

export function describeReceiptMoment(receipt: ForgetReceipt): string {
  const at = new Date(receipt.at);
  return `${formatDay(at)}, ${formatTime(at)}`;
}

/** The part of a receipt's id that people can compare. */
export function shortNumber(receiptId: string): string {
  return receiptId.slice(0, 8).toUpperCase();
}
