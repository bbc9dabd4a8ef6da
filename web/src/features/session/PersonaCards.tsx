/** The companions as cards, one of them chosen: radio buttons, so that arrows and a screen reader work by themselves. */

import { useId } from 'react';
import type { Persona } from '../../client/sessions';
import { fill, text } from '../../lib/text';
import { nameLanguages, nameVoice } from './use-personas';

const words = text.sessions.create;

export interface PersonaCardsProps {
  readonly personas: readonly Persona[];
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
}

function PersonaCard({
  persona,
  group,
  chosen,
  onChoose,
}: { readonly persona: Persona; readonly group: string } & Omit<PersonaCardsProps, 'personas'>) {
  const isChosen = persona.name === chosen;
  return (
    <label className="choice persona" data-chosen={isChosen} data-testid={`persona-${persona.name}`}>
      <input
        type="radio"
        name={group}
        value={persona.name}
        required
        className="unseen"
        checked={isChosen}
        onChange={() => onChoose(persona.name)}
      />
      <img src={persona.picture} alt="" width="88" height="88" loading="lazy" />
      <span className="persona-words">
        <strong>{persona.title}</strong>
        <span>{persona.description}</span>
        <small>
          {fill(words.speaks, { languages: nameLanguages(persona.languages) })}
          {' · '}
          {fill(words.voice, { voice: nameVoice(persona.voice) })}
        </small>
      </span>
    </label>
  );
}

export function PersonaCards({ personas, chosen, onChoose }: PersonaCardsProps) {
  const group = useId();
  return (
    <fieldset className="personas">
      <legend className="unseen">{words.who}</legend>
      {personas.map((persona) => (
        <PersonaCard key={persona.name} persona={persona} group={group} chosen={chosen} onChoose={onChoose} />
      ))}
    </fieldset>
  );
}
