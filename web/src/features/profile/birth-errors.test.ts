import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../client/http';
import { findError, findOtherError } from './birth-errors';

describe('refusals of a birth form', () => {
  it('stand at the part that they are about, whoever’s birth it is', () => {
    const own = new ServiceError(422, 'invalid', 'No such hour.', 'time.clock');
    const other = new ServiceError(422, 'invalid', 'No such hour.', 'other.time.clock');
    for (const error of [own, other]) {
      expect(findError(error, 'time')).toBe('No such hour.');
      expect(findError(error, 'date')).toBeNull();
      expect(findOtherError(error, 'failed')).toBeNull();
    }
  });

  it('are told once where they are about no part', () => {
    expect(findOtherError(new ServiceError(422, 'invalid', 'Too much.', 'fold'), 'failed')).toBe('Too much.');
    expect(findOtherError(new ServiceError(503, 'unavailable', 'x'), 'failed')).toBe('failed');
    expect(findOtherError(new Error('lost'), 'failed')).toBe('failed');
    expect(findOtherError(null, 'failed')).toBeNull();
  });
});
