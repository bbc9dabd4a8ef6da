/** The words of both sides, set like a dialogue. New words fade in; a screen reader hears each line once it is whole. */

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';
import type { Caption, Captions } from './captions';

const NEAR_END_PX = 80;

function Words({ caption }: { readonly caption: Caption }) {
  // Position is identity here: words only ever join at the end or are replaced in place.
  const words = caption.text.split(/(?<=\s)/).map((word, position) => ({ key: `${position}`, word }));
  return (
    <p className="words" data-final={caption.final}>
      {words.map(({ key, word }) => (
        <span key={key} className={caption.final && caption.role === 'user' ? undefined : 'word'}>
          {word}
        </span>
      ))}
    </p>
  );
}

export interface CaptionLineProps {
  readonly caption: Caption;
  /** Who answers, and who asked where that is not "you". */
  readonly speaker: string;
  readonly person?: string;
  readonly when?: string;
  /** The moment that a link pointed to. */
  readonly marked?: boolean;
}

export function CaptionLine({ caption, speaker, person, when, marked }: CaptionLineProps) {
  const mine = caption.role === 'user';
  return (
    <li
      className="line"
      id={`m-${caption.id}`}
      data-marked={marked}
      data-role={caption.role}
      data-final={caption.final}
      data-testid={`caption-${caption.role}`}
    >
      <div className="speaker">
        <span>{mine ? (person ?? text.captions.you) : speaker}</span>
        {when === undefined ? null : <time dateTime={new Date(caption.at).toISOString()}>{when}</time>}
        {caption.source === 'typed' ? <span className="mark">{text.captions.typed}</span> : null}
        {caption.source === 'page' ? <span className="mark">{text.history.fromPage}</span> : null}
        {caption.interrupted ? <span className="mark">{text.captions.interrupted}</span> : null}
      </div>
      <Words caption={caption} />
    </li>
  );
}

export interface CaptionListProps {
  readonly captions: Captions;
  /** Who answers. */
  readonly speaker: string;
}

/** Says the last whole line to a screen reader, and nothing while words still change. */
function Announcer({ captions, speaker }: CaptionListProps) {
  const last = captions.findLast((caption) => caption.final);
  const who = last?.role === 'user' ? text.captions.you : speaker;
  return (
    <p className="unseen" role="log" aria-live="polite">
      {last === undefined ? '' : `${who}: ${last.text}`}
    </p>
  );
}

export function CaptionList({ captions, speaker }: CaptionListProps) {
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
    if (captions.length > 0 && following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [captions, following]);

  return (
    <div className="captions-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="captions" ref={box} aria-label={text.captions.label} tabIndex={0}>
        <ol data-testid="captions">
          {captions.map((caption) => (
            <CaptionLine key={caption.id} caption={caption} speaker={speaker} />
          ))}
        </ol>
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
      <Announcer captions={captions} speaker={speaker} />
    </div>
  );
}
