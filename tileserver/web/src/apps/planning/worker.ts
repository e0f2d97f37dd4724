// Answers for the page of the planning viewer where there is no line.

import { answerFor } from '../../kit/viewer/shell/answering.ts';
import { SHELL } from './shell.ts';

answerFor(SHELL);
