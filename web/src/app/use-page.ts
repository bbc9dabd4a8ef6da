/** What a change of page means to those who don't see it: a title of its own, and the focus at its beginning. */

import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { text } from '../lib/text';

function nameOf(path: string): string | null {
  const names: Readonly<Record<string, string>> = {
    memory: text.memory.title,
    chat: text.chat.title,
    chart: text.chart.title,
    'chart/compare': text.comparison.title,
    profile: text.profile.title,
    history: text.history.title,
    account: text.account.title,
    operator: text.pace.operator.title,
    'sign-in': text.signIn.nav,
  };
  return names[path.slice(1)] ?? names[path.split('/')[1] ?? ''] ?? null;
}

export function usePage(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  const name = nameOf(pathname);
  const title = name === null ? text.brand : `${name} · ${text.brand}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const page = document.getElementById('page');
    if (page !== null && !page.contains(document.activeElement)) page.focus({ preventScroll: true });
  }, [pathname]);
}
