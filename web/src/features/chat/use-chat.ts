/** The one written talk of this page, for components. */

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Chat, ChatState } from './chat';

export const ChatContext = createContext<Chat | null>(null);

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (chat === null) throw new Error('useChat outside of ChatContext');
  return chat;
}

export function useChatState(): ChatState {
  const chat = useChat();
  return useSyncExternalStore(chat.subscribe, chat.get);
}
