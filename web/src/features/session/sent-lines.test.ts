import { expect, test } from 'vitest';
import { SentLines } from './sent-lines';

const HELLO = { id: 'typed:1', text: 'Hello.' };
const MORE = { id: 'typed:2', text: 'And more.' };

test('lines of the last seconds are sent again when a connection is made anew, once and in order', () => {
  let now = 0;
  const lines = new SentLines(() => now);
  lines.note(HELLO);
  now = 4000;
  lines.note(MORE);
  now = 5000;
  lines.doubt();
  now = 9000;
  expect(lines.takeDoubted()).toEqual([HELLO, MORE]);
  expect(lines.takeDoubted()).toEqual([]);
});

test('what was sent long before the connection broke has arrived', () => {
  let now = 0;
  const lines = new SentLines(() => now);
  lines.note(HELLO);
  now = 14_000;
  lines.note(MORE);
  now = 16_000;
  lines.doubt();
  expect(lines.takeDoubted()).toEqual([MORE]);
});

test('a connection that was only resumed leaves nothing in doubt', () => {
  const lines = new SentLines(() => 0);
  lines.note(HELLO);
  expect(lines.takeDoubted()).toEqual([]);
});

test('a connection that breaks again before it stood doubts the same lines', () => {
  let now = 0;
  const lines = new SentLines(() => now);
  lines.note(HELLO);
  lines.doubt();
  now = 3000;
  lines.doubt();
  expect(lines.takeDoubted()).toEqual([HELLO]);
});
