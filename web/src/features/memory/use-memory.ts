/** What is remembered, page by page, and what the person does with it; every change has the lists read again. */

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ForgetWish, type MemoryItem, type MemoryQuestion, memory } from '../../client/memory';
import { SESSIONS_KEY } from '../history/use-sessions';
import { useTalk } from '../session/use-talk';

export const MEMORY_KEY = ['memory'] as const;
/** What was just said is learned a moment later. */
const LOOK_AGAIN_MS = 10_000;
const RECEIPTS_KEY = ['memory-receipts'] as const;

export function useMemoryList(question: MemoryQuestion) {
  const query = useInfiniteQuery({
    queryKey: [...MEMORY_KEY, question],
    queryFn: ({ pageParam }) => memory.list(question, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: (before) => before,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const items: readonly MemoryItem[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, items, counts: query.data?.pages[0]?.counts ?? {} };
}

export function useReceipts() {
  return useQuery({ queryKey: RECEIPTS_KEY, queryFn: memory.receipts });
}

/** Changes to one thing remembered. */
export function useChangeItem(item: MemoryItem) {
  const queries = useQueryClient();
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: MEMORY_KEY }) };
  const correct = useMutation({ mutationFn: (words: string) => memory.correct(item.id, words), ...settled });
  const pin = useMutation({ mutationFn: () => memory.setPinned(item.id, !item.pinned), ...settled });
  const close = useMutation({ mutationFn: () => memory.close(item.id), ...settled });
  return { correct, pin, close };
}

/** The two steps of forgetting. What is gone leaves the talk on screen and the history as well. */
export function useForgetting() {
  const queries = useQueryClient();
  const talk = useTalk();
  const preview = useMutation({ mutationFn: (wish: ForgetWish) => memory.preview(wish) });
  const confirm = useMutation({
    mutationFn: (forgetId: string) => memory.confirm(forgetId),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: ['history'] });
      await Promise.all([
        talk.readWordsAnew(),
        queries.invalidateQueries({ queryKey: MEMORY_KEY }),
        queries.invalidateQueries({ queryKey: RECEIPTS_KEY }),
        queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
      ]);
    },
  });
  return { preview, confirm };
}
