/** The lines of a written talk, one's own that are on their way among them. */

import { useState } from 'react';
import { formatTime } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { FollowingFrame } from '../session/FollowingFrame';
import { type ChatLine, isThinking, linesOf, type OwnMessage } from './thread';
import { useChat, useChatState } from './use-chat';

const words = text.chat;

function OwnNote({ own }: { readonly own: OwnMessage }) {
  const chat = useChat();
  const { state, messageId } = own;
  if (state === 'accepted') return null;
  const isLost = state === 'failed' || state === 'unanswered';
  return (
    <p className="own-note" data-state={state} data-testid={`own-${state}`}>
      <span role={isLost || state === 'refused' ? 'alert' : undefined}>{words.own[state]}</span>
      {isLost ? (
        <button
          type="button"
          className="small"
          data-testid="send-again"
          onClick={() => void chat.retry(messageId)}
        >
          {state === 'failed' ? words.again : words.askAgain}
        </button>
      ) : null}
      {isLost || state === 'refused' ? (
        <button type="button" className="linklike" onClick={() => chat.withdraw(messageId)}>
          {words.remove}
        </button>
      ) : null}
    </p>
  );
}

function Line({ line, speaker }: { readonly line: ChatLine; readonly speaker: string }) {
  const mine = line.role === 'user';
  const isNote = line.own?.isNote === true && line.text === '';
  return (
    <li
      className="line"
      data-role={line.role}
      data-final={line.whole}
      data-own={line.own?.state}
      data-testid={`chat-${line.role}`}
    >
      <div className="speaker">
        <span>{mine ? text.captions.you : speaker}</span>
        {line.whole && line.own === null ? (
          <time dateTime={new Date(line.at).toISOString()}>{formatTime(new Date(line.at))}</time>
        ) : null}
        {line.spoken ? <span className="mark">{words.spoken}</span> : null}
        {line.interrupted ? <span className="mark">{text.captions.interrupted}</span> : null}
      </div>
      <p className="words">{isNote ? <em>{words.note}</em> : line.text}</p>
      {line.own === null ? null : <OwnNote own={line.own} />}
    </li>
  );
}

function EarlierButton() {
  const chat = useChat();
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const load = async (): Promise<void> => {
    setBusy(true);
    setFailed(!(await chat.loadEarlier()));
    setBusy(false);
  };
  return (
    <p className="earlier">
      <button type="button" className="small" disabled={busy} data-testid="chat-earlier" onClick={load}>
        {words.earlier}
      </button>
      {failed ? <span role="alert">{words.earlierFailed}</span> : null}
    </p>
  );
}

/** Says each whole answer to a screen reader once. */
function Announcer({ lines, speaker }: { readonly lines: readonly ChatLine[]; readonly speaker: string }) {
  const last = lines.findLast((line) => line.role === 'assistant' && line.whole);
  return (
    <p className="unseen" role="log" aria-live="polite" data-testid="chat-announcer">
      {last === undefined ? '' : `${speaker}: ${last.text}`}
    </p>
  );
}

export function ChatLines({ speaker }: { readonly speaker: string }) {
  const { thread, hasEarlier } = useChatState();
  const lines = linesOf(thread);
  const isWriting = lines.some((line) => line.role === 'assistant' && !line.whole);
  const doing = isWriting ? words.writing : isThinking(thread) ? words.thinking : null;
  return (
    <>
      <FollowingFrame label={words.label} words={thread}>
        {hasEarlier ? <EarlierButton /> : null}
        <ol data-testid="chat-lines">
          {lines.map((line) => (
            <Line key={line.key} line={line} speaker={speaker} />
          ))}
        </ol>
        <p className="doing" data-testid="chat-doing" data-doing={doing !== null}>
          {doing === null ? '' : fill(doing, { name: speaker })}
        </p>
      </FollowingFrame>
      <Announcer lines={lines} speaker={speaker} />
    </>
  );
}
