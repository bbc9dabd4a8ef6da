import { describe, expect, it } from 'vitest';
import { followLanguage } from './live-messages';

interface Words {
  readonly greeting: string;
  readonly nested: { readonly deep: { readonly end: string }; readonly list: readonly string[] };
}

const first: Words = { greeting: 'hello', nested: { deep: { end: 'bye' }, list: ['one', 'two'] } };
const second: Words = { greeting: 'namaste', nested: { deep: { end: 'alvida' }, list: ['ek', 'do'] } };

describe('followLanguage', () => {
  it('reads each leaf in the language that is on when it is asked for', () => {
    let on = first;
    const words = followLanguage(first, () => on);
    const { deep } = words.nested;
    expect([words.greeting, deep.end, words.nested.list]).toEqual(['hello', 'bye', ['one', 'two']]);
    on = second;
    expect([words.greeting, deep.end, words.nested.list]).toEqual(['namaste', 'alvida', ['ek', 'do']]);
  });

  it('has the names of its shape and no others', () => {
    const words = followLanguage(first, () => second);
    expect(Object.keys(words.nested)).toEqual(['deep', 'list']);
    expect('deep' in words.nested).toBe(true);
  });
});
