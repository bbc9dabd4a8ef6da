/** Where one writes: a field that grows, commands that complete themselves, and the way to a voice note. */

import { type FormEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { RoundButton } from '../../components/RoundButton';
import { count, fill, text } from '../../lib/text';
import { type CommandName, completeCommand, suggestCommands } from './commands';
import { useChat } from './use-chat';
import { VoiceNoteButton } from './VoiceNoteButton';

const words = text.chat;
const MAX_CHARS = 4000;
const TELL_WHEN_LEFT = 200;

interface SuggestionsProps {
  readonly id: string;
  readonly found: readonly CommandName[];
  readonly chosen: number;
  readonly onChoose: (name: CommandName) => void;
}

function Suggestions({ id, found, chosen, onChoose }: SuggestionsProps) {
  return (
    <>
      <div
        className="commands"
        role="listbox"
        id={id}
        aria-label={words.commands.label}
        data-testid="commands"
      >
        {found.map((name, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          <div
            key={name}
            id={`${id}-${name}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(name)}
          >
            <strong>/{name}</strong>
            <span>{words.commands[name]}</span>
          </div>
        ))}
      </div>
      <span className="unseen" role="status">
        {count(words.commands.found, found.length)}
      </span>
    </>
  );
}

/** The commands that a line may become, which of them is chosen, and the keys that choose. */
function useSuggestions(line: string, onLine: (line: string) => void) {
  const [chosen, setChosen] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const found = closedFor === line ? [] : suggestCommands(line);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  const choose = (name: CommandName): void => {
    onLine(completeCommand(name));
    setChosen(0);
  };
  /** Whether the key was ours. */
  const onKey = (event: KeyboardEvent): boolean => {
    const name = found[at];
    if (name === undefined) return false;
    if (event.key === 'ArrowDown') setChosen((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setChosen((at + found.length - 1) % found.length);
    else if (event.key === 'Tab' || event.key === 'Enter') choose(name);
    else if (event.key === 'Escape') setClosedFor(line);
    else return false;
    event.preventDefault();
    return true;
  };
  return { found, at, choose, onKey };
}

function Left({ length }: { readonly length: number }) {
  const left = MAX_CHARS - length;
  if (left > TELL_WHEN_LEFT) return null;
  return (
    <span className="left" data-over={left < 0} role="status" data-testid="chars-left">
      {fill(left < 0 ? words.composer.tooLong : words.composer.left, { n: Math.abs(left) })}
    </span>
  );
}

export function ChatComposer() {
  const chat = useChat();
  const [line, setLine] = useState('');
  const [recording, setRecording] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const hintId = useId();
  const { found, at, choose, onKey } = useSuggestions(line, setLine);
  const content = line.trim();
  const isTooLong = content.length > MAX_CHARS;

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = line === '' ? '' : `${element.scrollHeight}px`;
  }, [line]);

  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (content === '' || isTooLong) return;
    setLine('');
    void chat.send(content);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || onKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  const chosen = found[at];
  return (
    <form className="composer chat-composer" data-recording={recording} onSubmit={send}>
      {found.length > 0 ? <Suggestions id={listId} found={found} chosen={at} onChoose={choose} /> : null}
      {recording ? null : (
        <textarea
          ref={field}
          rows={1}
          aria-label={words.composer.label}
          aria-describedby={hintId}
          aria-autocomplete="list"
          aria-controls={found.length > 0 ? listId : undefined}
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen}`}
          placeholder={words.composer.placeholder}
          value={line}
          autoComplete="off"
          enterKeyHint="send"
          data-testid="chat-field"
          onChange={(event) => setLine(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <span className="unseen" id={hintId}>
        {words.composer.hint}
      </span>
      <Left length={content.length} />
      {content === '' ? <VoiceNoteButton onRecording={setRecording} /> : null}
      {recording || content === '' ? null : (
        <RoundButton icon="send" label={words.composer.send} testId="chat-send" disabled={isTooLong} />
      )}
    </form>
  );
}
