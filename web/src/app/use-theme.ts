/** Puts the chosen appearance on the document; without a choice the system decides, in CSS. */

import { useEffect } from 'react';
import { usePreferences } from '../lib/use-preferences';

export function useTheme(): void {
  const { theme } = usePreferences();
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
