/** The service's calls about going on with a conversation on another device. */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export const carry = {
  makeLink: (sessionId: string) =>
    request<Schemas['CarryLinkMade']>('POST', `/api/session/${encodeURIComponent(sessionId)}/carry`),
  arrive: (token: string) =>
    request<Schemas['CarryArrived']>('POST', `/api/carry/${encodeURIComponent(token)}`),
};
