// What of the planning page stays on the device: the page and its files, and no answer of any kind. Pure.

import { shellOf } from '../../kit/viewer/shell/names.ts';

export const SHELL = shellOf('planning');
