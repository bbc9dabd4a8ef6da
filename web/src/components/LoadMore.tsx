/** The end of a list that goes on: loads by itself when it comes into sight, and by its button for a keyboard. */

import { useEffect, useRef } from 'react';

export interface LoadMoreProps {
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly onMore: () => void;
  readonly words: { readonly more: string; readonly busy: string };
  /** False where only the button may load, as after a failure. */
  readonly bySight?: boolean;
}

const AHEAD = '320px';

export function LoadMore({ hasMore, busy, onMore, words, bySight = true }: LoadMoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = button.current;
    if (element === null || !hasMore || busy || !bySight) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, busy, onMore, bySight]);
  if (!hasMore) return null;
  return (
    <button
      ref={button}
      type="button"
      className="small load-more"
      aria-busy={busy}
      data-testid="load-more"
      onClick={() => {
        if (!busy) onMore();
      }}
    >
      {busy ? words.busy : words.more}
    </button>
  );
}
