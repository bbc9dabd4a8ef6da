/** What one can change about one's account, and leaving it. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ACCOUNT_KEY, useSetAccount } from '../../app/use-account';
import { accounts, type DeletionProof } from '../../client/account';
import { chooseLanguage } from '../../lib/language';
import type { Language } from '../../messages/languages';
import { isActive } from '../session/call-machine';
import { useTalk } from '../session/use-talk';
import { beginAfresh, SAID_HERE } from '../sign-in/use-entering';
import { signInPath } from '../sign-in/way-back';

const SIGN_INS_KEY = ['sign-ins'] as const;

export function useProfileChanges() {
  const setAccount = useSetAccount();
  const rename = useMutation({
    mutationFn: (name: string) => accounts.change({ display_name: name === '' ? null : name }),
    onSuccess: setAccount,
  });
  const speak = useMutation({
    mutationFn: (language: Language) => {
      chooseLanguage(language);
      return accounts.change({ language });
    },
    onSuccess: setAccount,
  });
  return { rename, speak };
}

export function useEntryChanges() {
  const client = useQueryClient();
  const lookAgain = (): Promise<unknown> =>
    Promise.all([
      client.invalidateQueries({ queryKey: ACCOUNT_KEY }),
      client.invalidateQueries({ queryKey: SIGN_INS_KEY }),
    ]);
  const setPassword = useMutation({
    meta: SAID_HERE,
    mutationFn: (wish: { readonly current: string | null; readonly next: string }) =>
      accounts.setPassword(wish.current, wish.next),
    onSuccess: lookAgain,
  });
  const unlinkGoogle = useMutation({ mutationFn: accounts.unlinkGoogle, onSuccess: lookAgain });
  return { setPassword, unlinkGoogle };
}

export function useSignIns() {
  const client = useQueryClient();
  const list = useQuery({ queryKey: SIGN_INS_KEY, queryFn: accounts.signIns });
  const revoke = useMutation({
    mutationFn: (id: string) => accounts.revoke(id),
    onSettled: () => client.invalidateQueries({ queryKey: SIGN_INS_KEY }),
  });
  return { list, revoke };
}

/** The ways out. A talk that goes on is saved first; then the page is loaded anew, empty of the person. */
export function useLeaving() {
  const talk = useTalk();
  const endTalk = async (): Promise<void> => {
    if (isActive(talk.get().call)) await talk.end();
  };
  const leave = (): void => beginAfresh(signInPath('/'));
  const signOut = useMutation({
    mutationFn: async () => {
      await endTalk();
      return accounts.signOut();
    },
    onSuccess: leave,
  });
  const signOutEverywhere = useMutation({
    mutationFn: async () => {
      await endTalk();
      return accounts.signOutEverywhere();
    },
    onSuccess: leave,
  });
  const deleteAll = useMutation({
    meta: SAID_HERE,
    mutationFn: (proof: DeletionProof) => accounts.deleteAll(proof),
    onSuccess: async () => {
      await endTalk();
      leave();
    },
  });
  return { signOut, signOutEverywhere, deleteAll };
}
