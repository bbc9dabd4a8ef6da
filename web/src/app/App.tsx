/** Wires the page: data, the one talk, who is here, routes. */

import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { AccountPage } from '../features/account/AccountPage';
import { CarryPage } from '../features/carry/CarryPage';
import { ChartPage } from '../features/chart/ChartPage';
import { ComparePage } from '../features/chart/ComparePage';
import { ChatPage } from '../features/chat/ChatPage';
import { Chat } from '../features/chat/chat';
import { ChatContext } from '../features/chat/use-chat';
import { HistoryDetail } from '../features/history/HistoryDetail';
import { HistoryList } from '../features/history/HistoryList';
import { InsightsPage } from '../features/history/InsightsPage';
import { SharesPage } from '../features/history/SharesPage';
import { SESSIONS_KEY } from '../features/history/use-sessions';
import { MemoryPage } from '../features/memory/MemoryPage';
import { OperatorPage } from '../features/operator/OperatorPage';
import { ProfilePage } from '../features/profile/ProfilePage';
import { TalkScreen } from '../features/session/TalkScreen';
import { Talk } from '../features/session/talk';
import { TalkContext } from '../features/session/use-talk';
import { SharedTalkPage } from '../features/shared/SharedTalkPage';
import { SignInPage } from '../features/sign-in/SignInPage';
import { useLanguage } from '../lib/language';
import { Gate } from './Gate';
import { NotFound } from './NotFound';
import { forgetPerson, queries } from './queries';
import { Shell } from './Shell';
import { usePage } from './use-page';
import { useTheme } from './use-theme';

const talk = new Talk();
talk.attach({
  onSignedOut: forgetPerson,
  onSessionsChanged: () => void queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
});
const chat = new Chat();
chat.attach({
  onSignedOut: forgetPerson,
  onSessionsChanged: () => void queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
  onMoved: (sessionId) => void talk.adopt(sessionId),
});
window.addEventListener('pagehide', () => talk.saveOnLeaving());

/** The language is read here, above everything, so that a choice draws the whole page anew. */
function Pages() {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  usePage();
  return (
    <Routes>
      <Route path="sign-in" element={<SignInPage />} />
      <Route path="shared/:token" element={<SharedTalkPage />} />
      <Route path="carry/:token" element={<CarryPage />} />
      <Route path="operator" element={<OperatorPage />} />
      <Route
        element={
          <Gate>
            <Shell />
          </Gate>
        }
      >
        <Route index element={<TalkScreen />} />
        <Route path="chat" element={<ChatPage />} />
        <Route path="chart" element={<ChartPage />} />
        <Route path="chart/compare" element={<ComparePage />} />
        <Route path="profile" element={<ProfilePage />} />
        <Route path="memory" element={<MemoryPage />} />
        <Route path="history" element={<HistoryList />} />
        <Route path="history/insights" element={<InsightsPage />} />
        <Route path="history/shares" element={<SharesPage />} />
        <Route path="history/:sessionId" element={<HistoryDetail />} />
        <Route path="account" element={<AccountPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

export function App() {
  useTheme();
  return (
    <QueryClientProvider client={queries}>
      <TalkContext value={talk}>
        <ChatContext value={chat}>
          <BrowserRouter>
            <Pages />
          </BrowserRouter>
        </ChatContext>
      </TalkContext>
    </QueryClientProvider>
  );
}
