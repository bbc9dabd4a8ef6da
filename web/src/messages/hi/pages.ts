/** Pages of no feature in Hindi. */

import type { Messages } from '../en';

export const pages: Messages['pages'] = {
  notFound: {
    title: 'यहाँ कुछ नहीं है',
    body: 'पता पुराना हो सकता है, या लिखने में चूक हुई है। आपकी सारी बातचीत वहीं है जहाँ थी।',
    home: 'बातचीत पर जाएँ',
    history: 'आपकी सारी बातचीत',
  },
};
