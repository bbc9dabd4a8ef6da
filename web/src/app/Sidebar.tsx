/** The side of the house: New Chat, recent conversations, appearance. A drawer on phones. */

import { useEffect, useState } from 'react';
import { NavLink, useNavigate } from 'react-router';
import { Brand } from '../components/Brand';
import { Icon } from '../components/Icon';
import { ThemeToggle } from '../components/ThemeToggle';
import { AccountLink } from '../features/account/AccountLink';
import { nameSession } from '../features/history/describe-session';
import { useSessions } from '../features/history/use-sessions';
import { CreateDialog } from '../features/session/CreateDialog';
import { isActive } from '../features/session/call-machine';
import { ManageDialog } from '../features/session/ManageDialog';
import { useTalk, useTalkState } from '../features/session/use-talk';
import { formatDay } from '../lib/moments';
import { text } from '../lib/text';

const RECENT = 12;

function NewChatButton({ onPressed }: { readonly onPressed: () => void }) {
  const talk = useTalk();
  const navigate = useNavigate();
  const { call, busyElsewhere } = useTalkState();
  const { newChat } = call;
  const busy = newChat !== null || busyElsewhere;
  const press = (): void => {
    void navigate('/');
    onPressed();
    void talk.newChat();
  };
  return (
    <button
      type="button"
      className="new-chat"
      data-testid="new-chat"
      disabled={busy}
      aria-busy={busy}
      onClick={press}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="plus" />}
      <span>{newChat === null ? text.newChat.button : text.newChat[newChat]}</span>
    </button>
  );
}

/** Beginning with somebody else, and looking after what there is: each in a dialog. */
function SessionDialogs({ onClosed }: { readonly onClosed: () => void }) {
  const [open, setOpen] = useState<'create' | 'manage' | null>(null);
  const close = (): void => {
    setOpen(null);
    onClosed();
  };
  return (
    <div className="session-ways">
      <button
        type="button"
        data-testid="open-create"
        aria-haspopup="dialog"
        onClick={() => setOpen('create')}
      >
        <Icon name="people" />
        {text.sessions.choose}
      </button>
      <button
        type="button"
        data-testid="open-manage"
        aria-haspopup="dialog"
        onClick={() => setOpen('manage')}
      >
        <Icon name="list" />
        {text.sessions.manage}
      </button>
      {open === 'create' ? <CreateDialog onClose={close} /> : null}
      {open === 'manage' ? <ManageDialog onClose={close} /> : null}
    </div>
  );
}

function RecentSessions({ onChosen }: { readonly onChosen: () => void }) {
  const { sessions, isSuccess } = useSessions();
  const { call, sessionId } = useTalkState();
  const recent = sessions.slice(0, RECENT);
  if (isSuccess && recent.length === 0) return <p className="quiet">{text.nav.none}</p>;
  return (
    <ul className="recent" data-testid="session-list">
      {recent.map((session) => {
        const here = session.session_id === sessionId;
        return (
          <li key={session.session_id}>
            <NavLink to={here ? '/' : `/history/${session.session_id}`} onClick={onChosen} data-here={here}>
              <span className="recent-title">{nameSession(session)}</span>
              <span className="recent-when">
                {here && isActive(call) ? text.nav.current : formatDay(new Date(session.last_activity))}
              </span>
            </NavLink>
          </li>
        );
      })}
    </ul>
  );
}

export interface SidebarProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function Sidebar({ open, onClose }: SidebarProps) {
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, onClose]);

  return (
    <>
      <aside className="sidebar" data-open={open} id="sidebar">
        <div className="sidebar-head">
          <Brand />
          <button type="button" className="plain drawer-only" aria-label={text.nav.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="begin">
          <NewChatButton onPressed={onClose} />
          <SessionDialogs onClosed={onClose} />
        </div>
        <nav className="ways" aria-label={text.nav.yours}>
          <NavLink to="/memory" onClick={onClose} data-testid="nav-memory">
            {text.memory.nav}
          </NavLink>
          <NavLink to="/chart" onClick={onClose} data-testid="nav-chart">
            {text.chart.nav}
          </NavLink>
          <NavLink to="/profile" onClick={onClose} data-testid="nav-profile">
            {text.profile.nav}
          </NavLink>
        </nav>
        <nav aria-label={text.nav.recent}>
          <h2>{text.nav.recent}</h2>
          <RecentSessions onChosen={onClose} />
          <NavLink to="/history" end className="all" onClick={onClose} data-testid="nav-history">
            {text.nav.all}
          </NavLink>
        </nav>
        <AccountLink onChosen={onClose} />
        <div className="sidebar-foot">
          <NavLink to="/" end onClick={onClose} data-testid="nav-talk">
            {text.nav.talk}
          </NavLink>
          <NavLink to="/chat" onClick={onClose} data-testid="nav-chat">
            {text.chat.nav}
          </NavLink>
          <ThemeToggle />
        </div>
      </aside>
      {open ? <button type="button" className="veil" aria-label={text.nav.close} onClick={onClose} /> : null}
    </>
  );
}
