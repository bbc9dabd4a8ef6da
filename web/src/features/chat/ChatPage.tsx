/** Written talk: the same conversation as on the talk screen, for when one can't speak. */

import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAccount } from '../../app/use-account';
import { Icon } from '../../components/Icon';
import { fill, text } from '../../lib/text';
import { CarryDialog } from '../carry/CarryDialog';
import { useSessions } from '../history/use-sessions';
import { OffRecordLamp } from '../memory/OffRecord';
import { isActive } from '../session/call-machine';
import { DemoLine } from '../session/DemoLine';
import { usePersonas } from '../session/use-personas';
import { useTalk, useTalkState } from '../session/use-talk';
import { ChatComposer } from './ChatComposer';
import { ChatLines } from './ChatLines';
import { useChat, useChatState } from './use-chat';

const words = text.chat;

/** The conversation that the page opens with: the one on the talk screen, else the one that was chosen last. */
function useFirstSession(): { readonly isKnown: boolean; readonly sessionId: string | null } {
  const { sessionId } = useTalkState();
  const { sessions, isPending } = useSessions();
  if (sessionId !== null) return { isKnown: true, sessionId };
  const current = sessions.find((session) => session.current && session.platform === 'web');
  return { isKnown: !isPending, sessionId: current?.session_id ?? null };
}

function useFollowing(): void {
  const chat = useChat();
  const talk = useTalk();
  const { isKnown, sessionId } = useFirstSession();
  useEffect(() => {
    if (isKnown && chat.get().sessionId !== sessionId && sessionId !== null) chat.hide();
    if (isKnown) chat.show(sessionId ?? chat.get().sessionId);
  }, [chat, isKnown, sessionId]);
  useEffect(() => {
    const hurry = (): void => chat.hurry();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      const { sessionId: written } = chat.get();
      chat.hide();
      if (written !== null) void talk.adopt(written);
    };
  }, [chat, talk]);
}

function Notices() {
  const talk = useTalk();
  const { call } = useTalkState();
  const { link } = useChatState();
  return (
    <div className="banners" role="status">
      {link === 'asking' || link === 'away' ? (
        <p className={link === 'away' ? 'banner warn' : 'banner'} data-testid={`link-${link}`}>
          <span className="pulse" aria-hidden="true" />
          {words.link[link]}
        </p>
      ) : null}
      {isActive(call) ? (
        <p className="banner" data-testid="voice-on">
          {words.voiceOn}
          <button type="button" className="small" onClick={() => void talk.end()}>
            {words.endVoice}
          </button>
        </p>
      ) : null}
    </div>
  );
}

interface HeadProps {
  readonly title: string | null;
  /** With whom a new conversation begins. */
  readonly persona: string | null;
}

function CarryButton({ sessionId }: { readonly sessionId: string }) {
  const [open, setOpen] = useState(false);
  const { data: user } = useAccount();
  return (
    <>
      <button
        type="button"
        className="small"
        aria-label={words.carry.open}
        aria-haspopup="dialog"
        title={words.carry.open}
        data-testid="carry-open"
        onClick={() => setOpen(true)}
      >
        <Icon name="phone" />
      </button>
      {open ? (
        <CarryDialog sessionId={sessionId} isGuest={user?.is_guest ?? true} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function Head({ title, persona }: HeadProps) {
  const navigate = useNavigate();
  const talk = useTalk();
  const chat = useChat();
  const { sessionId } = useChatState();
  const speak = (): void => {
    void navigate('/');
    if (sessionId === null) void talk.start();
    else void talk.goOnWith(sessionId);
  };
  return (
    <header className="chat-head">
      <h1 className="talk-title" data-testid="chat-title">
        {title ?? text.newChat.title}
      </h1>
      {sessionId === null ? null : <CarryButton sessionId={sessionId} />}
      <button
        type="button"
        className="small"
        aria-label={words.anewLabel}
        data-testid="chat-anew"
        disabled={persona === null}
        onClick={() => persona !== null && void chat.begin(persona)}
      >
        <Icon name="plus" />
        <span>{words.anew}</span>
      </button>
      <button type="button" className="small" data-testid="speak-instead" onClick={speak}>
        <Icon name="mic" />
        <span>{words.speak}</span>
      </button>
    </header>
  );
}

export function ChatPage() {
  useFollowing();
  const { sessionId, thread } = useChatState();
  const { sessions } = useSessions();
  const { personas, nameOf } = usePersonas();
  const session = sessions.find((one) => one.session_id === sessionId);
  const speaker =
    session === undefined ? (personas[0]?.title ?? text.captions.astra) : nameOf(session.persona);
  const hasWords = thread.messages.length > 0 || thread.own.length > 0;
  return (
    <div className="chat" data-testid="chat" data-words={hasWords}>
      <Head title={session?.title ?? null} persona={session?.persona ?? personas[0]?.name ?? null} />
      <Notices />
      <OffRecordLamp active={sessionId !== null} />
      {hasWords ? (
        <ChatLines speaker={speaker} />
      ) : (
        <div className="empty" data-testid="chat-empty">
          <p className="empty-title">{fill(words.empty.heading, { name: speaker })}</p>
          <p>{words.empty.body}</p>
        </div>
      )}
      <div className="chat-foot">
        <ChatComposer />
        <DemoLine />
      </div>
    </div>
  );
}
