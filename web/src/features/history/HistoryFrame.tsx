/** What the history pages share: their heading and the way between them. */

import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { text } from '../../lib/text';

const words = text.history.sections;

export function HistoryFrame({
  children,
  testId,
}: {
  readonly children: ReactNode;
  readonly testId: string;
}) {
  return (
    <div className="page history" data-testid={testId}>
      <header className="history-head">
        <h1>{text.history.title}</h1>
        <nav className="sections" aria-label={words.label}>
          <NavLink to="/history" end>
            {words.all}
          </NavLink>
          <NavLink to="/history/insights" data-testid="nav-insights">
            {words.insights}
          </NavLink>
          <NavLink to="/history/shares" data-testid="nav-shares">
            {words.shares}
          </NavLink>
        </nav>
      </header>
      {children}
    </div>
  );
}
