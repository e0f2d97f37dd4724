// The sentences of this app, known to whoever of it says one.

import texts from 'virtual:catalogue/admin';
import deskTexts from 'virtual:catalogue/admin-desk';
import sessionTexts from 'virtual:catalogue/kit/session#web-user';
import { learn } from '../../kit/page/text.ts';

learn(texts);
learn(deskTexts);
learn(sessionTexts);
