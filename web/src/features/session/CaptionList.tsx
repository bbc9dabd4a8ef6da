/** The words of both sides, set like a dialogue. New words fade in; a screen reader hears each line once it is whole. */

import { text } from '../../lib/text';
import type { Caption, Captions } from './captions';
import { FollowingFrame } from './FollowingFrame';

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
  return (
    <>
      <FollowingFrame label={text.captions.label} words={captions.length > 0 ? captions : null}>
        <ol data-testid="captions">
          {captions.map((caption) => (
            <CaptionLine key={caption.id} caption={caption} speaker={speaker} />
          ))}
        </ol>
      </FollowingFrame>
      <Announcer captions={captions} speaker={speaker} />
    </>
  );
}
