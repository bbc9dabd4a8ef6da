/** Wires the page: data, the one talk, who is here, routes. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { ChartPage } from '../features/chart/ChartPage';
import { HistoryDetail } from '../features/history/HistoryDetail';
import { HistoryList } from '../features/history/HistoryList';
import { SESSIONS_KEY } from '../features/history/use-sessions';
import { MemoryPage } from '../features/memory/MemoryPage';
import { ProfilePage } from '../features/profile/ProfilePage';
import { TalkScreen } from '../features/session/TalkScreen';
import { Talk } from '../features/session/talk';
import { TalkContext } from '../features/session/use-talk';
import { SignInScreen } from '../features/sign-in/SignInScreen';
import { ServiceDown } from './ServiceDown';
import { Shell } from './Shell';
import { ACCOUNT_KEY, useAccount } from './use-account';
import { useTheme } from './use-theme';

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, retryDelay: 600, staleTime: 5000 } },
});
const talk = new Talk();
talk.attach({
  onSignedOut: () => queries.setQueryData(ACCOUNT_KEY, null),
  onSessionsChanged: () => void queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
});
window.addEventListener('pagehide', () => talk.saveOnLeaving());

function Gate({ children }: { readonly children: ReactNode }) {
  const { account, guest } = useAccount();
  const signedIn = account.data != null;
  useEffect(() => {
    if (signedIn) void talk.resume();
  }, [signedIn]);
  if (account.isPending) return <div className="waiting" aria-busy="true" />;
  if (account.isError) return <ServiceDown onRetry={() => void account.refetch()} />;
  if (!signedIn) {
    return <SignInScreen busy={guest.isPending} failed={guest.isError} onGuest={() => guest.mutate()} />;
  }
  return children;
}

export function App() {
  useTheme();
  return (
    <QueryClientProvider client={queries}>
      <TalkContext value={talk}>
        <Gate>
          <BrowserRouter>
            <Routes>
              <Route element={<Shell />}>
                <Route index element={<TalkScreen />} />
                <Route path="chart" element={<ChartPage />} />
                <Route path="profile" element={<ProfilePage />} />
                <Route path="memory" element={<MemoryPage />} />
                <Route path="history" element={<HistoryList />} />
                <Route path="history/:sessionId" element={<HistoryDetail />} />
                <Route path="*" element={<Navigate to="/" replace />} />
              </Route>
            </Routes>
          </BrowserRouter>
        </Gate>
      </TalkContext>
    </QueryClientProvider>
  );
}
