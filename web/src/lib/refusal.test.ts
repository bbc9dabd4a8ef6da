import { afterEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../client/http';
import { en } from '../messages/en';
import { hi } from '../messages/hi';
import { chooseLanguage } from './language';
import { preferences } from './preferences';
import { explainRefusal, nameField } from './refusal';

const refuse = (code: string, message: string, field: string | null = null): ServiceError =>
  new ServiceError(422, code, message, field);

afterEach(() => preferences.set({ language: null }));

describe('a refusal', () => {
  it('is told in Hindi on a Hindi page, by field where there is one, else by code', () => {
    chooseLanguage('hi');
    expect(explainRefusal(refuse('invalid', 'q: at most 24 words', 'q'))).toBe(hi.refusals.fields.q);
    expect(explainRefusal(refuse('invalid', 'No such hour.', 'other.time.clock'))).toBe(
      hi.refusals.fields.time,
    );
    expect(explainRefusal(refuse('rate_limited', 'Too many requests.'))).toBe(hi.refusals.codes.rate_limited);
    expect(explainRefusal(refuse('invalid', 'No.', 'fold'))).toBe(hi.refusals.codes.invalid);
  });

  it('keeps a sentence of the service that is in Hindi, and one that nobody here knows', () => {
    chooseLanguage('hi');
    expect(explainRefusal(refuse('invalid', 'यह तारीख नहीं है।', 'date'))).toBe('यह तारीख नहीं है।');
    expect(explainRefusal(refuse('new_kind', 'Something new.'))).toBe('Something new.');
  });

  it('is the service’s own sentence in English, without the name of the field', () => {
    chooseLanguage('en');
    expect(explainRefusal(refuse('invalid', 'q: at most 24 words', 'q'))).toBe('At most 24 words');
    expect(explainRefusal(refuse('invalid', 'No such hour.', 'time'))).toBe('No such hour.');
    expect(explainRefusal(refuse('internal', ''))).toBe(en.refusals.codes.internal);
  });

  it('is about a part of a form', () => {
    expect(nameField(refuse('invalid', 'x', 'other.time.clock'))).toBe('time');
    expect(nameField(refuse('invalid', 'x'))).toBeNull();
  });
});
