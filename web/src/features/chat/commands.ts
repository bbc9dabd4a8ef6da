/** Commands that begin with a slash, and which of them a line that is being typed may become. */

export const COMMANDS = ['start', 'new', 'history', 'chart', 'forget', 'help'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Commands that are followed by something. */
const WITH_WORDS: readonly CommandName[] = ['forget'];

/** What a line may become: all commands for a mere slash, none once a whole one or other words stand there. */
export function suggestCommands(line: string): readonly CommandName[] {
  const typed = /^\/([a-z]*)$/i.exec(line)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  return COMMANDS.filter((name) => name.startsWith(typed) && name !== typed);
}

/** The line once a command was chosen. */
export function completeCommand(name: CommandName): string {
  return WITH_WORDS.includes(name) ? `/${name} ` : `/${name}`;
}
