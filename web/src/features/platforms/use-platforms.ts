/** Where else a person talks with Astra: what is linked, linking, unlinking, and being asked again. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type FollowUpChoice, platforms } from '../../client/platforms';
import { SAID_HERE } from '../sign-in/use-entering';

const PLATFORMS_KEY = ['platforms'] as const;
const FOLLOW_UPS_KEY = ['follow-ups'] as const;
/** While a code is shown, whether it was used is seen soon. */
const LOOK_EVERY_MS = 3000;

/** Linked chats; while `isWaiting` for a code to be used, looked at again and again. */
export function usePlatforms(isWaiting: boolean) {
  const client = useQueryClient();
  const lookWhoIsReachable = useCallback(
    () => client.invalidateQueries({ queryKey: FOLLOW_UPS_KEY }),
    [client],
  );
  const list = useQuery({
    queryKey: PLATFORMS_KEY,
    queryFn: platforms.list,
    refetchInterval: isWaiting ? LOOK_EVERY_MS : false,
  });
  const makeCode = useMutation({ meta: SAID_HERE, mutationFn: () => platforms.makeCode(null) });
  const unlink = useMutation({
    meta: SAID_HERE,
    mutationFn: (accountId: string) => platforms.unlink(accountId),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: PLATFORMS_KEY }), lookWhoIsReachable()]),
  });
  return { list, makeCode, unlink, lookWhoIsReachable };
}

export function useFollowUps() {
  const client = useQueryClient();
  const page = useQuery({ queryKey: FOLLOW_UPS_KEY, queryFn: platforms.followUps });
  const choose = useMutation({
    meta: SAID_HERE,
    mutationFn: (choice: FollowUpChoice) => platforms.choose(choice),
    onSuccess: (answer) => client.setQueryData(FOLLOW_UPS_KEY, answer),
  });
  const decline = useMutation({
    meta: SAID_HERE,
    mutationFn: (loopId: string) => platforms.decline(loopId),
    onSettled: () => client.invalidateQueries({ queryKey: FOLLOW_UPS_KEY }),
  });
  return { page, choose, decline };
}
