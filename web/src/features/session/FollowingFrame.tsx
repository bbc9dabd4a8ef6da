/** A box of words that follows its end, until one scrolls up; then a press leads back to it. */

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';

const NEAR_END_PX = 80;

export interface FollowingFrameProps {
  readonly label: string;
  /** Changes when there are new words. */
  readonly words: unknown;
  readonly children: ReactNode;
}

export function FollowingFrame({ label, words, children }: FollowingFrameProps) {
  const box = useRef<HTMLElement>(null);
  const [following, setFollowing] = useState(true);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onScroll = (): void =>
      setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);

  useLayoutEffect(() => {
    if (words !== null && following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [words, following]);

  return (
    <div className="captions-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="captions" ref={box} aria-label={label} tabIndex={0}>
        {children}
      </section>
      {following ? null : (
        <button
          type="button"
          className="to-end"
          aria-label={text.captions.toEnd}
          onClick={() => setFollowing(true)}
        >
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}
