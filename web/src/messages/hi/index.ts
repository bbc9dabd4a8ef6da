/** Everything the page says, in Hindi. English decides the shape; what is missing here does not compile. */

import type { Messages } from '../en';
import { account } from './account';
import { chart } from './chart';
import { chat } from './chat';
import { comparison } from './comparison';
import { history } from './history';
import { memory } from './memory';
import { pace } from './pace';
import { pages } from './pages';
import { platforms } from './platforms';
import { profile } from './profile';
import { refusals } from './refusals';
import { sessions } from './sessions';
import { signIn } from './sign-in';
import { talk } from './talk';

export const hi: Messages = {
  ...talk,
  account,
  chart,
  chat,
  comparison,
  history,
  memory,
  pace,
  pages,
  platforms,
  profile,
  refusals,
  sessions,
  signIn,
};
