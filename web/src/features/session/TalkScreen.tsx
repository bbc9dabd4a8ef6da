/** The talk screen: the dial with the start control in it, the words beside it, the controls below. */

import { useCallback } from 'react';
import { Link } from 'react-router';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';
import { useSessions } from '../history/use-sessions';
import { OffRecordLamp } from '../memory/OffRecord';
import { Banners } from './Banners';
import { CaptionList } from './CaptionList';
import { Composer } from './Composer';
import { Controls } from './Controls';
import { type Call, isActive, moodOf } from './call-machine';
import { DemoLine } from './DemoLine';
import { Dial } from './Dial';
import { PacePanel } from './PacePanel';
import { TroubleCard } from './TroubleCard';
import { usePersonas } from './use-personas';
import { useTalk, useTalkState } from './use-talk';

function wordOf(call: Call): string {
  if (call.phase === 'reconnecting') return text.mood.reconnecting;
  if (call.phase === 'calling') return text.mood[call.step ?? 'calling'];
  const mood = moodOf(call);
  return mood === 'connecting' ? text.mood.agent : text.mood[mood];
}

function startWords(call: Call, hasWords: boolean): { word: string; hint: string } {
  if (call.phase === 'failed') return { word: text.start.retry, hint: '' };
  if (call.phase === 'taken') return { word: text.start.bringHere, hint: '' };
  return hasWords
    ? { word: text.start.goOn, hint: text.start.goOnHint }
    : { word: text.start.begin, hint: text.start.beginHint };
}

function DialCentre() {
  const talk = useTalk();
  const { call, captions } = useTalkState();
  if (isActive(call) || call.newChat !== null) {
    return (
      <p className="mood" role="status" data-testid="mood">
        {call.newChat === null ? wordOf(call) : text.newChat[call.newChat]}
      </p>
    );
  }
  const { word } = startWords(call, captions.length > 0);
  return (
    <button type="button" className="start" data-testid="start" onClick={() => void talk.start()}>
      <Icon name="mic" />
      <span>{word}</span>
    </button>
  );
}

function EmptyState() {
  const hour = new Date().getHours();
  return (
    <div className="empty" data-testid="empty">
      <h1>{hour >= 18 || hour < 5 ? text.empty.heading : text.empty.headingDay}</h1>
      <p>{text.empty.body}</p>
    </div>
  );
}

export function TalkScreen() {
  const talk = useTalk();
  const { call, captions, sessionId, title, persona } = useTalkState();
  const { nameOf } = usePersonas();
  const { sessions } = useSessions();
  const readLevels = useCallback(() => talk.readLevels(), [talk]);
  const active = isActive(call);
  const hasWords = captions.length > 0;
  const known = sessions.find((session) => session.session_id === sessionId)?.title ?? title;
  const { hint } = startWords(call, hasWords);
  return (
    <div
      className="talk"
      data-active={active}
      data-words={hasWords}
      data-phase={call.phase}
      data-testid="talk"
    >
      <h2 className="talk-title" data-testid="title">
        {known ?? text.newChat.title}
      </h2>
      <Banners />
      <OffRecordLamp active={active} />
      <div className="stage">
        <div className="dial-side">
          <Dial mood={moodOf(call)} readLevels={readLevels}>
            <DialCentre />
          </Dial>
          {active || hint === '' ? null : <p className="hint">{hint}</p>}
        </div>
        <div className="word-side">
          <TroubleCard />
          {hasWords ? (
            <CaptionList
              captions={captions}
              speaker={persona === null ? text.captions.astra : nameOf(persona)}
            />
          ) : (
            <EmptyState />
          )}
          <PacePanel />
        </div>
      </div>
      <div className="foot">
        {active ? (
          <Controls />
        ) : (
          <Link to="/chat" className="control" data-testid="type-instead">
            <Icon name="pen" />
            <span>{text.chat.typeInstead}</span>
          </Link>
        )}
        {active ? <Composer disabled={call.phase === 'reconnecting'} /> : null}
        <DemoLine />
      </div>
    </div>
  );
}
