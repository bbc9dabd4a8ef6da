/** The service's calls about who is here and how it is set up. Shapes come from the service's own description (`npm run client`). */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['UserAnswer'];
export type Setup = Schemas['Setup'];

export const service = {
  me: () => request<User>('GET', '/api/auth/me'),
  signInAsGuest: () => request<User>('POST', '/api/auth/guest', { body: {} }),
  signOut: () => request<null>('POST', '/api/auth/logout', { body: {} }),
  setup: () => request<Setup>('GET', '/api/setup'),
};

export type Service = typeof service;
