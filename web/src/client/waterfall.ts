/** The service's calls about pace: that of one's own talk, and for an operator that of all talks. */

import { request } from './http';
import type { components } from './schema';
import { withQuery } from './sessions';

type Schemas = components['schemas'];

export type SessionWaterfall = Schemas['SessionWaterfall'];
export type OperatorWaterfall = Schemas['OperatorWaterfall'];
export type TurnStage = Schemas['TurnStage'];

export const waterfall = {
  ofSession: (sessionId: string) =>
    request<SessionWaterfall>('GET', `/api/session/${encodeURIComponent(sessionId)}/waterfall`),
  /** `token` is the service token, which only an operator has. */
  ofAll: (token: string, hours: number) =>
    request<OperatorWaterfall>('GET', withQuery('/api/operator/waterfall', { hours }), { bearer: token }),
};
