import { describe, expect, it } from 'vitest';
import { NO_FILTERS } from '../../client/sessions';
import { readFilters, writeAddress, writeMoment } from './history-address';

describe('the address of a list', () => {
  it('comes back as it was written', () => {
    const filters = { ...NO_FILTERS, persona: 'meera', topic: 'work & rest', from: '2026-05-01' };
    const params = new URLSearchParams(writeAddress('the "river" persona:tara', filters).toString());
    expect(readFilters(params)).toEqual(filters);
    expect(params.get('q')).toBe('the "river" persona:tara');
  });

  it('is empty for everything, and leaves out what is no day', () => {
    expect(writeAddress('', NO_FILTERS).size).toBe(0);
    expect(readFilters(new URLSearchParams('from=yesterday&to=2026-02-01&x=1'))).toEqual({
      ...NO_FILTERS,
      to: '2026-02-01',
    });
  });

  it('names a moment', () => {
    expect(writeMoment('s1', 'm 1')).toBe('/history/s1?at=m%201');
  });
});
