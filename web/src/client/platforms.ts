/** The service's calls about where else a person talks with Astra, and about being asked again. */

import { request } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type PlatformAccount = Schemas['PlatformAccount'];
export type PlatformList = Schemas['PlatformList'];
export type TelegramCode = Schemas['CodeAnswer'];
export type FollowUpChoice = Schemas['Choice'];
export type FollowUpItem = Schemas['FollowUpItem'];
export type FollowUpPage = Schemas['FollowUpPage'];

export const platforms = {
  list: () => request<PlatformList>('GET', '/api/platforms'),
  makeCode: (sessionId: string | null) =>
    request<TelegramCode>('POST', '/api/platforms/telegram/code', { body: { session_id: sessionId } }),
  unlink: (accountId: string) =>
    request<null>('DELETE', `/api/platforms/telegram/${encodeURIComponent(accountId)}`),
  followUps: () => request<FollowUpPage>('GET', '/api/follow-ups'),
  choose: (choice: FollowUpChoice) => request<FollowUpPage>('PUT', '/api/follow-ups', { body: choice }),
  decline: (loopId: string) => request<null>('DELETE', `/api/follow-ups/${encodeURIComponent(loopId)}`),
};
