import { describe, expect, it } from 'vitest';
import type { Comparison, UsedInputs } from '../../client/sky';
import { describeOpenMoons, formatPoints, listHouseRows, nameKootaSide, noteHours } from './compared';

function given(precision: string): UsedInputs {
  return { given: { time_precision: precision } } as unknown as UsedInputs;
}

function overlaid(there: [string, number][], here: [string, number][]): Comparison {
  const make = (pairs: [string, number][]) => pairs.map(([point, house]) => ({ point, house }));
  return { own_in_other: make(there), other_in_own: make(here) } as unknown as Comparison;
}

describe('two charts in words', () => {
  it('says whose hour is not exact, and nothing where both are', () => {
    expect(noteHours(given('exact'), given('exact'), 'Anna')).toEqual([]);
    const [theirs, rule] = noteHours(given('exact'), given('unknown'), 'Anna');
    expect(theirs).toContain('Anna’s birth isn’t known');
    expect(rule).toContain('every hour');
    expect(noteHours(given('about'), given('unknown'), '')).toHaveLength(3);
  });

  it('says whose Moon keeps the points from being counted', () => {
    expect(describeOpenMoons(['own'], 'Anna')).toContain('your birth');
    expect(describeOpenMoons(['other'], 'Anna')).toContain('Anna’s');
    expect(describeOpenMoons(['other'], '')).toContain('their');
    expect(describeOpenMoons(['own', 'other'], '')).toContain('neither');
  });

  it('names what a Moon is in each count', () => {
    expect(nameKootaSide('tara', 'purva_phalguni')).toBe('Purva Phalguni');
    expect(nameKootaSide('graha_maitri', 'mars')).toBe('Mars');
    expect(nameKootaSide('bhakoot', 'leo')).toBe('Leo');
    expect(nameKootaSide('vashya', 'water')).toBe('of the water');
    expect(formatPoints(24.5)).toBe('24.5');
    expect(formatPoints(18)).toBe('18');
  });

  it('keeps apart what the hour decides and what has no houses at all', () => {
    expect(listHouseRows(overlaid([], []))).toEqual([]);
    expect(
      listHouseRows(
        overlaid(
          [['sun', 3]],
          [
            ['sun', 4],
            ['moon', 5],
          ],
        ),
      ),
    ).toEqual([
      { point: 'sun', inTheirs: 3, inYours: 4 },
      { point: 'moon', inTheirs: null, inYours: 5 },
    ]);
    expect(listHouseRows(overlaid([], [['sun', 4]]))).toEqual([
      { point: 'sun', inTheirs: undefined, inYours: 4 },
    ]);
  });
});
