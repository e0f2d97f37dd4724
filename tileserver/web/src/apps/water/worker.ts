// Answers for the page of the water app where there is no line.

import { answerFor } from '../../kit/viewer/shell/answering.ts';
import { SHELL } from './offline/shell.ts';

answerFor(SHELL);
