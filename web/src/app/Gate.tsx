/** Lets in whoever is signed in; others go to the sign-in page, and come back from there to where they wanted to be. */

import { type ReactNode, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useTalk } from '../features/session/use-talk';
import { signInPath } from '../features/sign-in/way-back';
import { ServiceDown } from './ServiceDown';
import { useAccount, useAccountLanguage } from './use-account';

export function Gate({ children }: { readonly children: ReactNode }) {
  const talk = useTalk();
  const account = useAccount();
  const { pathname, search, hash } = useLocation();
  useAccountLanguage(account.data);
  const signedIn = account.data != null;
  useEffect(() => {
    if (signedIn) void talk.resume();
  }, [signedIn, talk]);
  if (account.isPending) return <div className="waiting" aria-busy="true" />;
  if (account.isError) return <ServiceDown onRetry={() => void account.refetch()} />;
  if (!signedIn) return <Navigate to={signInPath(`${pathname}${search}${hash}`)} replace />;
  return children;
}
