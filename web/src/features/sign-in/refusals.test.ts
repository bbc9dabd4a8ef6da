import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../client/http';
import { findSlip, readRefusal } from './refusals';

const draft = { email: 'mira@example.org', password: 'lantern over the harbour', name: '' };

describe('findSlip', () => {
  it('finds the first line that can not be right', () => {
    expect(findSlip({ ...draft, email: 'mira' }, true)?.line).toBe('email');
    expect(findSlip({ ...draft, password: '' }, false)?.line).toBe('password');
    expect(findSlip({ ...draft, password: 'short' }, true)?.message).toContain('8');
    expect(findSlip(draft, true)).toBeNull();
  });

  it('lets an old password be as short as it is', () => {
    expect(findSlip({ ...draft, password: 'short' }, false)).toBeNull();
  });
});

describe('readRefusal', () => {
  const read = (status: number, field: string | null = null): string =>
    readRefusal(new ServiceError(status, 'x', 'as the service has it', field)).line;

  it('puts each answer at its line', () => {
    expect(read(401)).toBe('password');
    expect(read(409, 'email')).toBe('email');
    expect(read(422, 'new')).toBe('password');
    expect(read(429)).toBe('form');
    expect(read(0)).toBe('form');
    expect(readRefusal(new TypeError('x')).line).toBe('form');
  });
});
