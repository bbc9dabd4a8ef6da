/** The ways in. Whoever stays the same person goes on where they were; for another one the page begins afresh. */

import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { noteVisit, useSetAccount } from '../../app/use-account';
import { accounts, type Credentials } from '../../client/account';
import { isActive } from '../session/call-machine';
import { useTalk } from '../session/use-talk';

/** Loads the page anew, so that nothing of the person before is left in it. */
export function beginAfresh(path: string): void {
  window.location.assign(path);
}

/** What belongs to a refusal is said by the form: nobody is sent to sign in by it. */
export const SAID_HERE = { saidHere: true } as const;

export function useEntering(next: string) {
  const talk = useTalk();
  const navigate = useNavigate();
  const setAccount = useSetAccount();
  const signIn = useMutation({
    meta: SAID_HERE,
    mutationFn: async (credentials: Credentials) => {
      // a guest's talk is saved while it is still the guest who asks
      if (isActive(talk.get().call)) await talk.end();
      return accounts.signIn(credentials);
    },
    onSuccess: () => {
      noteVisit();
      beginAfresh(next);
    },
  });
  const register = useMutation({
    meta: SAID_HERE,
    mutationFn: accounts.register,
    onSuccess: (user) => {
      noteVisit();
      setAccount(user);
      void navigate(next, { replace: true });
    },
  });
  const asGuest = useMutation({
    meta: SAID_HERE,
    mutationFn: accounts.signInAsGuest,
    onSuccess: () => {
      noteVisit();
      beginAfresh(next);
    },
  });
  return { signIn, register, asGuest };
}
