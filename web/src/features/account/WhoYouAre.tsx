/** The name one is called by, and the language of the pages. */

import { type FormEvent, useState } from 'react';
import type { User } from '../../client/account';
import { FormField } from '../../components/FormField';
import { LanguageSwitch } from '../../components/LanguageSwitch';
import { text } from '../../lib/text';
import { Section } from './Section';
import { useProfileChanges } from './use-account-changes';

const words = text.account;
const LONGEST_NAME = 80;

export function WhoYouAre({ person }: { readonly person: User }) {
  const { rename, speak } = useProfileChanges();
  const [name, setName] = useState(person.display_name ?? '');
  const isChanged = name.trim() !== (person.display_name ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isChanged && !rename.isPending) rename.mutate(name.trim());
  };
  return (
    <Section title={words.name.title} testId="account-name">
      <form className="account-line" onSubmit={submit}>
        <FormField
          label={words.name.label}
          value={name}
          autoComplete="given-name"
          maxLength={LONGEST_NAME}
          error={rename.isError ? words.name.failed : null}
          testId="account-name-field"
          onChange={(value) => {
            rename.reset();
            setName(value);
          }}
        />
        <button
          type="submit"
          className="small"
          disabled={!isChanged || rename.isPending}
          data-testid="account-name-save"
        >
          {rename.isPending ? words.name.saving : words.name.save}
        </button>
        <span className="saved" role="status" data-testid="account-name-saved">
          {rename.isSuccess ? words.saved : ''}
        </span>
      </form>
      <div className="account-choice">
        <span>{words.language.label}</span>
        <LanguageSwitch onChoose={speak.mutate} />
        <small className="quiet">{words.language.hint}</small>
        {speak.isError ? (
          <small className="wrong" role="alert">
            {words.language.failed}
          </small>
        ) : null}
      </div>
    </Section>
  );
}
