/** What pages say that belong to no feature: not found. */
export const pages = {
  notFound: {
    title: 'There is nothing here',
    body: 'The address may be old, or mistyped. Your talks are all where they were.',
    home: 'To the talk',
    history: 'To your conversations',
  },
};
