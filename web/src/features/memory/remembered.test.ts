import { describe, expect, it } from 'vitest';
import type { MemoryItem } from '../../client/memory';
import {
  describeCounts,
  describeHappened,
  describeReceipt,
  linkToMoment,
  listMarks,
  shelve,
} from './remembered';

const NOW = new Date('2026-05-20T12:00:00');

function item(changes: Partial<MemoryItem>): MemoryItem {
  return {
    id: 'i',
    kind: 'fact',
    text: 'Lives in Pune',
    at: '2026-05-03T10:00:00',
    pinned: false,
    is_past: false,
    receipt: {
      quote: 'I live in Pune',
      at: '2026-05-03T10:00:00',
      session_id: 's',
      message_id: 'm',
      by_hand: false,
    },
    ...changes,
  };
}

describe('shelve', () => {
  it('keeps pinned things together and the rest by day, in order', () => {
    const shelves = shelve(
      [
        item({ id: 'a', pinned: true }),
        item({ id: 'b', at: '2026-05-20T09:00:00' }),
        item({ id: 'c', at: '2026-05-20T08:00:00' }),
        item({ id: 'd' }),
        item({ id: 'o', kind: 'overview' }),
      ],
      NOW,
    );
    expect(shelves.map((shelf) => [shelf.title, shelf.items.map((held) => held.id)])).toEqual([
      ['Kept close', ['a']],
      ['today', ['b', 'c']],
      ['3 May', ['d']].map((part) => (part === '3 May' ? expect.stringContaining('May') : part)),
    ]);
  });
});

describe('words', () => {
  it('count what went and leave out what did not', () => {
    expect(describeCounts({ message: 3, fact: 1, loop: 0 })).toBe('3 messages and 1 fact');
    expect(describeCounts({ overview: 1 })).toBe('the overview');
    expect(describeCounts({})).toBe('');
  });

  it('say when something was said', () => {
    expect(describeReceipt(item({}), NOW)).toMatch(/^You said on .*May/);
    const today = item({});
    const said = { ...today.receipt, at: '2026-05-20T09:00:00' } as MemoryItem['receipt'];
    expect(describeReceipt({ ...today, receipt: said }, NOW)).toBe('You said today');
    expect(describeReceipt(item({ receipt: null }), NOW)).toBe('');
  });

  it('say when an event was only as exactly as it is known', () => {
    expect(describeHappened(item({ happened_on: '2026-05-03', precision: 'day' }))).toMatch(/3/);
    expect(describeHappened(item({ happened_on: '2026-05-01', precision: 'month' }))).toBe('in May 2026');
    expect(describeHappened(item({ happened_on: '2026-01-01', precision: 'year' }))).toBe('in 2026');
    expect(describeHappened(item({}))).toBeNull();
  });

  it('mark loops by sort, due day and end', () => {
    const loop = item({ kind: 'loop', loop_kind: 'plan', due_at: '2027-06-01T12:00:00', is_past: true });
    expect(listMarks(loop, NOW)[0]).toBe('Plan');
    expect(listMarks(loop, NOW)[1]).toMatch(/^by .*2027/);
    expect(listMarks(loop, NOW)).toContain('done');
    expect(listMarks(item({ is_past: true }), NOW)).toEqual(['Fact', 'no longer so']);
  });

  it('link to the moment where there is one', () => {
    expect(linkToMoment(item({}))).toBe('/history/s#m-m');
    expect(linkToMoment(item({ receipt: null }))).toBeNull();
  });
});
