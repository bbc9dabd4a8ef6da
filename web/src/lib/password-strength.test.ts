import { describe, expect, it } from 'vitest';
import { rateStrength } from './password-strength';

describe('rateStrength', () => {
  it('counts characters, not bytes, before anything else', () => {
    expect(rateStrength('aB3$xyz', [])).toBe('short');
    expect(rateStrength('चाँदनीरात', [])).not.toBe('short');
  });

  it('sees through runs, rows of the keyboard and common words', () => {
    for (const easy of [
      'aaaaaaaaaaaaaaaa',
      'abcdefghijkl',
      '1234567890',
      'qwertyuiop',
      'password123',
      'Password1!',
    ]) {
      expect(rateStrength(easy, [])).toBe('weak');
    }
  });

  it('sees through the name and the e-mail of the person', () => {
    expect(rateStrength('quillonda7', ['quillonda@example.org'])).toBe('weak');
    expect(rateStrength('Marigold-Marigold', ['Marigold'])).toBe('weak');
  });

  it('likes length more than signs', () => {
    expect(rateStrength('lantern over the harbour', [])).toBe('strong');
    expect(rateStrength('harbourlamp', [])).toBe('fair');
    expect(rateStrength('x7!kQ2#m', [])).toBe('fair');
  });
});
