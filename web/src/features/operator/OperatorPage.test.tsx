import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OperatorWaterfall } from '../../client/waterfall';
import { preferences } from '../../lib/preferences';
import { OperatorPage } from './OperatorPage';

const SEEN: OperatorWaterfall = {
  since: '2026-05-02T12:00:00Z',
  turns: 12,
  is_cut: false,
  stages: [
    { stage: 'words', provider: 'stt/primary', turns: 12, p50_ms: 210.4, p90_ms: 388 },
    { stage: 'decided', provider: null, turns: 12, p50_ms: 400, p90_ms: 1210 },
  ],
};

let place: HTMLElement;
let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  preferences.set({ language: 'en' });
  place = document.createElement('div');
  root = createRoot(place);
  document.body.append(place);
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
  preferences.set({ language: null });
  vi.unstubAllGlobals();
});

/** Gives the page a token and asks; answers what was fetched. */
async function ask(answer: Response): Promise<ReturnType<typeof vi.fn<typeof fetch>>> {
  const fetched = vi.fn<typeof fetch>(async () => answer);
  vi.stubGlobal('fetch', fetched);
  act(() =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <OperatorPage />
        </MemoryRouter>
      </QueryClientProvider>,
    ),
  );
  const field = place.querySelector<HTMLInputElement>('[data-testid=operator-token]');
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  act(() => {
    setValue?.call(field, 'a-token');
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve));
  });
  return fetched;
}

it('asks with the token and shows each stage with each provider', async () => {
  const fetched = await ask(Response.json(SEEN));
  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe('/api/operator/waterfall?hours=24');
  expect(new Headers(init?.headers).get('authorization')).toBe('Bearer a-token');
  await vi.waitFor(() => expect(place.querySelectorAll('tbody tr').length).toBe(2));
  const cells = [...place.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].slice(1).map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ['stt/primary', '12', '210', '388'],
    ['–', '12', '400', '1,210'],
  ]);
  expect(localStorage.getItem('astra.preferences')).not.toContain('a-token');
});

it('says so when the token is not the right one', async () => {
  await ask(Response.json({ error: { code: 'unauthenticated', message: 'no' } }, { status: 401 }));
  await vi.waitFor(() => expect(place.querySelector('[role=alert]')?.textContent).toContain('token'));
  expect(place.querySelector('table')).toBeNull();
});
