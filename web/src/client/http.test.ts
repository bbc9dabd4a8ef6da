import { afterEach, describe, expect, it, vi } from 'vitest';
import { request, ServiceError } from './http';

function answer(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fake = vi.fn(async () => new Response(body === null ? null : JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fake);
  return fake;
}

afterEach(() => vi.unstubAllGlobals());

describe('request', () => {
  it('guards unsafe requests with the header and leaves safe ones alone', async () => {
    const fake = answer(200, { ok: true });
    await request('POST', '/api/session', { body: {} });
    await request('GET', '/api/sessions');
    const [unsafe, safe] = fake.mock.calls.map((call) => (call[1] as RequestInit).headers);
    expect(unsafe).toMatchObject({ 'x-astra': '1', 'content-type': 'application/json' });
    expect(safe).not.toHaveProperty('x-astra');
  });

  it('turns an error answer into its status, code and message', async () => {
    answer(404, { error: { code: 'not_found', message: 'There is no such conversation.' } });
    await expect(request('GET', '/api/session/x/history')).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
      message: 'There is no such conversation.',
    });
  });

  it('survives an error page that is not JSON', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }));
    const error = await request('GET', '/api/setup').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as ServiceError).isUnreachable).toBe(true);
  });

  it('says unreachable when nobody answers', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('connection refused');
    });
    await expect(request('GET', '/api/setup')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  });
});
