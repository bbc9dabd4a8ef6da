/** The search over every word, and what can be written into it. */

import { type FormEvent, useState } from 'react';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';

const words = text.history.search;
const MAX_CHARS = 200;
const PREFIXES = ['persona', 'after', 'before', 'topic'] as const;

function Help({ onTry }: { readonly onTry: (example: string) => void }) {
  return (
    <details className="search-help">
      <summary>{words.help}</summary>
      <p>{words.helpBody}</p>
      <ul>
        {PREFIXES.map((prefix) => (
          <li key={prefix}>
            <button type="button" className="prefix" onClick={() => onTry(words.examples[prefix])}>
              <code>{words.examples[prefix]}</code>
            </button>
            <span className="quiet">{words.prefixes[prefix]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

export interface SearchBoxProps {
  readonly q: string;
  readonly onSearch: (q: string) => void;
}

export function SearchBox({ q, onSearch }: SearchBoxProps) {
  const [line, setLine] = useState(q);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(line.trim());
  };
  return (
    <search className="search">
      <form className="search-line" onSubmit={submit}>
        <input
          type="search"
          aria-label={words.label}
          placeholder={words.placeholder}
          value={line}
          maxLength={MAX_CHARS}
          autoComplete="off"
          enterKeyHint="search"
          data-testid="history-search"
          onChange={(event) => setLine(event.target.value)}
        />
        <button type="submit" className="round" aria-label={words.go} data-testid="history-search-go">
          <Icon name="search" />
        </button>
      </form>
      <div className="search-foot">
        <Help onTry={(example) => setLine(`${line.trim()} ${example}`.trim())} />
        {q === '' ? null : (
          <button
            type="button"
            className="linklike"
            data-testid="history-search-clear"
            onClick={() => onSearch('')}
          >
            {words.clear}
          </button>
        )}
      </div>
    </search>
  );
}
