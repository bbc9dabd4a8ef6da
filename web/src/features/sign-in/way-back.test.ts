import { describe, expect, it } from 'vitest';
import { readGoogleError, readNext, signInPath } from './way-back';

const HERE = 'https://astra.example';

describe('readNext', () => {
  it('keeps a path of this site whole', () => {
    expect(readNext('/history/abc?q=sea#m-1', HERE)).toBe('/history/abc?q=sea#m-1');
  });

  it('never leads off the site, to the service or in a circle', () => {
    const elsewhere = [
      null,
      '',
      'history',
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '/api/auth/logout',
      '/sign-in?next=/memory',
    ];
    for (const wanted of elsewhere) expect(readNext(wanted, HERE)).toBe('/');
  });

  it('reads what signInPath has written', () => {
    const path = '/history?topic=a b&q=1';
    const written = new URL(signInPath(path), HERE);
    expect(readNext(written.searchParams.get('next'), HERE)).toBe('/history?topic=a%20b&q=1');
    expect(signInPath('/')).toBe('/sign-in');
  });
});

describe('readGoogleError', () => {
  it('knows its codes and calls all others a failure', () => {
    expect(readGoogleError(null)).toBeNull();
    expect(readGoogleError('expired')).toBe('expired');
    expect(readGoogleError('constructor')).toBe('failed');
  });
});
