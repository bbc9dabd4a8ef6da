/** Everything the page says, in English. Other languages follow its shape. */

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

export const en = {
  brand: 'Astra',
  tagline: 'A voice that knows your sky',
  loading: 'One moment…',
  nav: {
    talk: 'Talk',
    history: 'History',
    open: 'Open menu',
    close: 'Close menu',
    recent: 'Recent conversations',
    all: 'All conversations',
    none: 'Your conversations will gather here.',
    skip: 'Skip to the page',
    current: 'now',
    yours: 'About you',
  },
  theme: { label: 'Appearance', system: 'System', light: 'Light', dark: 'Dark' },
  language: { label: 'Language' },
  dialog: { close: 'Close' },
  serviceDown: { again: 'This page looks again by itself.' },
  newChat: {
    button: 'New Chat',
    saving: 'Saving…',
    leaving: 'Closing…',
    starting: 'Starting…',
    title: 'New Conversation',
    failed: 'Your conversation could not be saved, so it stays here. Nothing is lost.',
    retry: 'Try again',
  },
  start: {
    begin: 'Begin',
    beginHint: 'Tap and speak. Astra listens.',
    goOn: 'Go on',
    goOnHint: 'Pick up where you left off.',
    retry: 'Try again',
    bringHere: 'Bring it here',
  },
  mood: {
    idle: 'Ready',
    calling: 'Calling…',
    service: 'Calling…',
    room: 'Opening the room…',
    agent: 'Astra is on the way…',
    listening: 'Listening',
    thinking: 'Thinking',
    speaking: 'Speaking',
    reconnecting: 'Reconnecting…',
  },
  empty: {
    heading: 'What is on your mind tonight?',
    headingDay: 'What is on your mind today?',
    body: 'Say it the way you would to a friend. You can interrupt at any moment, or type instead.',
  },
  captions: {
    label: 'Conversation',
    you: 'You',
    astra: 'Astra',
    typed: 'typed',
    interrupted: 'interrupted',
    toEnd: 'Jump to the latest words',
  },
  composer: {
    label: 'Type a line',
    placeholder: 'Or type a line…',
    send: 'Send',
    failed: 'Not sent. Try again.',
  },
  controls: {
    label: 'Call controls',
    mute: 'Mute',
    unmute: 'Unmute',
    end: 'End',
    sound: 'Sound settings',
    holdToTalk: 'Hold to talk',
    holding: 'Talking…',
  },
  sound: {
    title: 'Sound',
    microphone: 'Microphone',
    speaker: 'Speaker',
    system: 'System default',
    volume: 'Volume',
    pushToTalk: 'Push to talk',
    pushToTalkHint: 'Hold the space bar, or the button, while you speak.',
    giveWay: 'Quieter when you speak',
    giveWayHint: 'Astra steps back when you speak over her.',
    unnamedMicrophone: 'Microphone {n}',
    unnamedSpeaker: 'Speaker {n}',
    close: 'Close',
  },
  banner: {
    reconnecting: 'The connection dropped. Reconnecting; your words so far are safe.',
    audioLocked: 'Your browser holds back the sound until you allow it.',
    audioUnlock: 'Turn the sound on',
    closing: 'It has been quiet for a while. Say something to stay.',
    ended: 'It was quiet for a while, so this talk was closed. Everything is kept.',
    taken: 'This talk went on in another tab.',
    demo: 'This is the offline demo mind.',
    demoHint: 'For a better one, set {hint}.',
    demoWhatToSet: 'OPENROUTER_API_KEY or OPENAI_API_KEY',
  },
  trouble: {
    insecure: {
      title: 'The microphone needs a secure address',
      body: 'This page came over plain http from another machine, and browsers then keep the microphone shut. Open it over https, or on the machine itself as http://localhost. You can type meanwhile.',
    },
    microphone_blocked: {
      title: 'Your microphone is blocked',
      body: 'The browser was told not to let this page listen. Allow the microphone in the address bar, then try again. You can type meanwhile.',
    },
    microphone_missing: {
      title: 'No microphone found',
      body: 'Plug one in, or choose another under Sound, then try again. You can type meanwhile.',
    },
    microphone_busy: {
      title: 'The microphone would not open',
      body: 'Another program may be using it. Close that one, or choose another microphone under Sound. You can type meanwhile.',
    },
    service: {
      title: 'Astra’s service does not answer',
      body: 'The part that opens conversations is not running, or your network is away. If this is your machine, see that “make run” is still going, then try again.',
    },
    refused: {
      title: 'The service said no',
      body: 'It answered, but would not open a conversation just now. Wait a moment and try again.',
    },
    rooms: {
      title: 'The room server can’t be reached',
      body: 'The service answers, but the voice room does not open. A firewall may be in the way, or the room server is down: “make doctor” tells which.',
    },
    agent: {
      title: 'Astra has not joined yet',
      body: 'The room is open, but nobody came within 5 seconds. What you say is kept. If it stays like this, the worker is down: “make doctor” tells why.',
    },
    llm: {
      title: 'The mind does not answer',
      body: 'Every language model that is set up failed just now. The talk stays open: say it again in a moment.',
    },
    stt: {
      title: 'Astra can’t make out speech right now',
      body: 'Speech recognition is failing. You can type, and speak again in a moment.',
    },
    tts: {
      title: 'Astra has no voice for now',
      body: 'Speech output is failing. Answers still appear here as text.',
    },
    room_lost: {
      title: 'The room was lost',
      body: 'The connection broke and could not be restored. Your words are kept; go on where you were.',
    },
    retryMicrophone: 'Try the microphone again',
    retry: 'Try again',
  },
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

export type Messages = typeof en;
