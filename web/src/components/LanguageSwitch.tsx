/** The page's languages, each by its own name; the page follows at once. */

import { useLanguage } from '../lib/language';
import { text } from '../lib/text';
import { LANGUAGES, type Language, OWN_NAMES } from '../messages/languages';

export function LanguageSwitch({ onChoose }: { readonly onChoose: (language: Language) => void }) {
  const chosen = useLanguage();
  return (
    <fieldset className="segments language">
      <legend className="unseen">{text.language.label}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={chosen === language}
          data-testid={`language-${language}`}
          onClick={() => onChoose(language)}
        >
          {OWN_NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}
