/** The one talk of this page, for components. */

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Talk } from './talk';
import type { TalkState } from './talk-store';

export const TalkContext = createContext<Talk | null>(null);

export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (talk === null) throw new Error('useTalk outside of TalkContext');
  return talk;
}

export function useTalkState(): TalkState {
  const talk = useTalk();
  return useSyncExternalStore(talk.subscribe, talk.get);
}
