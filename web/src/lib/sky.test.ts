import { describe, expect, it } from 'vitest';
import { computeSky, litMoonPath } from './sky';

describe('computeSky', () => {
  it('puts the Sun at the start of Aries at the March equinox of 2024', () => {
    const { sun } = computeSky(new Date('2024-03-20T03:06:00Z'));
    expect(Math.min(sun, 360 - sun)).toBeLessThan(0.02);
  });

  it('opposes Sun and Moon at the full moon of 18 September 2024', () => {
    const { elongation } = computeSky(new Date('2024-09-18T02:34:00Z'));
    expect(Math.abs(elongation - 180)).toBeLessThan(0.6);
  });

  it('joins them at the total solar eclipse of 8 April 2024', () => {
    const { elongation } = computeSky(new Date('2024-04-08T18:21:00Z'));
    expect(Math.min(elongation, 360 - elongation)).toBeLessThan(0.6);
  });
});

describe('litMoonPath', () => {
  it('curves the terminator toward the lit limb in a crescent and away from it when gibbous', () => {
    expect(litMoonPath(45, 10)).toBe('M0 -10A10 10 0 0 1 0 10A7.07 10 0 0 0 0 -10Z');
    expect(litMoonPath(135, 10)).toBe('M0 -10A10 10 0 0 1 0 10A7.07 10 0 0 1 0 -10Z');
    expect(litMoonPath(225, 10)).toBe('M0 -10A10 10 0 0 0 0 10A7.07 10 0 0 0 0 -10Z');
    expect(litMoonPath(315, 10)).toBe('M0 -10A10 10 0 0 0 0 10A7.07 10 0 0 1 0 -10Z');
  });
});
