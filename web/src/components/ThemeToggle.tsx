/** Light, dark, or as the system has it. */

import { preferences, type Theme } from '../lib/preferences';
import { text } from '../lib/text';
import { usePreferences } from '../lib/use-preferences';
import { Icon, type IconName } from './Icon';

const CHOICES: readonly { readonly theme: Theme; readonly icon: IconName }[] = [
  { theme: 'system', icon: 'auto' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

export function ThemeToggle() {
  const { theme: chosen } = usePreferences();
  return (
    <fieldset className="theme">
      <legend className="unseen">{text.theme.label}</legend>
      {CHOICES.map(({ theme, icon }) => (
        <button
          key={theme}
          type="button"
          aria-pressed={chosen === theme}
          aria-label={text.theme[theme]}
          title={text.theme[theme]}
          data-testid={`theme-${theme}`}
          onClick={() => preferences.set({ theme })}
        >
          <Icon name={icon} />
        </button>
      ))}
    </fieldset>
  );
}
