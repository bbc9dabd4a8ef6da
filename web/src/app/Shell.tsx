/** The frame around every page: sidebar or drawer, and the page itself. */

import { useCallback, useState } from 'react';
import { Outlet } from 'react-router';
import { Brand } from '../components/Brand';
import { Icon } from '../components/Icon';
import { text } from '../lib/text';
import { Sidebar } from './Sidebar';

export function Shell() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {text.nav.skip}
      </a>
      <header className="topbar">
        <button
          type="button"
          className="plain"
          aria-label={text.nav.open}
          aria-expanded={open}
          aria-controls="sidebar"
          data-testid="menu"
          onClick={() => setOpen(true)}
        >
          <Icon name="menu" />
        </button>
        <Brand />
      </header>
      <Sidebar open={open} onClose={close} />
      <main id="page" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
