// Answers for the page of the citizens' app where there is no line.

import { answerFor } from '../../kit/viewer/shell/answering.ts';
import { SHELL } from './shell.ts';

answerFor(SHELL);
